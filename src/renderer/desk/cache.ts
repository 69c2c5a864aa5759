/**
 * The last answers, so that going back to a screen shows it at once while it is asked again. `book.changed` makes answers old; whoever
 * shows one is told. Only queries and book-wide jobs are kept, at most forty.
 */
import type { Payload } from '../../shared/contract/client.ts'

type Change = Payload<'book.changed'>

export interface Kept {
  readonly value: unknown
  readonly fresh: boolean
}

export interface AnswerCache {
  read(key: string): Kept | undefined
  keep(key: string, value: unknown): void
  /** Marks every answer as old and tells the listeners; a change of one household leaves the answers about others fresh. */
  changed(change: Change): void
  onChange(listener: (change: Change) => void): () => void
}

const most = 40

export function createCache(): AnswerCache {
  const answers = new Map<string, Kept>()
  const listeners = new Set<(change: Change) => void>()
  return {
    read: key => answers.get(key),
    keep(key, value) {
      answers.delete(key)
      answers.set(key, { value, fresh: true })
      if (answers.size > most) answers.delete(answers.keys().next().value as string)
    },
    changed(change) {
      for (const [key, kept] of answers) if (concerns(change, key)) answers.set(key, { ...kept, fresh: false })
      for (const listener of [...listeners]) listener(change)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export function keyOf(name: string, input: unknown): string {
  return `${name} ${JSON.stringify(input)}`
}

/** A key that names another household than the one that changed is not concerned. */
export function concerns(change: Change, key: string): boolean {
  if (change.household === null || change.what === 'settings') return true
  const named = /"household":"((?:[^"\\]|\\.)*)"/.exec(key)
  return named === null || JSON.parse(`"${named[1]}"`) === change.household
}
