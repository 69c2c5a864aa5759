/**
 * Values or refusals. A refusal names the culprit and the remedy; bugs throw, the world answers.
 * Codes are stable (`family/name`); the sentences may change. Families: input, import, rule, conflict, solver, data, store.
 */
export interface Refusal {
  /** Stable code, for example `rule/short-of-lots`. */
  readonly code: string
  /** What is wrong, in one sentence an advisor understands. */
  readonly what: string
  /** Where it is: a file and line, a field, a trade, a lot. */
  readonly where?: string
  /** What to do next. */
  readonly remedy?: string
}

export type Outcome<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal }

export function done<Value>(value: Value): Outcome<Value> {
  return { ok: true, value }
}

export function refused<Value = never>(refusal: Refusal): Outcome<Value> {
  return { ok: false, refusal }
}

/** Thrown where a refusal must leave several frames at once (a transaction, a worker); the router turns it back into a value. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.what}`)
    this.name = 'Refused'
    this.refusal = refusal
  }
}

/** The value, or a thrown `Refused`. For edges where a refusal ends the whole piece of work. */
export function valueOrThrow<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value
  throw new Refused(outcome.refusal)
}

/** One line for a terminal or a log: code, what, where, remedy. */
export function refusalLine(refusal: Refusal): string {
  return [refusal.code, refusal.what, refusal.where, refusal.remedy].filter(part => part !== undefined && part !== '').join(' | ')
}
