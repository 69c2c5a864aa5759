/**
 * What may be bought in place of a security sold at a loss, best first: the firm's permitted substitutes, free ones before barred ones, then less added tracking error
 * (estimated from prices; not known comes after known), then higher correlation (estimated, else as stated), then lower expense, then symbol. A substitute never is the security itself or one declared identical (its purchase would be the wash),
 * nor one that is locked (its purchase would wash an earlier loss), restricted, or without a price to size it. IRC section 1091(a); relation table.
 */
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Relation } from '../../../shared/model/book.ts'
import type { Substitute } from '../../../shared/model/review.ts'
import { basisPoints, date } from '../../../shared/present/format.ts'
import type { Standing } from '../standing/standing.ts'
import { type PairEstimate, pairEstimate, pairWords } from './pair-estimate.ts'

export function rankedSubstitutes(standing: Standing, account: AccountId, sold: SecurityId): Substitute[] {
  const seen = new Set<string>()
  const found: Substitute[] = []
  for (const relation of standing.substitutesOf(sold)) {
    const other = standing.sameOf(relation.a) === standing.sameOf(sold) ? relation.b : relation.a
    if (seen.has(standing.sameOf(other))) continue
    seen.add(standing.sameOf(other))
    found.push(substitute(standing, account, sold, other, relation))
  }
  return found.sort(byMerit)
}

/** The best substitute that is free to be bought. */
export function bestSubstitute(substitutes: readonly Substitute[]): Substitute | null {
  return substitutes.find(substitute => substitute.barred === null) ?? null
}

/** Why this security may not be bought in this account in place of `sold`; null: it may. */
export function whyBarred(standing: Standing, account: AccountId, sold: SecurityId, bought: SecurityId): string | null {
  if (standing.sameOf(bought) === standing.sameOf(sold)) return 'It is the same security.'
  const { outside } = standing.policy
  if (standing.groupOf(bought) === standing.groupOf(sold) && !outside.has(bought) && !outside.has(sold))
    return 'The firm holds it substantially identical: buying it would wash the loss (IRC §1091).'
  const group = standing.groupOf(bought)
  const lock = standing.locks.find(
    ({ security, from, until }) =>
      !outside.has(bought) && standing.groupOf(security) === group && from <= standing.tradeDay && until >= standing.tradeDay,
  )
  if (lock) return `Locked through ${date(lock.until)}: buying it would wash an earlier loss (${lock.reason}).`
  const restriction = standing.restrictionsOf(account, bought).find(({ kind }) => kind !== 'never-sell')
  if (restriction) return `Restricted (${restriction.kind === 'never-buy' ? 'never buy' : 'do not trade'}): ${restriction.reason}`
  if (standing.priceOf(bought) === null) return 'It has no price to size the purchase with.'
  return null
}

function substitute(standing: Standing, account: AccountId, sold: SecurityId, bought: SecurityId, relation: Relation): Substitute {
  const { symbol, name, expenseRatio } = standing.securityOf(bought)
  const before = standing.securityOf(sold).expenseRatio
  const estimate = pairEstimate(standing.snapshot, sold, bought)
  const expenseDifference = expenseRatio === null || before === null ? null : expenseRatio - before
  return {
    security: bought,
    symbol,
    name,
    correlation: relation.correlation,
    ...(estimate === null ? {} : { estimate }),
    measures: measuresOf(relation.correlation, estimate, expenseDifference),
    expenseDifference,
    barred: whyBarred(standing, account, sold, bought),
    reason: relation.reason,
  }
}

/** How alike they are, and `expense 1 bp less a year`. */
function measuresOf(stated: number | null, estimate: PairEstimate | null, expense: number | null): string {
  const dearer =
    expense === null
      ? 'expense not known'
      : expense === 0
        ? 'same expense'
        : `expense ${basisPoints(Math.abs(expense))} ${expense > 0 ? 'more' : 'less'} a year`
  return `${pairWords(stated, estimate)}, ${dearer}`
}

const unknownLast = 1e9

function alike({ estimate, correlation }: Substitute): number {
  return estimate?.correlation ?? correlation ?? -101
}

function byMerit(a: Substitute, b: Substitute): number {
  return (
    Number(a.barred !== null) - Number(b.barred !== null) ||
    (a.estimate?.trackingError ?? unknownLast) - (b.estimate?.trackingError ?? unknownLast) ||
    alike(b) - alike(a) ||
    (a.expenseDifference ?? 1e9) - (b.expenseDifference ?? 1e9) ||
    (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : 0)
  )
}
