/** What a plan on paper is made of, how much of it is told, and how what is left out is counted. */
import type { TaxLater, Waiting } from '../../../shared/model/meeting.ts'
import type { Proposal } from '../../../shared/model/proposal.ts'

export interface PlanPaper {
  readonly proposal: Proposal
  readonly firm: string
  readonly sample: boolean
  readonly later: TaxLater
  /** The same sales in January; null where it was not compared. */
  readonly waiting: Waiting | null
  /** What the figures rest on, in sentences: the federal table and its source. */
  readonly sources: readonly string[]
}

export interface Detail {
  /** Orders listed, over all accounts. */
  readonly orders: number
  /** Whether each order says why. */
  readonly why: boolean
  /** Lots that stay. */
  readonly lots: number
  /** Of every other list. */
  readonly lines: number
  /** Of a sentence that came from data. */
  readonly letters: number
}

/** The first so many, each cut to its letters, and how many are left out. */
export function firstOf(list: readonly string[], { lines, letters }: Detail, what = 'on the screen'): string[] {
  const shown = list.slice(0, lines).map(text => shortened(text, letters))
  const left = list.length - shown.length
  return left === 0 ? shown : [...shown, `And ${left} more, ${what}.`]
}

export function shortened(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1).trimEnd()}…`
}
