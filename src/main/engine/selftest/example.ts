/**
 * A published example of the law, restated as facts: amounts and days of the source, or, where `figures` says so, our own figures for a rule that is stated in
 * words. Each runs on this build; a broken rule makes its example fail.
 */
export interface PublishedExample {
  readonly id: string
  readonly citation: string
  /** What it shows. */
  readonly title: string
  /** Whose numbers: the source's, or ours for a rule in words. */
  readonly figures: 'source' | 'ours'
  readonly statement: string
}
