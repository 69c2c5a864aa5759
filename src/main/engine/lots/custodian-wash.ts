/**
 * A custodian's own washes taken back. A broker washes inside one account and one security (Form 1099-B, box 1g; Reg. 1.6045-1(d)(6)(iii)) and puts the loss into the
 * basis it states; the law gives the loss to the replacements of all accounts in the order of purchase (Reg. 1.1091-1(b) to (e)), and what an IRA replaces is
 * lost for good (Rev. Rul. 2008-5). Where the two part, the lots are opened at what they cost, as if the custodian had washed nothing, and the loss is matched like
 * any other. That asks for certainty: the file says how much was washed, and the shares that took it must be found and come out at one price (stated-cost.ts). What
 * cannot be taken apart stays as the custodian states it, and is told (standing/custodian-order.ts).
 */
import type { Match } from '../wash/match.ts'
import { type Booking, book } from './book.ts'
import { partsTouching } from './by-group.ts'
import type { Acquire, BookingContext, BookingEvent, Dispose, Split } from './event.ts'
import { type LedgerInput, sameSecurity } from './ledger-input.ts'
import { countedAsBought, type PurchaseDay, purchaseDayOf, splitsIn, statedCosts } from './stated-cost.ts'

/** A loss of a custodian's file that the return matches anew. */
export interface TakenBack {
  /** The sale of the line (inside-statement.ts) and its lot. */
  readonly sale: string
  readonly lot: string
  /** What the file says is disallowed. */
  readonly amount: number
  /** Where the custodian put it. */
  readonly into: readonly { readonly lot: string; readonly boughtDay: number; readonly amount: number }[]
}

export interface CustodianWashes {
  /** By sale. */
  readonly takenBack: ReadonlyMap<string, TakenBack>
  /** Events as they are booked without those washes. */
  readonly instead: ReadonlyMap<BookingEvent, BookingEvent>
}

const nothing: CustodianWashes = { takenBack: new Map(), instead: new Map() }

/** `events` in the order in which they are booked. Nothing where the law finds the shares that the custodians found. */
export function custodianWashes(events: readonly BookingEvent[], context: BookingContext, input: LedgerInput): CustodianWashes {
  const securities = new Set(events.flatMap(event => (isWashed(event) ? [event.security] : [])))
  if (securities.size === 0 || !context.policy.washSales || context.policy.scope === 'broker') return nothing
  const same = sameSecurity(input.relations, input.entries)
  const takenBack = new Map<string, TakenBack>()
  const instead = new Map<BookingEvent, BookingEvent>()
  for (const part of partsTouching(events, context.groupOf, securities)) {
    const found = takeBack(part, context, input, same)
    for (const [sale, one] of found.takenBack) takenBack.set(sale, one)
    for (const [event, other] of found.instead) instead.set(event, other)
  }
  return { takenBack, instead }
}

function takeBack(
  events: readonly BookingEvent[],
  context: BookingContext,
  input: LedgerInput,
  same: (security: string) => string,
): CustodianWashes {
  const lines = locate(events, context)
  const days = daysOf(events, lines, input, same)
  const certain = certainLines(lines, days)
  if (certain.length === 0) return nothing
  const costs = new Map<Acquire, number>()
  const touched = new Set(certain.flatMap(line => [...line.days]))
  for (const key of touched) for (const [lot, cost] of days.get(key) ?? []) costs.set(lot, cost)
  const instead = new Map<BookingEvent, BookingEvent>()
  for (const { sale } of certain) instead.set(sale, { ...sale, inside: { filed: 0 } })
  for (const [lot, cost] of costs)
    if (lot.basis !== null && cost !== lot.basis) instead.set(lot, { ...lot, basis: cost, takenOut: lot.basis - cost })
  const byLaw = book(
    events.map(event => instead.get(event) ?? event),
    context,
  )
  if (!certain.some(line => isElsewhere(line, byLaw))) return nothing
  return { takenBack: new Map(certain.map(line => [line.sale.id, told(line)])), instead }
}

/** A washed line with the shares in which its custodian put the loss. */
interface Line {
  readonly sale: Dispose
  readonly lot: string
  readonly amount: number
  readonly matches: readonly Match[]
  /** Days of purchase whose stated basis holds it. */
  readonly days: ReadonlySet<string>
  /** All of it is found. */
  readonly whole: boolean
}

/** What the custodians did: each in its own account and security, and only what their files and statements speak of. */
function locate(events: readonly BookingEvent[], context: BookingContext): Line[] {
  const own: BookingContext = { ...context, policy: { ...context.policy, scope: 'broker', soldSharesReplace: false }, insideOnly: true }
  const { matches, rows } = book(events, own)
  const bySale = Map.groupBy(matches, match => match.row.sale)
  const left = new Map(rows.map(row => [row.sale, row.filed?.shares ?? 0]))
  const unknown = new Set(matches.filter(({ row, stated }) => stated === true && row.filed === undefined).map(keyOfMatch))
  return events.filter(isWashed).map(sale => {
    const found = bySale.get(sale.id) ?? []
    const days = new Set(found.filter(match => match.stated === true).map(keyOfMatch))
    const amount = sale.inside.filed
    const whole =
      left.get(sale.id) === 0 &&
      found.reduce((sum, match) => sum + match.disallowed, 0) === amount &&
      ![...days].some(day => unknown.has(day))
    return { sale, lot: sale.picks?.[0]?.lot ?? '', amount, matches: found, days, whole }
  })
}

function keyOfMatch({ replacement }: Match): string {
  return purchaseDayOf(replacement.account, replacement.security, replacement.boughtDay)
}

/** What the lots of each day cost; days on which nobody can tell are left out. */
function daysOf(events: readonly BookingEvent[], lines: readonly Line[], input: LedgerInput, same: (security: string) => string) {
  const days = new Map<string, { lots: Acquire[]; amount: number; shares: number }>()
  const splits = splitsIn(events)
  for (const { matches } of lines)
    for (const match of matches) {
      if (match.stated !== true) continue
      const day = days.get(keyOfMatch(match)) ?? { lots: [], amount: 0, shares: 0 }
      days.set(keyOfMatch(match), { ...day, amount: day.amount + match.disallowed, shares: day.shares + sharesAsBought(match, splits) })
    }
  for (const event of events)
    if (event.kind === 'acquire' && event.statedOn !== null)
      days.get(purchaseDayOf(event.account, event.security, event.day))?.lots.push(event)
  return new Map(
    [...days].flatMap(([key, day]) => {
      const costs = statedCosts(day satisfies PurchaseDay, events, input, same)
      return costs === null ? [] : [[key, costs] as const]
    }),
  )
}

/** A lot stated after a split is counted after it all along, one stated before it from the day of the split on. Not a number: no whole count, and then nobody can tell. */
function sharesAsBought({ row, replacement, shares }: Match, splits: readonly Split[]): number {
  const { account, security, boughtDay: day, statedOn } = replacement
  const countedOn = Math.max(statedOn ?? day, row.day, day)
  return countedAsBought(shares, { account, security, day, countedOn }, splits) ?? Number.NaN
}

/** Lines that are found whole in days whose cost is known, with every other line of those days. */
function certainLines(lines: readonly Line[], days: ReadonlyMap<string, unknown>): Line[] {
  const bad = new Set<string>()
  let certain = lines.filter(line => line.whole && line.matches.length > 0)
  for (let before = -1; before !== certain.length; ) {
    before = certain.length
    const kept = new Set(certain)
    for (const line of lines) if (!kept.has(line)) for (const day of line.days) bad.add(day)
    certain = certain.filter(line => [...line.days].every(day => days.has(day) && !bad.has(day)))
  }
  return certain
}

/** By the law other shares take the loss, also other ones of the same day, or none do; a cent a match may be rounding. */
function isElsewhere({ sale, matches }: Line, byLaw: Booking): boolean {
  const takers = new Map<string, number>()
  const other = byLaw.matches.filter(match => match.row.sale === sale.id)
  for (const [list, sign] of [
    [matches, 1],
    [other, -1],
  ] as const)
    for (const { replacement, disallowed } of list) takers.set(replacement.id, (takers.get(replacement.id) ?? 0) + sign * disallowed)
  return [...takers.values()].some(difference => Math.abs(difference) > matches.length + other.length)
}

function told({ sale, lot, amount, matches }: Line): TakenBack {
  const into = matches.map(({ replacement, disallowed }) => ({ lot: replacement.id, boughtDay: replacement.boughtDay, amount: disallowed }))
  return { sale: sale.id, lot, amount, into }
}

function isWashed(event: BookingEvent): event is Dispose & { readonly inside: { readonly filed: number } } {
  return event.kind === 'dispose' && (event.inside?.filed ?? 0) > 0
}
