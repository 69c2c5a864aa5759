/** Steps of a trail: a label, the value as shown, and what it came from. */
import type { Trace } from '../../../shared/model/trace.ts'

export interface Grounds {
  readonly formula?: string
  readonly rule?: string
  readonly source?: string
  readonly inputs?: readonly Trace[]
}

export function step(label: string, value: string, grounds: Grounds = {}): Trace {
  const { formula, rule, source, inputs = [] } = grounds
  return { label, value, formula, rule, source, inputs: [...inputs] }
}
