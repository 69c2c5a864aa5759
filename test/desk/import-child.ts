/** A desk of its own process, with its import thread, that imports one file into a book, saying on standard output when it begins and when it is done: made to be killed. */
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'
import { compose } from '../../src/main/compose.ts'
import { threadedImports } from '../../src/main/desk/import/thread.ts'
import { openFileShelf } from '../../src/main/hosts/file-shelf.ts'
import { machinePorts } from '../../src/main/hosts/machine.ts'
import type { Store } from '../../src/main/store/store.ts'
import type { ImportPreview } from '../../src/shared/model/import-batch.ts'

const [book = '', path = '', log = ''] = process.argv.slice(2)
const shelf = openFileShelf()
const entry = new URL('../../src/main/import.worker.ts', import.meta.url)
const imports = (store: Store) => threadedImports(store, () => new Worker(entry))
const desk = await compose({ book, host: 'test', ports: machinePorts(shelf, log), imports })
const call = { signal: new AbortController().signal, progress: () => undefined }
process.stdout.write('begin\n')
const received = await shelf.receive(basename(path), createReadStream(path) as AsyncIterable<Uint8Array>)
const preview = await desk.dispatch('import.preview', { handle: received.handle, mapping: null }, call)
if (!preview.ok) throw new Error(JSON.stringify(preview.refusal))
const { file } = preview.value as ImportPreview
const committed = await desk.dispatch('import.commit', { handle: received.handle, sha256: file.sha256, mapping: null, accounts: [] }, call)
process.stdout.write(committed.ok ? 'end\n' : `refused ${JSON.stringify(committed.refusal)}\n`)
await desk.close()
shelf.close()
