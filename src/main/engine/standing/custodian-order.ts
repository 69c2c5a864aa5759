/**
 * Losses that a custodian has washed into shares of its own account (Form 1099-B, box 1g), while another account of the household bought sooner. A broker looks at
 * one account and one security (Reg. 1.6045-1(d)(6)(iii)); the return takes replacements of all accounts in the order of purchase (Reg. 1.1091-1(c), (d)), and what
 * an IRA replaces is lost for good (Rev. Rul. 2008-5). Inside a lot statement the figures follow the custodian, whose basis holds the loss, so the household is
 * booked once more without the custodian's washes, and every loss that then goes elsewhere is told, with both readings in dollars; nothing is decided here.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, dateOfDay } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { RealizedLot } from '../../../shared/model/ledger.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { date, exactMoney } from '../../../shared/present/format.ts'
import { book } from '../lots/book.ts'
import { fileSaleId } from '../lots/inside-statement.ts'
import { type Projection, prepared } from '../lots/project.ts'
import { lostRule } from '../wash/reasons.ts'
import { keyOfLoss } from './same-day-order.ts'
import type { Standing } from './standing.ts'

export interface CustodianOrder {
  readonly account: AccountId
  readonly security: SecurityId
  readonly sold: CivilDate
  /** The loss itself, or a later sale whose basis holds it. */
  readonly of: 'loss' | 'basis'
  /** What a person reads. */
  readonly why: string
}

export const custodianOrderRule = 'Reg. §1.6045-1(d)(6)(iii); §1.1091-1(c), (d)'

const made = new WeakMap<Snapshot, ReadonlyMap<string, CustodianOrder>>()

/** By `keyOfLoss`; empty where the return finds the shares that the custodians found. */
export function custodianOrders(standing: Standing): ReadonlyMap<string, CustodianOrder> {
  const known = made.get(standing.snapshot)
  if (known) return known
  const washed = standing.projection.told.flatMap(({ row, lot, day }) => (lot === null || row.disallowed <= 0 ? [] : [{ row, lot, day }]))
  const orders = washed.length === 0 ? new Map<string, CustodianOrder>() : compare(standing, washed)
  made.set(standing.snapshot, orders)
  return orders
}

interface Washed {
  readonly row: RealizedLot
  readonly lot: string
  readonly day: CivilDate
}

function compare(standing: Standing, washed: readonly Washed[]): Map<string, CustodianOrder> {
  const { projection, snapshot, policy } = standing
  const { events, context } = prepared(snapshot, policy)
  // a line's loss is then matched like any other
  const asAnyLoss = events.map(event =>
    event.kind === 'dispose' && (event.inside?.filed ?? 0) > 0 ? { ...event, inside: { filed: 0 as Cents } } : event,
  )
  const byLaw = Map.groupBy(book(asAnyLoss, context).matches, match => match.row.sale)
  const own = Map.groupBy(projection.matches, match => match.sale as string)
  const found = new Map<string, CustodianOrder>()
  for (const { row, lot, day } of washed) {
    const sale = fileSaleId(lot)
    const ofLaw = (byLaw.get(sale) ?? []).map(({ replacement, disallowed, permanent }) => {
      return { account: replacement.account as AccountId, bought: dateOfDay(replacement.boughtDay), disallowed, permanent }
    })
    const moved = movedElsewhere(row.account, ofLaw, own.get(sale) ?? [])
    if (moved.length === 0) continue
    const { account, security } = row
    const into = (own.get(sale) ?? []).filter(match => match.replacementAccount === account)
    const why = wordsOf(standing, row, into, moved)
    found.set(keyOfLoss(sale, lot), { account, security, sold: day, of: 'loss', why })
    for (const [key, order] of salesHolding(projection, into, { of: 'basis', why })) found.set(key, order)
  }
  return found
}

interface Taker {
  readonly account: AccountId
  readonly bought: CivilDate
  readonly disallowed: number
  readonly permanent: boolean
}

/** What other accounts take of the loss beyond what the figures say; a cent a match may be rounding. */
function movedElsewhere(home: AccountId, ofLaw: readonly Taker[], own: Projection['matches']): Taker[] {
  const moved: Taker[] = []
  for (const [account, takers] of Map.groupBy(ofLaw, taker => taker.account)) {
    const [first] = takers
    if (account === home || first === undefined) continue
    const known = own.filter(match => match.replacementAccount === account)
    const more = sum(takers) - sum(known)
    if (more > takers.length + known.length) moved.push({ ...first, disallowed: more })
  }
  return moved
}

function sum(parts: readonly { readonly disallowed: number }[]): number {
  return parts.reduce((total, part) => total + part.disallowed, 0)
}

/** Later sales of the shares whose basis holds such a loss. */
function salesHolding(
  { realized }: Projection,
  into: Projection['matches'],
  told: Pick<CustodianOrder, 'of' | 'why'>,
): [string, CustodianOrder][] {
  const lots = new Set(into.map(match => match.replacementLot))
  return realized
    .filter(row => row.washAdjustment > 0 && lots.has(row.lot))
    .map(({ sale, lot, account, security, sold }) => [keyOfLoss(sale, lot), { account, security, sold, ...told }])
}

function wordsOf({ accountOf, evidence }: Standing, row: RealizedLot, into: Projection['matches'], moved: readonly Taker[]): string {
  const [name, amount] = [accountOf(row.account).name, exactMoney(row.disallowed)]
  const days = [...new Set(into.map(match => date(match.bought)))].join(' and ')
  const seen =
    into.length > 0
      ? `the custodian moved ${amount} into ${name}'s shares of ${days}`
      : `the custodian moved ${amount} into shares of ${name} that the records do not show`
  const first = into.length > 0 ? 'bought first' : 'bought, perhaps first,'
  const takers = moved.map(({ account, bought, disallowed, permanent }) => {
    const becomes = permanent
      ? `is lost for good (${lostRule(evidence, account)})`
      : "goes into the basis of that account's shares (IRC §1091(d))"
    return `${accountOf(account).name} ${first} on ${date(bought)}: on the return ${exactMoney(cents(disallowed))} of that loss ${becomes}`
  })
  return `${seen}; ${takers.join('; ')}. The figures follow the custodian until a person decides`
}
