/** The thread of imports: a connection beside the desk's for each task, opened and closed with it. See desk/import/thread.ts. */
import { parentPort } from 'node:worker_threads'
import { Refused } from '../shared/kernel/outcome.ts'
import type { TaskReply, TaskRequest } from './desk/import/thread.ts'
import { importWork, stopped } from './desk/import/work.ts'
import { randomIds } from './hosts/machine.ts'
import { readBeside, writeBeside } from './store/beside.ts'

const port = parentPort
if (!port) throw new Error('import.worker runs as a worker thread only')
const leastProgressGap = 100
let book = ''

const work = importWork({
  ids: randomIds,
  read: reading => readBeside(book, reading),
  write: (look, writing) => writeBeside(book, look, writing),
})

port.on('message', (request: TaskRequest) => void serve(request))

/** One at a time: the desk sends the next when this one has answered. */
async function serve({ number, book: file, task, input, flag }: TaskRequest): Promise<void> {
  book = file
  const send = (reply: TaskReply) => port?.postMessage(reply)
  let [last, said] = [0, '']
  const signal = {
    get aborted() {
      return Atomics.load(flag, 0) === 1
    },
  } as AbortSignal
  try {
    const output = await work.run(task, input as never, {
      signal,
      progress(progress) {
        const now = performance.now()
        if (now - last < leastProgressGap && progress.what === said) return
        ;[last, said] = [now, progress.what ?? '']
        send({ number, kind: 'progress', progress })
      },
    })
    send({ number, kind: 'done', output })
  } catch (error) {
    if (error instanceof Refused) send({ number, kind: 'refused', refusal: error.refusal })
    else if (signal.aborted) send({ number, kind: 'refused', refusal: stopped })
    else send({ number, kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
