/** Files of the command line: whole or not at all. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'

/** Beside its name first, then renamed: a crash never leaves half a file under yesterday's name. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const draft = `${path}.part`
  const file = openSync(draft, 'w')
  try {
    writeSync(file, bytes)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
}
