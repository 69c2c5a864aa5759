/** The rows of a tax year: each sale with its names, its place on Form 8949, whether it is final, and how the custodian sees it. */
import { cents } from '../../../shared/kernel/cents.ts'
import type { YearRow } from '../../../shared/model/tax-year.ts'
import { exactMoney } from '../../../shared/present/format.ts'
import { fileSaleId } from '../lots/inside-statement.ts'
import { type CustodianOrder, custodianOrders } from '../standing/custodian-order.ts'
import { dayOrders, keyOfLoss } from '../standing/same-day-order.ts'
import type { Standing } from '../standing/standing.ts'
import { unmatchedWhy } from '../standing/unmatched-loss.ts'
import { sourceOf } from '../ticket/order.ts'
import { boxOf, formColumns } from './box.ts'
import { undecidedWhy } from './plans.ts'
import { provisionalOf } from './provisional.ts'
import { differenceWhy, type MatchesOf, matchesOf, permanentWhy } from './reasons.ts'
import { type Sale, salesOf } from './sales.ts'

/** Every sale of the year in the order of sale, then account and security. Sales of unknown result are among them. */
export function yearRows(standing: Standing, year: number): YearRow[] {
  const sales = salesOf(standing, year)
  if (sales.length === 0) return []
  const matches = matchesOf(standing)
  return sales.map(sale => rowOf(standing, matches, sale))
}

/** Which of several accounts bought first decides this loss, and the records do not say. */
export function orderWhy(standing: Standing, { entry, lot }: Pick<Sale, 'entry' | 'lot'>): string | null {
  if (lot === null) return null
  return dayOrders(standing).get(keyOfLoss(entry ?? fileSaleId(lot), lot))?.why ?? null
}

/** The custodian washed it inside its own account, the law gives it elsewhere, and nobody can tell what the lots cost. */
export function custodianWhy(standing: Standing, { entry, lot }: Pick<Sale, 'entry' | 'lot'>): string | null {
  const order = lot === null ? undefined : custodianOrders(standing).get(keyOfLoss(entry ?? fileSaleId(lot), lot))
  return order === undefined || order.kind === 'restated' ? null : order.why
}

/** null: the return finds the shares that the custodian found. */
export function custodianKind(standing: Standing, { entry, lot }: Pick<Sale, 'entry' | 'lot'>): CustodianOrder['kind'] | null {
  return lot === null ? null : (custodianOrders(standing).get(keyOfLoss(entry ?? fileSaleId(lot), lot))?.kind ?? null)
}

/** Shares put into a retirement account in kind: a sale, unless it was a rollover (IRC section 267(a)(1), (b)(4); 408(a)(1), (d)(3)). */
function contributedWhy({ contributed }: Sale): string | null {
  if (contributed === undefined) return null
  const loss = contributed === 0 ? '' : `; the loss of ${exactMoney(contributed)} is not deductible (IRC §267(a)(1), (b)(4))`
  return `put into a retirement account in kind, taken as a sale at the value of that day${loss}; a rollover would be no sale (IRC §408(d)(3))`
}

/** Everything of a sale that a person decides. */
function openWhy(standing: Standing, sale: Sale): string | null {
  const reasons = [
    contributedWhy(sale),
    undecidedWhy(standing, sale),
    orderWhy(standing, sale),
    custodianWhy(standing, sale),
    unmatchedWhy(standing, sale),
  ]
  return reasons.filter(why => why !== null).join('; ') || null
}

function rowOf(standing: Standing, matches: MatchesOf, sale: Sale): YearRow {
  const account = standing.accountOf(sale.account)
  const security = standing.securityOf(sale.security)
  const { acquired, origin, sold, term, contributed } = sale
  const { box, why } = boxOf({ account, security, acquired, origin, sold, term, contributed: contributed !== undefined })
  // the lot file says what Form 1099-B will show of shares whose basis is restated
  const restated = sale.reported === null && sale.broker?.basis !== sale.basis && custodianKind(standing, sale) === 'restated'
  const form = formColumns(sale.basis === null ? null : box, sale, restated ? sale.broker : sale.reported)
  const seen = sale.reported ?? sale.broker
  // a loss outside of section 1091 is final
  const left = sale.recognized === null || standing.policy.outside.has(sale.security) ? 0 : -sale.recognized
  return {
    id: sale.id,
    account: sale.account,
    accountName: account.name,
    security: sale.security,
    symbol: security.symbol,
    name: security.name,
    sale: sale.entry,
    lot: sale.lot,
    acquired: sale.acquired,
    acquiredWord: sale.origin === 'inherited' ? 'INHERITED' : null,
    holdingFrom: sale.holdingFrom,
    sold: sale.sold,
    shares: sale.shares,
    proceeds: sale.proceeds,
    basis: sale.basis,
    carriedIn: sale.carriedIn,
    disallowed: sale.disallowed,
    deferred: cents(sale.disallowed - sale.permanent),
    permanent: sale.permanent,
    permanentWhy: permanentWhy(standing, matches, sale),
    recognized: sale.recognized,
    term: sale.term,
    box: sale.basis === null || sale.proceeds === null ? null : box,
    boxWhy: sale.basis === null ? 'the basis is unknown, so the form cannot take the sale' : why,
    ...form,
    provisional: provisionalOf(
      { sold: sale.sold, left },
      { asOf: standing.asOf, recordsTo: standing.evidence.asOf },
      standing.snapshot.accounts,
    ),
    undecidedWhy: openWhy(standing, sale),
    source: sourceOf(sale.source),
    broker: sale.broker,
    reported: sale.reported,
    difference: seen === null || seen.recognized === null || sale.recognized === null ? null : cents(sale.recognized - seen.recognized),
    differenceWhy: differenceWhy(standing, matches, sale),
  }
}
