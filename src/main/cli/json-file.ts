/** A JSON document given by name on the command line: its content, or a refusal of one line, whatever the file holds. */
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { z } from 'zod'
import { done, type Outcome, refused } from '../../shared/kernel/outcome.ts'

/** What kind of file is expected: the code of its refusals and what to give instead. */
export interface Expected {
  readonly code: string
  readonly remedy: string
  /** What the whole document is called where its fault is in no field of it. */
  readonly noun: string
}

export function unreadable(file: string, { code, remedy }: Expected, what: string): Outcome<never> {
  return refused({ code, what: what.replace(/\s+/g, ' '), where: basename(file), remedy })
}

export async function jsonIn(file: string, expected: Expected): Promise<Outcome<unknown>> {
  try {
    return done(JSON.parse(await readFile(resolve(file), 'utf8')))
  } catch (error) {
    return unreadable(file, expected, error instanceof SyntaxError ? `This is no JSON: ${error.message}` : 'The file cannot be read.')
  }
}

/** The first fault of a document of the wrong shape, by the path of its field. */
export function faultOf({ issues: [issue] }: z.ZodError, { noun }: Expected): string {
  const path = issue?.path.join('.')
  return `${path === undefined || path === '' ? noun : path}: ${issue?.message ?? 'cannot be read'}`
}
