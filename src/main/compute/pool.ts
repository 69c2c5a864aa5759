/**
 * Two worker threads, each started on first use and given one job at a time. What an advisor waits for goes before the households of a run over the book: where both threads
 * are busy, one of those households leaves its thread at its next step and is planned anew later. Who stops a job is answered at once; its raised flag, which the engine looks
 * at once per step, frees the thread, and one that is not free within two seconds is ended and a new one takes its place.
 */
import type { Worker } from 'node:worker_threads'
import { Refused } from '../../shared/kernel/outcome.ts'
import { Cancelled, type JobControl, type JobKind, type Jobs, type JobTable } from './jobs.ts'
import type { JobReply, JobRequest } from './protocol.ts'

interface Job {
  request: JobRequest
  /** Ends its thread, where that does not hear of the stop. */
  patience: NodeJS.Timeout | undefined
  readonly control: JobControl
  finish(output: unknown): void
  fail(error: Error): void
}

interface Lane {
  worker: Worker | undefined
  job: Job | undefined
}

const patienceMs = 2000
const givesWay: ReadonlySet<JobKind> = new Set(['book-plan'])

const isAwaited = ({ request }: Job) => !givesWay.has(request.kind)
const flagDown = () => new Int32Array(new SharedArrayBuffer(4))

export function workerJobs(start: () => Worker): Jobs {
  // the second is asked first, so that it is the one already warm
  const lanes: readonly Lane[] = [
    { worker: undefined, job: undefined },
    { worker: undefined, job: undefined },
  ]
  let waiting: Job[] = []
  let last = 0

  function awake(lane: Lane): Worker {
    if (lane.worker) return lane.worker
    const started = start()
    started.unref()
    started.on('message', (reply: JobReply) => hear(lane, reply))
    started.on('error', error => retire(lane, started, error))
    started.on('exit', () => retire(lane, started, new Error('the worker ended')))
    lane.worker = started
    return started
  }

  function hear(lane: Lane, reply: JobReply): void {
    const { job } = lane
    if (!job || job.request.number !== reply.number) return
    const stopped = job.control.signal.aborted
    if (reply.kind === 'progress') return stopped ? undefined : job.control.progress(reply.done, reply.of, reply.what)
    const gaveWay = reply.kind === 'cancelled' && !stopped
    if (gaveWay) putBack(job)
    release(lane)
    if (gaveWay) return
    if (reply.kind === 'done') job.finish(reply.output)
    else if (reply.kind === 'cancelled') job.fail(new Cancelled())
    else if (reply.kind === 'refused') job.fail(new Refused(reply.refusal))
    else job.fail(new Error(reply.message))
  }

  function retire(lane: Lane, ended: Worker, error: Error): void {
    if (lane.worker !== ended) return
    lane.worker = undefined
    const { job } = lane
    release(lane)
    job?.fail(job.control.signal.aborted ? new Cancelled() : error)
  }

  function release(lane: Lane): void {
    clearTimeout(lane.job?.patience)
    lane.job = undefined
    lane.worker?.unref()
    serve()
  }

  function serve(): void {
    for (const lane of [...lanes].reverse()) {
      if (lane.job) continue
      const next = waiting.find(isAwaited) ?? waiting[0]
      if (!next) return
      waiting = waiting.filter(job => job !== next)
      lane.job = next
      const thread = awake(lane)
      thread.ref()
      thread.postMessage(next.request)
    }
    makeRoom()
  }

  /** For each job an advisor waits for, one of the book's gives way: the one begun last has the least to do again. */
  function makeRoom(): void {
    const awaited = waiting.filter(isAwaited).length
    const ofTheBook = lanes.flatMap(({ job }) => (job && !isAwaited(job) ? [job] : [])).sort((a, b) => b.request.number - a.request.number)
    for (const job of ofTheBook.slice(0, awaited)) Atomics.store(job.request.flag, 0, 1)
  }

  /** First among those of the book, with a flag that nobody raised. */
  function putBack(job: Job): void {
    job.request = { ...job.request, flag: flagDown() }
    waiting.unshift(job)
  }

  /** What waits is let go; what runs is told by its flag, and its thread is ended where it does not listen. */
  function stop(job: Job): void {
    Atomics.store(job.request.flag, 0, 1)
    if (waiting.includes(job)) waiting = waiting.filter(each => each !== job)
    else job.patience = setTimeout(() => void lanes.find(lane => lane.job === job)?.worker?.terminate(), patienceMs).unref()
    job.fail(new Cancelled())
  }

  return {
    run<Kind extends JobKind>(kind: Kind, input: JobTable[Kind]['input'], control: JobControl) {
      if (control.signal.aborted) return Promise.reject(new Cancelled())
      last += 1
      const { promise, resolve, reject } = Promise.withResolvers<JobTable[Kind]['output']>()
      const request: JobRequest = { number: last, kind, input, flag: flagDown() }
      const job: Job = {
        request,
        control,
        patience: undefined,
        finish: output => resolve(output as JobTable[Kind]['output']),
        fail: reject,
      }
      const stopped = () => stop(job)
      control.signal.addEventListener('abort', stopped, { once: true })
      waiting.push(job)
      serve()
      return promise.finally(() => control.signal.removeEventListener('abort', stopped))
    },
    async close() {
      const ending = lanes.map(({ worker }) => worker)
      for (const lane of lanes) lane.worker = undefined
      await Promise.all(ending.map(worker => worker?.terminate()))
    },
  }
}
