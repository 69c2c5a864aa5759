/** A thread that optimizes one instance after another for the command line. It sees documents only; its clock bounds a search and paces progress. */
import { parentPort } from 'node:worker_threads'
import { answerTo } from '../engine/optimize/answer.ts'
import type { InstanceReply, InstanceRequest } from './instance-threads.ts'

const port = parentPort
if (!port) throw new Error('instance.worker runs as a worker thread only')
const leastProgressGap = 100

port.on('message', ({ number, question }: InstanceRequest) => {
  const send = (reply: InstanceReply) => port.postMessage(reply)
  const started = performance.now()
  let last = started
  const advance = (nodes: number) => {
    const now = performance.now()
    if (now - last < leastProgressGap) return
    last = now
    send({ number, kind: 'progress', nodes })
  }
  try {
    const outcome = answerTo(question, () => performance.now() - started > question.seconds * 1000, { advance })
    send({ number, kind: 'done', outcome, ms: performance.now() - started })
  } catch (error) {
    send({ number, kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
