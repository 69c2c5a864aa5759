/**
 * What cannot be true of a ledger entry, told by name before it is booked: dates out of order, quantities that no account holds, amounts that are no whole
 * cents. An entry whose shares cannot be trusted is left out; one with a bad date is booked without that date. The rest of the book goes on.
 */
import { decimalFromShares, shares } from '../../../shared/kernel/shares.ts'
import type { LotIssue } from './issue.ts'
import type { ShareEntry } from './ledger-input.ts'

/** A billion shares: more than any household holds of anything, and a slipped decimal point reaches it. */
const mostShares = 1_000_000_000_000_000

interface Examined {
  /** What is booked; null: nothing. */
  readonly entry: ShareEntry | null
  readonly issues: readonly LotIssue[]
}

export function examine(entry: ShareEntry): Examined {
  const issues: LotIssue[] = []
  const tell = (code: string, what: string, remedy: string) => issues.push(entryIssue(entry, code, what, remedy))
  const { shares: count, basis } = entry
  if (!Number.isSafeInteger(count) || count < 0 || count > mostShares) {
    const read = Number.isSafeInteger(count) ? `${decimalFromShares(shares(count))} shares` : 'a part of a millionth of a share'
    tell('data/bad-quantity', `A ${entry.kind} of ${entry.tradeDate} moves ${read}, which cannot be.`, `${correct} the shares.`)
  }
  for (const field of amounts) {
    const value = entry[field] ?? null
    if (value === null || Number.isSafeInteger(value)) continue
    const name = field === 'giftTax' ? 'gift tax' : field
    tell(
      'data/fractional-cents',
      `The ${name} of a ${entry.kind} of ${entry.tradeDate} is no whole number of cents.`,
      `${correct} the ${name}.`,
    )
  }
  if (basis !== null && basis < 0)
    tell('data/negative-basis', `A ${entry.kind} of ${entry.tradeDate} brings a basis below zero.`, `${correct} the basis.`)
  if (issues.length > 0) return { entry: null, issues }
  if (sells(entry) && entry.amount !== null && entry.amount + entry.fees < 0) {
    const what = `A ${entry.kind} of ${entry.tradeDate} brings less than nothing before its fees; its proceeds count as unknown and nothing is realized.`
    tell('data/negative-proceeds', what, `${correct} the amount: what a sale brings is money coming in, or what it was if it was no sale.`)
    return { entry: { ...entry, amount: null, price: null }, issues }
  }
  if (entry.settleDate !== null && entry.settleDate < entry.tradeDate) {
    const what = `A ${entry.kind} of ${entry.tradeDate} settles on ${entry.settleDate}, before it was traded; the trade date is used.`
    tell('data/dates-out-of-order', what, `${correct} one of the two days: the trade date decides term and wash window (Pub. 550).`)
  }
  if (entry.acquired === null || entry.acquired <= entry.tradeDate) return { entry, issues }
  const what = `A ${entry.kind} of ${entry.tradeDate} brings shares acquired on ${entry.acquired}, later than that; their day of purchase counts as unknown.`
  tell('data/dates-out-of-order', what, `${correct} one of the two days.`)
  return { entry: { ...entry, acquired: null }, issues }
}

/** Only selling costs can bring what a sale realizes below zero (IRC section 1001(b); Pub. 550, "Adjusted Basis"). */
function sells({ kind }: ShareEntry): boolean {
  return kind === 'sell' || kind === 'cash-in-lieu'
}

const amounts = ['amount', 'fees', 'basis', 'giftTax'] as const
const correct = 'Undo the import and correct in the file'

export function entryIssue(entry: ShareEntry, code: string, what: string, remedy: string): LotIssue {
  return { code, what, where: `ledger entry ${entry.id}`, remedy, account: entry.account, security: entry.security, entry: entry.id }
}
