/**
 * A published example of the law, restated as facts: amounts and days of the source, or, where `figures` says so, our own figures for a rule that is stated in
 * words. Each runs on this build; a broken rule makes its example fail.
 */
interface Published {
  readonly id: string
  readonly citation: string
  /** What it shows. */
  readonly title: string
  /** Whose numbers: the source's, or ours for a rule in words. */
  readonly figures: 'source' | 'ours'
}

/** Trades, and below them the lots and gains that come out, in the language of statement.ts. */
export interface LotExample extends Published {
  readonly statement: string
}

/** A return in whole dollars, or one row of Form 8949, and the lines that come out: names of tax/case.ts. */
export interface TaxExample extends Published {
  readonly year?: number
  readonly filingStatus?: string
  readonly input: Readonly<Record<string, unknown>>
  /** Path of the answer, as `scheduleD.line21`, and its amount. */
  readonly expected: Readonly<Record<string, string | boolean>>
}

export type PublishedExample = LotExample | TaxExample
