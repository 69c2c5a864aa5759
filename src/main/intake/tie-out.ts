/**
 * Holding a file to its own totals. A total that its rows do not add up to, to the cent, holds the import: a row is
 * missing, doubled or changed, and nobody can know which. The difference and the lines it spans are said.
 */
import type { Cents } from '../../shared/kernel/cents.ts'
import type { Shares } from '../../shared/kernel/shares.ts'
import type { Findings } from './findings.ts'
import { dollars, quantity } from './words.ts'

export interface Total {
  /** `Cost Basis of SHOP`. */
  readonly what: string
  readonly line: number
  readonly column: string
  readonly firstLine: number
  readonly lastLine: number
}

const remedy =
  "Export the file again and compare the rows with the custodian's screen; nothing of this file can be committed while it does not add up."

function record(findings: Findings, total: Total, agrees: boolean, words: { stated: string; computed: string; difference: string }): void {
  findings.tieOuts.push({ what: total.what, line: total.line, agrees, ...words })
  if (agrees) return
  const span = total.lastLine < total.firstLine ? 'there are no rows' : `lines ${total.firstLine} to ${total.lastLine}`
  findings.issues.stop(
    'tie-out',
    total.line,
    total.column,
    `${total.what}: the file says ${words.stated}, its rows (${span}) add up to ${words.computed}, a difference of ${words.difference}`,
    remedy,
  )
}

/** Amounts agree to the cent, or to `slack` cents where the file itself rounds every row (market values). */
export function tieOutCents(findings: Findings, total: Total, stated: Cents, computed: number, slack = 0): void {
  const difference = (computed - stated) as Cents
  record(findings, total, Math.abs(difference) <= slack, {
    stated: dollars(stated),
    computed: dollars(computed as Cents),
    difference: dollars(difference),
  })
}

export function tieOutShares(findings: Findings, total: Total, stated: Shares, computed: number): void {
  const difference = (computed - stated) as Shares
  record(findings, total, difference === 0, {
    stated: quantity(stated),
    computed: quantity(computed as Shares),
    difference: quantity(difference),
  })
}
