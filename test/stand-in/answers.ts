/** What a person would answer in the system's dialogs: a folder with `open.json` (paths to choose), into which saved files go as well. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Answers {
  open(): string[]
  /** The chosen path, or the empty text for a dialog that was closed. */
  save(name: string): string
}

/** The folder is read from the environment at each dialog, so a test may set it late. */
export const answers: Answers = {
  open() {
    const file = join(folder() ?? '', 'open.json')
    return folder() !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : []
  },
  save: name => (folder() === undefined ? '' : join(folder() as string, name)),
}

function folder(): string | undefined {
  return process.env.STAND_IN_ANSWERS
}
