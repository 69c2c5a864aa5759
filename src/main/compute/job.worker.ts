/** The thread that does the long work. It sees documents only: no book, no files, no clock but the one that paces its progress. */
import { parentPort } from 'node:worker_threads'
import { Refused } from '../../shared/kernel/outcome.ts'
import { Cancelled, runJob } from './jobs.ts'
import type { JobReply, JobRequest } from './protocol.ts'

const port = parentPort
if (!port) throw new Error('job.worker runs as a worker thread only')
const leastProgressGap = 100

port.on('message', (request: JobRequest) => {
  const { number } = request
  const send = (reply: JobReply) => port.postMessage(reply)
  let last = 0
  try {
    const output = runJob(request.kind, request.input, {
      advance(done, of, what) {
        if (Atomics.load(request.flag, 0) === 1) throw new Cancelled()
        const now = performance.now()
        if (now - last < leastProgressGap) return
        last = now
        send({ number, kind: 'progress', done, of, what })
      },
    })
    send({ number, kind: 'done', output })
  } catch (error) {
    if (error instanceof Cancelled) send({ number, kind: 'cancelled' })
    else if (error instanceof Refused) send({ number, kind: 'refused', refusal: error.refusal })
    else send({ number, kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
