/**
 * One household's days that matter: wash locks that end, lots that turn long-term, switchbacks that are due, distributions reckoned, cash that is needed or comes,
 * restrictions that end. Budgets of the tax year start anew on January 1 for everybody. Each event has a key that stays the same from day to day.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { addDays, type CivilDate, civilDate, yearOf } from '../../../shared/kernel/civil-date.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { CalendarEvent, Place } from '../../../shared/model/week.ts'
import { date, exactMoney, shareCount } from '../../../shared/present/format.ts'
import { longFrom } from '../lots/holding-period.ts'
import type { Standing } from '../standing/standing.ts'
import { harvestedPairs } from '../switchback/pairs.ts'
import { expectedDistributions } from './distributions.ts'

type Part = Omit<CalendarEvent, 'household' | 'householdName' | 'key' | 'opens'> & {
  readonly parts: readonly string[]
  readonly opens: Place
}

/** From the as-of day through `until`, by day, then by kind. */
export function householdEvents(standing: Standing, until: CivilDate): CalendarEvent[] {
  const { household } = standing.snapshot
  const within = ({ day }: Part) => day >= standing.asOf && day <= until
  return [
    ...locksEnding(standing),
    ...turningLong(standing),
    ...switchbacks(standing),
    ...distributions(standing, until),
    ...cashNeeds(standing),
    ...restrictionsEnding(standing),
  ]
    .filter(within)
    .map(({ parts, ...event }) => ({
      ...event,
      key: [event.kind, household.id, ...parts].join(' '),
      household: household.id,
      householdName: household.name,
    }))
    .sort(byDay)
}

export function byDay(a: CalendarEvent, b: CalendarEvent): number {
  return a.day < b.day ? -1 : a.day > b.day ? 1 : a.key < b.key ? -1 : 1
}

/** Every January 1 of the days asked for: what the law and the firm count by calendar year. */
export function budgetResets(asOf: CivilDate, until: CivilDate): CalendarEvent[] {
  const found: CalendarEvent[] = []
  for (let year = yearOf(asOf); year <= yearOf(until); year += 1) {
    const day = civilDate(`${year}-01-01`)
    if (day < asOf || day > until) continue
    found.push({
      key: `budget-reset ${day}`,
      kind: 'budget-reset',
      day,
      household: null,
      householdName: 'Every household',
      accountName: null,
      symbol: null,
      amount: null,
      title: `budgets of ${year} begin`,
      what: `Budgets of gains and tax start anew, and with them the year's limit of losses against other income; what is left of ${year - 1} is carried over (IRC §§1211(b), 1212(b)). Tax profiles of ${year} are needed.`,
      estimated: false,
      opens: { screen: 'settings', rest: ['taxes'], query: {}, words: 'Enter tax profiles' },
    })
  }
  return found
}

function opens(screen: string, words: string, rest: string[] = []): Place {
  return { screen, rest, query: {}, words }
}

function locksEnding(standing: Standing): Part[] {
  return standing.locks.map(lock => {
    const { symbol } = standing.securityOf(lock.security)
    return {
      kind: 'lock-ends',
      day: lock.until,
      accountName: null,
      symbol,
      amount: null,
      title: `${symbol}, free to buy from ${date(addDays(lock.until, 1))}`,
      what: `${symbol} may be bought again from ${date(addDays(lock.until, 1))}: ${lock.reason}.`,
      estimated: false,
      opens: opens('timeline', 'See the timeline'),
      parts: [lock.security, lock.from],
    }
  })
}

/** Lots of one holding that turn on one day are one event. */
function turningLong(standing: Standing): Part[] {
  const found = new Map<string, { part: Part; shares: number }>()
  for (const lot of standing.lots) {
    if (lot.holdingFrom === null || !isTaxable(standing.accountOf(lot.account).type)) continue
    const day = longFrom(lot.holdingFrom)
    if (day <= standing.asOf) continue
    const left = lot.shares - (standing.onTickets.get(lot.id)?.shares ?? 0)
    if (left <= 0) continue
    const { symbol } = standing.securityOf(lot.security)
    const price = standing.priceOf(lot.security)
    const gain = price === null || lot.basis === null || left < lot.shares ? null : marketValue(lot.shares, price.price) - lot.basis
    const key = `${lot.account}\n${lot.security}\n${day}`
    const known = found.get(key)
    const shares = (known?.shares ?? 0) + left
    const before = known === undefined ? 0 : known.part.amount
    const amount = gain === null || before === null ? null : cents(before + gain)
    const part: Part = {
      kind: 'turns-long',
      day,
      accountName: standing.accountOf(lot.account).name,
      symbol,
      amount,
      title: `${shareCount(shares)} sh of ${symbol}`,
      what: turnsWords(standing, lot.account, symbol, shares, day, amount),
      estimated: false,
      opens: opens('lots', 'See its lots', [lot.account, lot.security]),
      parts: [lot.account, lot.security, day],
    }
    found.set(key, { part, shares })
  }
  return [...found.values()].map(({ part }) => part)
}

function turnsWords(
  standing: Standing,
  account: Parameters<Standing['accountOf']>[0],
  symbol: string,
  shares: number,
  day: CivilDate,
  gain: Cents | null,
): string {
  const what = gain === null ? 'gain unknown' : gain < 0 ? `a loss of ${exactMoney(-gain)} today` : `a gain of ${exactMoney(gain)} today`
  const advice =
    gain !== null && gain < 0 ? 'A loss is worth more while it is short-term.' : 'A gain is taxed at the long-term rate from this day on.'
  return `${standing.accountOf(account).name}: ${shareCount(shares)} sh of ${symbol} are long-term when sold on ${date(day)} or later, ${what}. ${advice} (IRC §1222)`
}

function switchbacks(standing: Standing): Part[] {
  return harvestedPairs(standing).map((pair): Part => {
    const [held, sold] = [standing.securityOf(pair.held).symbol, standing.securityOf(pair.sold).symbol]
    const isFree = pair.freeOn <= standing.asOf
    return {
      kind: 'switchback',
      day: isFree ? standing.asOf : pair.freeOn,
      accountName: standing.accountOf(pair.account).name,
      symbol: held,
      amount: null,
      title: `${held} for ${sold}: keep or switch back`,
      what: `${standing.accountOf(pair.account).name} holds ${held} in place of ${sold}, sold at a loss on ${date(pair.soldOn)}. From ${date(pair.freeOn)} ${sold} may be bought again (IRC §1091); keep or switch back, nothing is done by itself.`,
      estimated: false,
      opens: { screen: 'book', rest: ['switchbacks'], query: {}, words: 'Keep or switch back' },
      // with the kind and the household before it this is the key of the switchback itself (keyOf)
      parts: [pair.account, pair.sold, pair.held, pair.soldOn],
    }
  })
}

function distributions(standing: Standing, until: CivilDate): Part[] {
  return expectedDistributions(standing, until).map(({ account, security, day, every, last, reinvested }) => {
    const { symbol } = standing.securityOf(security)
    const then = reinvested ? 'It buys more shares: a purchase that can wash a loss (IRC §1091(a)).' : 'It is paid in cash.'
    return {
      kind: 'distribution',
      day,
      accountName: standing.accountOf(account).name,
      symbol,
      amount: null,
      title: `${symbol}, expected`,
      what: `${standing.accountOf(account).name}: the last distribution of ${symbol} was on ${date(last)}, ${every} days after the one before; the next is reckoned from that, give or take a week. ${then}`,
      estimated: true,
      opens: opens('timeline', 'See the timeline'),
      parts: [account, security, day],
    }
  })
}

function cashNeeds(standing: Standing): Part[] {
  return [...standing.snapshot.cashNeeds, ...(standing.snapshot.deposits ?? [])].map(need => {
    const from = need.account === null ? null : standing.accountOf(need.account).name
    return {
      kind: need.flow === 'deposit' ? 'deposit' : 'cash-need',
      day: need.due,
      accountName: from,
      symbol: null,
      amount: need.amount,
      title: exactMoney(need.amount),
      what: `${exactMoney(need.amount)} ${need.flow === 'deposit' ? 'is to come' : 'must be there'}${from === null ? '' : ` in ${from}`}${need.note === '' ? '' : `: ${need.note}`}.`,
      estimated: false,
      opens: opens('household', 'See the cash need', ['dates']),
      parts: [need.id],
    }
  })
}

function restrictionsEnding(standing: Standing): Part[] {
  return standing.snapshot.restrictions.flatMap((restriction): Part[] => {
    if (restriction.expires === null) return []
    const { symbol } = standing.securityOf(restriction.security)
    return [
      {
        kind: 'restriction-ends',
        day: restriction.expires,
        accountName: restriction.account === null ? null : standing.accountOf(restriction.account).name,
        symbol,
        amount: null,
        title: symbol,
        what: `The last day of the restriction on ${symbol}${restriction.reason === '' ? '' : ` (${restriction.reason})`}; from ${date(addDays(restriction.expires, 1))} it no longer holds.`,
        estimated: false,
        opens: opens('household', 'See its positions'),
        parts: [restriction.id],
      },
    ]
  })
}
