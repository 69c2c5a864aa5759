/**
 * The household's timeline from thirty days before the as-of day to sixty-one after: a row for each group of identical securities that it holds, sold, bought or
 * is about to. Thirty days back is what a sale today can collide with; thirty ahead what it bars; thirty more what a sale at that end would meet.
 */
import { cents } from '../../../shared/kernel/cents.ts'
import { addDays, type CivilDate, earlierDate, laterDate, weekday } from '../../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import { addShares, noShares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import type { TimelineMark, TimelineRow, TimelineView } from '../../../shared/model/timeline.ts'
import { date as dateInWords, exactMoney } from '../../../shared/present/format.ts'
import { lotsToSell } from '../basket/sold.ts'
import { isTradingDay } from '../calendar/trading-days.ts'
import { lotFigures } from '../harvest/lot-figures.ts'
import { coverageOf } from '../overview/data-held.ts'
import { type Standing, standingOf } from '../standing/standing.ts'
import { marksOf } from './marks.ts'
import { restrictionWords } from './restrictions.ts'
import { daysAhead, longMarks, waitingTotal } from './waiting.ts'

const daysBack = 30
/** How far outside marks are still counted as earlier or later. */
const daysBeside = 30

export function timelineOf(snapshot: Snapshot): TimelineView {
  const standing = standingOf(snapshot)
  const { asOf, tradeDay } = standing
  const [from, to] = [addDays(asOf, -daysBack), addDays(asOf, daysAhead)]
  const long = longMarks(standing)
  const marks = [...marksOf(standing, { first: addDays(from, -daysBeside), last: addDays(to, daysBeside) }), ...long]
  return {
    household: snapshot.household.id,
    name: snapshot.household.name,
    asOf,
    tradeDay,
    from,
    to,
    closed: closedDays(from, to),
    accounts: snapshot.accounts.map(({ id, name, type, mode }) => ({ id, name, type, tradable: mode === 'tradable' })),
    gaps: gapsOf(standing, from),
    cashNeeds: needsOf(standing, from, to),
    rows: rowsOf(standing, marks, from, to),
    waiting: waitingTotal(standing, long),
    coverage: coverageOf(standing),
    pricesAsOf: standing.pricesAsOf,
  }
}

function closedDays(from: CivilDate, to: CivilDate): TimelineView['closed'] {
  const found: TimelineView['closed'] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (!isTradingDay(day)) found.push({ date: day, why: weekday(day) % 6 === 0 ? 'weekend' : 'holiday' })
  }
  return found
}

/** Days through the last close for which an account's trades are missing: `clear` cannot be said of a window that holds one. */
function gapsOf({ evidence, snapshot }: Standing, from: CivilDate): TimelineView['gaps'] {
  const found: TimelineView['gaps'] = []
  for (const { id, name, coverageFrom, coverageTo } of snapshot.accounts) {
    const gap = (first: CivilDate, last: CivilDate, what: string, all = false) =>
      first <= last &&
      found.push({ account: id, accountName: name, from: first, to: last, all, what: `No trades in the book for ${name}${what}` })
    if (coverageFrom === null || coverageTo === null) gap(from, evidence.asOf, '', true)
    else {
      gap(from, earlierDate(addDays(coverageFrom, -1), evidence.asOf), ` before ${dateInWords(coverageFrom)}`)
      gap(laterDate(from, addDays(coverageTo, 1)), evidence.asOf, ` after ${dateInWords(coverageTo)}`)
    }
  }
  return found
}

function needsOf({ snapshot, accountOf }: Standing, from: CivilDate, to: CivilDate): TimelineView['cashNeeds'] {
  return snapshot.cashNeeds
    .filter(need => need.due >= from && need.due <= to)
    .sort((a, b) => (a.due < b.due ? -1 : 1))
    .map(({ id, due, amount, account, note }) => {
      const where = account === null ? '' : ` from ${accountOf(account).name}`
      return { id, due, amount, what: `${exactMoney(amount)} needed${where}${note === '' ? '' : `: ${note}`}` }
    })
}

function rowsOf(standing: Standing, marks: readonly TimelineMark[], from: CivilDate, to: CivilDate): TimelineRow[] {
  const byGroup = Map.groupBy(marks, mark => standing.groupOf(mark.security))
  const lots = Map.groupBy(standing.lots, lot => standing.groupOf(lot.security))
  const locked = Map.groupBy(standing.locks, lock => standing.groupOf(lock.security))
  const inside = (mark: TimelineMark) => mark.date >= from && mark.date <= to
  const touched = [...byGroup].filter(([, own]) => own.some(inside)).map(([group]) => group)
  const groups = new Set([...lots.keys(), ...touched, ...locked.keys()])
  return [...groups]
    .map(group => {
      const own = byGroup.get(group) ?? []
      const members = membersOf(standing, group, own, lots.get(group) ?? [])
      return {
        id: group,
        members,
        declared: declaredIn(standing, group),
        holdings: holdingsIn(standing, lots.get(group) ?? []),
        marks: own.filter(inside).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1)),
        locks: (locked.get(group) ?? [])
          .filter(lock => lock.until >= from && lock.from <= to)
          .map(({ id, security, from: first, until, reason }) => ({
            id,
            symbol: standing.securityOf(security).symbol,
            from: first,
            until,
            what: `Do not buy ${standing.securityOf(security).symbol} through ${dateInWords(until)}: ${reason}`,
          })),
        earlier: own.filter(mark => mark.date < from && mark.date >= addDays(from, -daysBeside)).length,
        later: own.filter(mark => mark.date > to && mark.date <= addDays(to, daysBeside)).length,
      }
    })
    .sort((a, b) => titleOf(a).localeCompare(titleOf(b), 'en'))
}

function titleOf({ members }: Pick<TimelineRow, 'members'>): string {
  return members.map(member => member.symbol).join(' ')
}

/** Those the household touches first, then the others of the group: any of them washes. */
function membersOf(
  standing: Standing,
  group: string,
  marks: readonly TimelineMark[],
  lots: readonly { readonly security: SecurityId }[],
): TimelineRow['members'] {
  const touched = new Set<SecurityId>([...lots.map(lot => lot.security), ...marks.map(mark => mark.security)])
  const others = standing.snapshot.securities.filter(one => standing.groupOf(one.id) === group && !touched.has(one.id)).map(one => one.id)
  return [...touched, ...others].map(security => {
    const { symbol, name } = standing.securityOf(security)
    return { security, symbol, name }
  })
}

function declaredIn(standing: Standing, group: string): string[] {
  const symbol = (security: SecurityId) => standing.securityOf(security).symbol
  return standing.snapshot.relations
    .filter(({ kind, a }) => kind !== 'substitute' && standing.groupOf(a) === group)
    .map(({ kind, a, b, author, date, reason }) => {
      const how = kind === 'same' ? 'one security under two names' : 'substantially identical'
      return `${symbol(a)} and ${symbol(b)}: ${how}, declared by ${author} on ${dateInWords(date)}${reason === '' ? '' : `. ${reason}`}`
    })
}

function holdingsIn(standing: Standing, lots: Standing['lots']): TimelineRow['holdings'] {
  const holdings = [...Map.groupBy(lots, lot => `${lot.account}\n${lot.security}`).values()].flatMap(held => {
    const [first] = held
    if (first === undefined) return []
    const own = lotsToSell(standing, first).filter(lot => lot.security === first.security)
    const onTickets = held.reduce((sum, lot) => addShares(sum, standing.onTickets.get(lot.id)?.shares ?? noShares), noShares)
    const account = standing.accountOf(first.account)
    const price = standing.priceOf(first.security)?.price ?? null
    const gains = own.map(lot => lotFigures(lot, price, standing.asOf, standing.tradeDay).gain)
    const known = !gains.includes(null)
    return {
      account: first.account,
      accountName: account.name,
      accountType: account.type,
      security: first.security,
      symbol: standing.securityOf(first.security).symbol,
      shares: own.reduce((sum, lot) => addShares(sum, lot.shares), noShares),
      onTickets,
      loss: known ? cents(gains.reduce<number>((sum, gain) => sum + Math.max(0, -(gain ?? 0)), 0)) : null,
      hasLoss: gains.some(gain => gain !== null && gain < 0),
      barred: restrictionWords(standing, { ...first, side: 'sell', date: standing.tradeDay }),
      tradable: account.mode === 'tradable',
    }
  })
  const rank = ({ accountType, tradable }: (typeof holdings)[number]) => Number(!isTaxable(accountType)) * 2 + Number(!tradable)
  return holdings.sort((a, b) => rank(a) - rank(b) || (b.loss ?? 0) - (a.loss ?? 0) || (a.account < b.account ? -1 : 1))
}
