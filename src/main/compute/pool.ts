/**
 * One worker thread, started on first use. Stopping a job raises its shared flag, which the engine looks at once per step; a worker that does
 * not answer within two seconds is ended and a new one takes its place.
 */
import type { Worker } from 'node:worker_threads'
import { Refused } from '../../shared/kernel/outcome.ts'
import { Cancelled, type JobControl, type JobKind, type Jobs, type JobTable } from './jobs.ts'
import type { JobReply, JobRequest } from './protocol.ts'

interface Running {
  readonly control: JobControl
  finish(output: unknown): void
  fail(error: Error): void
}

const patienceMs = 2000

export function workerJobs(start: () => Worker): Jobs {
  const running = new Map<number, Running>()
  let worker: Worker | undefined
  let last = 0

  function awake(): Worker {
    if (worker) return worker
    const started = start()
    started.unref()
    started.on('message', (reply: JobReply) => hear(reply))
    started.on('error', error => retire(started, error))
    started.on('exit', () => retire(started, new Error('the worker ended')))
    worker = started
    return started
  }

  function hear(reply: JobReply): void {
    const job = running.get(reply.number)
    if (!job) return
    if (reply.kind === 'progress') return job.control.progress(reply.done, reply.of)
    running.delete(reply.number)
    if (reply.kind === 'done') job.finish(reply.output)
    else if (reply.kind === 'cancelled') job.fail(new Cancelled())
    else if (reply.kind === 'refused') job.fail(new Refused(reply.refusal))
    else job.fail(new Error(reply.message))
  }

  function retire(ended: Worker, error: Error): void {
    if (worker !== ended) return
    worker = undefined
    for (const job of running.values()) job.fail(job.control.signal.aborted ? new Cancelled() : error)
    running.clear()
  }

  return {
    run<Kind extends JobKind>(kind: Kind, input: JobTable[Kind]['input'], control: JobControl) {
      last += 1
      const number = last
      const flag = new Int32Array(new SharedArrayBuffer(4))
      const { promise, resolve, reject } = Promise.withResolvers<JobTable[Kind]['output']>()
      let patience: NodeJS.Timeout | undefined
      const stop = () => {
        Atomics.store(flag, 0, 1)
        patience = setTimeout(() => void (running.has(number) && worker?.terminate()), patienceMs)
      }
      if (control.signal.aborted) return Promise.reject(new Cancelled())
      control.signal.addEventListener('abort', stop, { once: true })
      running.set(number, { control, finish: output => resolve(output as JobTable[Kind]['output']), fail: reject })
      const thread = awake()
      thread.ref()
      thread.postMessage({ number, kind, input, flag } satisfies JobRequest)
      return promise.finally(() => {
        clearTimeout(patience)
        control.signal.removeEventListener('abort', stop)
        if (running.size === 0) worker?.unref()
      })
    },
    async close() {
      const ending = worker
      worker = undefined
      await ending?.terminate()
    },
  }
}
