/**
 * The same records with the trades of one day in another order between accounts. Files count a day's trades account by account, so between accounts the order of
 * execution that Reg. 1.1091-1(c), (d) ask for is not in them. Of up to four accounts every order of the day is booked; of more, each account first and each last, and
 * the sheltered ones before and after all others. Days are varied one by one, days of different groups of identical securities together, because they cannot touch
 * each other. Inside an account nothing moves, nor does what changes shares before the open; days with a transfer between accounts are left as they are.
 */
import { type Booking, book } from './book.ts'
import { partsTouching } from './by-group.ts'
import type { BookingEvent, Treatment } from './event.ts'
import type { LedgerInput } from './ledger-input.ts'
import type { BookingPolicy } from './policy.ts'
import { prepared } from './project.ts'
import { inDayOrder } from './untimed-last.ts'

type TreatmentOf = (account: string) => Treatment

export interface OtherOrders {
  /** As the records stand, and in other orders: of the groups with a tied day. */
  readonly booked: Booking
  readonly others: readonly Booking[]
  /** Days of which not every order was booked. */
  readonly partly: ReadonlySet<string>
}

/** Every order of so many accounts is booked. */
const mostAccounts = 4
/** Orders of one group: what a household of many such days is worked out for. */
const mostOrders = 60

/** `tieOf` names the day and group of an event where several accounts bought; null: nothing hangs on its place. */
export function bookedInOtherOrders(input: LedgerInput, policy: BookingPolicy, tieOf: (event: BookingEvent) => string | null): OtherOrders {
  const { ledger, events, context } = prepared(input, policy)
  const ranked = (order: readonly BookingEvent[]) => inDayOrder(order, policy, context.treatmentOf)
  const tied = new Set(events.flatMap(event => (tieOf(event) === null ? [] : [event.security])))
  const [booked, others, partly]: [Booking[], Booking[][], Set<string>] = [[], [], new Set()]
  for (const part of partsTouching(ledger.events, context.groupOf, tied)) {
    booked.push(book(ranked(part), context))
    const plans = plansFor(part, tieOf, context.treatmentOf, partly)
    others.push(plans.map(plan => book(ranked(reordered(part, tieOf, plan)), context)))
  }
  const most = others.reduce((count, list) => Math.max(count, list.length), 0)
  // a group with fewer orders stands as recorded beside the further ones of another
  const nth = (at: number) => together(others.map((list, part) => list[at] ?? (booked[part] as Booking)))
  return { booked: together(booked), others: Array.from({ length: most }, (_, at) => nth(at)), partly }
}

function together(bookings: readonly Booking[]): Booking {
  return {
    open: bookings.flatMap(one => one.open),
    rows: bookings.flatMap(one => one.rows),
    matches: bookings.flatMap(one => one.matches),
    problems: bookings.flatMap(one => one.problems),
    received: bookings.flatMap(one => one.received),
    steps: [],
  }
}

/** The accounts of tied days in another order, by the name of the day. */
type Plan = ReadonlyMap<string, readonly string[]>

function plansFor(
  events: readonly BookingEvent[],
  tieOf: (event: BookingEvent) => string | null,
  treatmentOf: TreatmentOf,
  partly: Set<string>,
): Plan[] {
  const ties = new Map<string, string[]>()
  for (const event of events) {
    const tie = isTrade(event) ? tieOf(event) : null
    const accounts = tie === null ? [] : (ties.get(tie) ?? [])
    if (tie !== null && !accounts.includes(event.account ?? '')) ties.set(tie, [...accounts, event.account ?? ''])
  }
  const plans: Plan[] = wholesale(treatmentOf).map(order => new Map([...ties].map(([tie, accounts]) => [tie, order(accounts)])))
  for (const [tie, accounts] of ties) {
    if (accounts.length > mostAccounts) partly.add(tie)
    const orders = accounts.length > mostAccounts ? ends(accounts) : permutations(accounts).slice(1)
    if (plans.length + orders.length > mostOrders) partly.add(tie)
    else for (const order of orders) plans.push(new Map([[tie, order]]))
  }
  return plans
}

type Order = (accounts: readonly string[]) => string[]

/** All days alike: the other way round, sheltered accounts first, sheltered ones last. */
function wholesale(treatmentOf: TreatmentOf): Order[] {
  const sheltered = (account: string) => treatmentOf(account) === 'sheltered'
  return [
    accounts => accounts.toReversed(),
    accounts => [...accounts.filter(sheltered), ...accounts.filter(account => !sheltered(account))],
    accounts => [...accounts.filter(account => !sheltered(account)), ...accounts.filter(sheltered)],
  ]
}

/** As recorded first. */
function permutations(accounts: readonly string[]): string[][] {
  if (accounts.length < 2) return [[...accounts]]
  return accounts.flatMap((first, at) => permutations(accounts.toSpliced(at, 1)).map(rest => [first, ...rest]))
}

/** Each account first, and each last. */
function ends(accounts: readonly string[]): string[][] {
  return accounts.flatMap((account, at) => {
    const others = accounts.toSpliced(at, 1)
    return [
      [account, ...others],
      [...others, account],
    ]
  })
}

function isTrade({ kind }: BookingEvent): boolean {
  return kind === 'acquire' || kind === 'dispose'
}

/** The trades of each planned day in the order of its accounts, in the places that they have. */
function reordered(events: readonly BookingEvent[], tieOf: (event: BookingEvent) => string | null, plan: Plan): BookingEvent[] {
  const found: BookingEvent[] = []
  for (let from = 0; from < events.length; ) {
    const first = events[from] as BookingEvent
    let until = from
    while (until < events.length && events[until]?.day === first.day) until += 1
    const day = events.slice(from, until)
    from = until
    const moves = day.some(event => event.kind === 'move')
    const trades = new Set(moves ? [] : day.filter(event => isTrade(event) && plan.has(tieOf(event) ?? '')))
    const place = (event: BookingEvent) => plan.get(tieOf(event) ?? '')?.indexOf(event.account ?? '') ?? 0
    const sorted = [...trades].sort((a, b) => place(a) - place(b))
    let next = 0
    for (const event of day) {
      found.push(trades.has(event) ? (sorted[next] as BookingEvent) : event)
      if (trades.has(event)) next += 1
    }
  }
  return found
}
