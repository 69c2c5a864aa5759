/** Steps of a trail: a label, the value as shown, and what it came from. */
import type { Cents } from '../../../shared/kernel/cents.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { exactMoney } from '../../../shared/present/format.ts'

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

export const passedOnRule = 'Reg. §1.1091-1(b); IRC §1091(d)'

/** What makes the gains of lots sold together less than those of the lots at their own basis: a loss that one takes over from another counts with both. */
export function passedOnStep(amount: Cents): Trace {
  return step('Loss that lots sold together take over from each other', exactMoney(-amount), {
    formula: 'disallowed where it arose, counted again with the lot that takes it over',
    rule: passedOnRule,
  })
}
