/**
 * Losses that a custodian has washed into shares of its own account (Form 1099-B, box 1g), while the law gives them elsewhere: another account of the household
 * bought sooner. A broker looks at one account and one security (Reg. 1.6045-1(d)(6)(iii)); the return takes replacements of all accounts in the order of
 * purchase (Reg. 1.1091-1(c), (d)), and what an IRA replaces is lost for good (Rev. Rul. 2008-5). Three cases, each told where the figure stands:
 *   restated   the statement could be taken apart (lots/custodian-wash.ts): the return's figures follow the law, and both readings are shown
 *   kept       it could not: the figures follow the custodian, with both readings in dollars and what would settle it
 *   unfiled    a lot statement contains the loss and no realized file says what its custodian did with it: its basis may hold the loss, or not
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, dateOfDay } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { date, exactMoney } from '../../../shared/present/format.ts'
import { book } from '../lots/book.ts'
import { fileSaleId } from '../lots/inside-statement.ts'
import { type Projection, prepared, type WashMatch } from '../lots/project.ts'
import { isAtCost } from '../lots/stated-cost.ts'
import { lostRule } from '../wash/reasons.ts'
import { brokerProjection } from './broker.ts'
import { keyOfLoss } from './same-day-order.ts'
import type { Standing } from './standing.ts'

export interface CustodianOrder {
  readonly account: AccountId
  readonly security: SecurityId
  readonly sold: CivilDate
  readonly kind: 'restated' | 'kept' | 'unfiled'
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
  const orders = new Map<string, CustodianOrder>()
  if (standing.snapshot.statementLots.length > 0 || standing.projection.told.some(one => one.lot !== null)) {
    for (const loss of [...restatedLosses(standing), ...keptLosses(standing), ...unfiledLosses(standing)])
      for (const [key, order] of ordersOf(standing.projection, loss)) if (!orders.has(key)) orders.set(key, order)
  }
  made.set(standing.snapshot, orders)
  return orders
}

/** A loss with the lots into whose stated basis the custodian has put it. */
interface Loss extends Pick<CustodianOrder, 'account' | 'security' | 'sold' | 'kind' | 'why'> {
  readonly sale: string
  readonly lot: string
  readonly lots: ReadonlySet<string>
}

/** The loss, and later sales of the shares whose basis holds it. */
function ordersOf({ realized }: Projection, { sale, lot, lots, ...told }: Loss): [string, CustodianOrder][] {
  const holds = (row: Projection['realized'][number]) => told.kind !== 'kept' || row.washAdjustment > 0
  const later = realized.filter(row => lots.has(row.lot) && holds(row))
  return [
    [keyOfLoss(sale, lot), { ...told, of: 'loss' }],
    ...later.map(({ sale: id, lot: of, account, security, sold }): [string, CustodianOrder] => [
      keyOfLoss(id, of),
      { ...told, account, security, sold, of: 'basis' },
    ]),
  ]
}

interface Taker {
  readonly account: AccountId
  readonly bought: CivilDate
  readonly disallowed: number
  readonly permanent: boolean
}

function restatedLosses(standing: Standing): Loss[] {
  const { projection } = standing
  const bySale = Map.groupBy(projection.matches, match => match.sale as string)
  return projection.told.flatMap(({ row, lot, day }) => {
    const taken = lot === null ? undefined : projection.takenBack.get(fileSaleId(lot))
    if (lot === null || taken === undefined) return []
    const { account, security } = row
    const takers = (bySale.get(taken.sale) ?? []).map(takerOf)
    const seen = putWords(standing, account, row.disallowed, new Set(taken.into.map(one => dateOfDay(one.boughtDay))))
    const why = `${seen}; on the return ${takerWords(standing, row.disallowed, takers)}. The basis the custodian states is taken back to what the shares cost`
    return [{ account, security, sold: day, kind: 'restated', sale: taken.sale, lot, lots: new Set(taken.into.map(one => one.lot)), why }]
  })
}

function takerOf({ replacementAccount, bought, disallowed, permanent }: WashMatch): Taker {
  return { account: replacementAccount, bought, disallowed, permanent }
}

/** The figures follow the custodian's file; the household is booked once more without its washes. */
function keptLosses(standing: Standing): Loss[] {
  const { projection, snapshot, policy } = standing
  const washed = projection.told.flatMap(({ row, lot, day }) =>
    lot === null || row.disallowed <= 0 || projection.takenBack.has(fileSaleId(lot)) ? [] : [{ row, lot, day }],
  )
  if (washed.length === 0) return []
  const { events, context } = prepared(snapshot, policy)
  // a line's loss is then matched like any other
  const asAnyLoss = events.map(event =>
    event.kind === 'dispose' && (event.inside?.filed ?? 0) > 0 ? { ...event, inside: { filed: 0 as Cents } } : event,
  )
  const byLaw = Map.groupBy(book(asAnyLoss, context).matches, match => match.row.sale)
  const own = Map.groupBy(projection.matches, match => match.sale as string)
  return washed.flatMap(({ row, lot, day }): Loss[] => {
    const sale = fileSaleId(lot)
    const ofLaw = (byLaw.get(sale) ?? []).map(({ replacement, disallowed, permanent }) => {
      return { account: replacement.account as AccountId, bought: dateOfDay(replacement.boughtDay), disallowed, permanent }
    })
    const moved = movedElsewhere(row.account, ofLaw, own.get(sale) ?? [])
    if (moved.length === 0) return []
    const { account, security } = row
    const into = (own.get(sale) ?? []).filter(match => match.replacementAccount === account)
    const seen = putWords(standing, account, row.disallowed, new Set(into.map(match => match.bought)))
    const why = `${seen}; on the return ${takerWords(standing, sum(moved), moved)}. ${keptBecause}`
    return [{ account, security, sold: day, kind: 'kept', sale, lot, lots: new Set(into.map(match => match.replacementLot)), why }]
  })
}

const keptBecause =
  'Which shares of the lot file hold that loss, and what they cost, cannot be told for certain, so the figures follow the custodian until a person decides'

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

/** Sales inside a statement of which no file tells: a broker's rules put the loss into lots of that statement, and the law does not. */
function unfiledLosses(standing: Standing): Loss[] {
  const { projection, snapshot, policy } = standing
  // where no loss goes from one account to another, brokers see what the law sees
  if (!projection.matches.some(match => match.account !== match.replacementAccount)) return []
  const { events } = prepared(snapshot, policy)
  const unfiled = new Set(events.flatMap(event => (event.kind === 'dispose' && event.inside?.filed === null ? [event.id] : [])))
  if (unfiled.size === 0) return []
  const shown = new Set<string>(snapshot.statementLots.map(lot => lot.id))
  const inStatement = (match: WashMatch) =>
    unfiled.has(match.sale) && match.account === match.replacementAccount && shown.has(match.replacementLot)
  const own = Map.groupBy(projection.matches, lossOf)
  const seen = brokerProjection(snapshot).matches.filter(match => inStatement(match) && !isAtCost(match.replacementLot, events, snapshot))
  return [...Map.groupBy(seen, lossOf).values()].flatMap((matches): Loss[] => {
    const [first] = matches as [WashMatch]
    const takers = own.get(lossOf(first)) ?? []
    const elsewhere = sum(matches) - sum(takers.filter(inStatement))
    if (elsewhere <= matches.length + takers.length) return []
    const { account, security, sold, sale, lossLot } = first
    const days = [...new Set(matches.map(match => date(match.bought)))].join(' and ')
    const why = `the lot file may hold ${exactMoney(elsewhere)} of this loss in the basis of ${standing.accountOf(account).name}'s shares of ${days}, where a broker's rules put it; on the return ${takerWords(standing, elsewhere, takers.filter(one => !inStatement(one)).map(takerOf))}. No realized file says what the custodian did, so the basis stays as it states it`
    return [
      { account, security, sold, kind: 'unfiled', sale, lot: lossLot, lots: new Set(matches.map(match => match.replacementLot)), why },
    ]
  })
}

function lossOf({ sale, lossLot }: WashMatch): string {
  return keyOfLoss(sale, lossLot)
}

function putWords({ accountOf }: Standing, account: AccountId, amount: Cents, days: ReadonlySet<CivilDate>): string {
  const name = accountOf(account).name
  const put = `the custodian moved ${exactMoney(amount)} into`
  return days.size > 0
    ? `${put} ${name}'s shares of ${[...days].map(date).join(' and ')}`
    : `${put} shares of ${name} that the records do not show`
}

/** Who takes the loss by the law, and what is left of it. */
function takerWords({ accountOf, evidence }: Standing, amount: number, takers: readonly Taker[]): string {
  const parts = [...Map.groupBy(takers, taker => `${taker.account} ${taker.bought}`).values()].map(list => {
    const [{ account, bought, permanent }] = list as [Taker]
    const became = permanent ? `is lost for good (${lostRule(evidence, account)})` : 'goes into the basis of those shares (IRC §1091(d))'
    return `${exactMoney(cents(sum(list)))} ${became}: ${accountOf(account).name} bought on ${date(bought)}`
  })
  const allowed = amount - sum(takers)
  if (allowed > takers.length) parts.push(`${exactMoney(cents(allowed))} is allowed: other losses come first to the shares bought`)
  return parts.join(', ')
}
