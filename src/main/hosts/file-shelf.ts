/**
 * Files on their way in and out, behind handles. Each lies in a private folder of the system's temporary place (0700, files 0600) that is
 * emptied when the desk closes; folders of desks that died are removed at the next start. A received file is a copy, so what was
 * previewed is what is committed, whatever happens to the original.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { largestFile } from '../../shared/contract/bridge.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { Files, OfferedFile, ReceivedFile } from '../ports.ts'

export interface ShelvedOffer extends OfferedFile {
  readonly path: string
  readonly type: string
}

export interface FileShelf extends Files {
  offered(handle: string): ShelvedOffer
  close(): void
}

export function openFileShelf(place: string = tmpdir(), largest: number = largestFile): FileShelf {
  sweep(place)
  const folder = mkdtempSync(join(place, `lotwright-${process.pid}-`))
  const received = new Map<string, ReceivedFile>()
  const offers = new Map<string, ShelvedOffer>()

  async function receive(name: string, bytes: AsyncIterable<Uint8Array>): Promise<ReceivedFile> {
    const handle = randomUUID()
    const path = join(folder, handle)
    const shown = plainName(name)
    const hash = createHash('sha256')
    const copy = await open(path, 'wx', 0o600)
    let size = 0
    try {
      for await (const piece of bytes) {
        size += piece.byteLength
        if (size > largest) throw new Refused(tooLarge(shown, largest))
        hash.update(piece)
        await copy.appendFile(piece)
      }
    } catch (error) {
      rmSync(path, { force: true })
      throw isFull(error) ? new Refused(diskFull(shown)) : error
    } finally {
      await copy.close()
    }
    const file = { handle, name: shown, path, size, sha256: hash.digest('hex') }
    received.set(handle, file)
    return file
  }

  async function offer(name: string, bytes: Uint8Array, type: string): Promise<OfferedFile> {
    const handle = randomUUID()
    const path = join(folder, handle)
    await writeFile(path, bytes, { mode: 0o600, flag: 'wx' }).catch(error => {
      throw isFull(error) ? new Refused(diskFull(name)) : error
    })
    const file = { handle, name: plainName(name), size: bytes.byteLength, path, type }
    offers.set(handle, file)
    return { handle, name: file.name, size: file.size }
  }

  return {
    receive,
    offer,
    open: handle => received.get(handle) ?? unknownHandle(),
    offered: handle => offers.get(handle) ?? unknownHandle(),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The last part of a path of any system, without characters that a file name or a header must not hold. */
export function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}"<>:|?*]/gu, '')
    .trim()
    .slice(0, 200)
  return /^\.*$/.test(plain) ? 'file' : plain
}

function sweep(place: string): void {
  for (const name of readdirSync(place)) {
    const pid = /^lotwright-(\d+)-/.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(place, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')
}

function unknownHandle(): never {
  throw new Refused({
    code: 'input/file-handle',
    what: 'The desk does not hold this file any more.',
    remedy: 'Choose the file again; files are kept only while the desk is open.',
  })
}

function tooLarge(name: string, largest: number) {
  return {
    code: 'input/file-too-large',
    what: `The file is larger than ${Math.floor(largest / 1024 / 1024)} MB.`,
    where: name,
    remedy: 'Export fewer accounts or a shorter period into one file.',
  }
}

function diskFull(name: string) {
  return {
    code: 'input/disk-full',
    what: 'The disk is full; the file could not be kept for reading.',
    where: name,
    remedy: 'Free some space and try again. The book was not touched.',
  }
}
