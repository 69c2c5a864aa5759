/** Answers of long work, remembered until the book changes: what was made while it changed is given out and not kept. */
import type { DeskContext } from './context.ts'

export interface Memory<Value> {
  read(key: string): Value | undefined
  keep(key: string, value: Value): void
  /** What is remembered, or what is made now. */
  once(key: string, make: () => Promise<Value>): Promise<Value>
}

/** `most`: so many are remembered; one more, and all are forgotten. */
export function memoryOf<Value>(context: DeskContext, most: number): Memory<Value> {
  const kept = new Map<string, Value>()
  context.onChange(() => kept.clear())
  const keep = (key: string, value: Value) => {
    if (kept.size >= most) kept.clear()
    kept.set(key, value)
  }
  return {
    read: key => kept.get(key),
    keep,
    async once(key, make) {
      const known = kept.get(key)
      if (known !== undefined) return known
      const revision = context.revision()
      const made = await make()
      if (revision === context.revision()) keep(key, made)
      return made
    },
  }
}
