/** What a person would answer in the system's dialogs: a folder with `open.json` (paths to choose), into which saved files go as well. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Answers {
  open(): string[]
  /** The chosen path, or the empty text for a dialog that was closed. */
  save(name: string): string
}

export function openAnswers(folder: string | undefined): Answers {
  return {
    open() {
      const file = folder ? join(folder, 'open.json') : ''
      return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : []
    },
    save: name => (folder ? join(folder, name) : ''),
  }
}
