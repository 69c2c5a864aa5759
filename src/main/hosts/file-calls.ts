/** Answers the host's own `file.*` calls on Electron: dialogs give handles, dropped files come in pieces, offers are written to disk. */
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { PassThrough } from 'node:stream'
import { largestFile } from '../../shared/contract/bridge.ts'
import type { DeskFile, fileMethods } from '../../shared/contract/files.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { Dialogs, ReceivedFile } from '../ports.ts'
import type { Handlers } from '../router/handlers.ts'
import type { FileShelf } from './file-shelf.ts'

interface Upload {
  readonly stream: PassThrough
  readonly received: Promise<ReceivedFile>
}

/** Uploads at once; a window that begins more than this is not ours or has a bug. */
const mostUploads = 20

export function fileCalls(shelf: FileShelf, dialogs: Dialogs): Handlers<typeof fileMethods> {
  const uploads = new Map<string, Upload>()

  return {
    'file.pick': async () => {
      const files: DeskFile[] = []
      for (const path of await dialogs.openFiles())
        files.push(shown(await shelf.receive(basename(path), createReadStream(path)).catch(unreadable(path))))
      return { files }
    },
    'file.save': async ({ handle, name }) => {
      const offer = shelf.offered(handle)
      const path = await dialogs.saveAs(name)
      if (path === undefined) return { saved: false }
      await writeBeside(offer.path, path)
      return { saved: true }
    },
    'file.begin': ({ name, size }) => {
      if (size > largestFile || uploads.size >= mostUploads) throw new Refused(tooMuch(name))
      const upload = randomUUID()
      const stream = new PassThrough()
      const received = shelf.receive(name, stream)
      // the outcome is looked at in file.end; until then a failure must not count as unhandled
      received.catch(() => undefined)
      stream.on('error', () => undefined)
      uploads.set(upload, { stream, received })
      return { upload }
    },
    'file.append': async ({ upload, bytes }) => {
      const { stream, received } = running(uploads, upload)
      if (!stream.write(bytes)) await Promise.race([new Promise(resolve => stream.once('drain', resolve)), received])
      return {}
    },
    'file.end': async ({ upload }) => {
      const { stream, received } = running(uploads, upload)
      uploads.delete(upload)
      stream.end()
      return shown(await received)
    },
    'file.drop': ({ upload }) => {
      uploads.get(upload)?.stream.destroy(new Error('dropped'))
      uploads.delete(upload)
      return {}
    },
  }
}

/** Written under a temporary name in the same folder, then renamed: never half a file, never half of yesterday's. */
async function writeBeside(from: string, to: string): Promise<void> {
  const temporary = `${to}.${randomUUID().slice(0, 8)}.part`
  try {
    await copyFile(from, temporary)
    await rename(temporary, to)
  } catch (error) {
    await rm(temporary, { force: true })
    throw new Refused({
      code: 'input/save-failed',
      what: `The file could not be saved (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`,
      where: basename(to),
      remedy: 'Choose another folder, or close the program that has the file open.',
    })
  }
}

function running(uploads: ReadonlyMap<string, Upload>, upload: string): Upload {
  const found = uploads.get(upload)
  if (found) return found
  throw new Refused({ code: 'input/file-handle', what: 'This upload is not running.', remedy: 'Drop the file again.' })
}

function shown(file: ReceivedFile): DeskFile {
  return { handle: file.handle, name: file.name, size: file.size }
}

function unreadable(path: string) {
  return (error: unknown): never => {
    if (error instanceof Refused) throw error
    throw new Refused({
      code: 'input/file-unreadable',
      what: `The file could not be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`,
      where: basename(path),
      remedy: 'See whether it still exists and whether you may read it.',
    })
  }
}

function tooMuch(name: string) {
  return {
    code: 'input/file-too-large',
    what: `A file may have ${largestFile / 1024 / 1024} MB, and ${mostUploads} may be on their way at once.`,
    where: name,
    remedy: 'Drop fewer or smaller files at a time.',
  }
}
