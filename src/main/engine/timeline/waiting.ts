/**
 * Lots that turn long-term, by account, security and first long day, and what waiting saves: the change of the year's tax by a sale on the trade day, short-term,
 * against the same sale at the same price on that day, long-term. Both are differences of whole years (IRC section 1(h), 1222). A first long day in another year is
 * taxed with that year, which the book cannot reckon yet: then nothing is stated.
 */
import { type Cents, cents, noCents } from '../../../shared/kernel/cents.ts'
import { addDays, laterDate, yearOf } from '../../../shared/kernel/civil-date.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { TimelineMark, TimelineView } from '../../../shared/model/timeline.ts'
import { exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import { whyNoYear } from '../harvest/harvest-scan.ts'
import { lotFigures, worthOfLot } from '../harvest/lot-figures.ts'
import type { ProjectedLot } from '../lots/project.ts'
import type { Standing } from '../standing/standing.ts'
import { markOf } from './marks.ts'

export function longMarks(standing: Standing): TimelineMark[] {
  const days = new Map<string, { readonly lots: ProjectedLot[]; readonly longOn: NonNullable<ReturnType<typeof figuresOf>['longOn']> }>()
  for (const lot of standing.lots) {
    if (!isTaxable(standing.accountOf(lot.account).type)) continue
    const { longOn } = figuresOf(standing, lot)
    if (longOn === null || longOn <= standing.tradeDay) continue
    const key = `${lot.account} ${lot.security} ${longOn}`
    const known = days.get(key)
    if (known) known.lots.push(lot)
    else days.set(key, { lots: [lot], longOn })
  }
  return [...days].map(([key, { lots, longOn }]) => {
    const [first] = lots as [ProjectedLot]
    const gains = lots.map(lot => figuresOf(standing, lot).gain)
    const gain = gains.includes(null) ? null : cents(gains.reduce<number>((sum, one) => sum + (one ?? 0), 0))
    const count = shares(lots.reduce((sum, lot) => sum + lot.shares, 0))
    const fact = { account: first.account, security: first.security, date: longOn, shares: count, gain }
    const unknown = whyUnknown(standing, gain, longOn)
    const waiting = unknown === null && gain !== null ? worthOfWaiting(standing, gain) : null
    const what = `${sharesHeld(count)} of ${standing.securityOf(first.security).symbol} in ${standing.accountOf(first.account).name} turn long-term${resultWords(gain)}. ${waiting === null ? (unknown ?? '') : waitingWords(waiting)}`
    return { ...markOf(standing, `long ${key}`, 'long', fact, what.trim()), waiting, unknown, lots: lots.map(lot => lot.id) }
  })
}

/** How far ahead of the as-of day the timeline looks; the total is of what is seen there. */
export const daysAhead = 61

/**
 * All lots with a gain that turn long-term, sold together: the year with all of them sold today, short-term, against the year with all of them long-term. Each mark is
 * priced alone, so they do not add up to it: together gains climb the brackets and meet losses only once. null: there are none.
 */
export function waitingTotal(standing: Standing, marks: readonly TimelineMark[]): TimelineView['waiting'] {
  const seen = marks.filter(mark => mark.date <= addDays(standing.asOf, daysAhead))
  const gaining = gainingOf(seen)
  const waiting = gaining.length === 0 ? null : worthOfWaiting(standing, gainOf(gaining))
  if (waiting === null) return null
  const through = gaining.reduce((last, mark) => laterDate(last, mark.date), standing.asOf)
  return { ...waiting, holdings: gaining.length, unknown: seen.filter(mark => mark.waiting === null).length, through }
}

/** A loss is not waited with: short-term it saves as much or more. */
export function gainingOf(marks: readonly TimelineMark[]): readonly TimelineMark[] {
  return marks.filter(mark => mark.waiting !== null && (mark.gain ?? 0) > 0)
}

export function gainOf(marks: readonly TimelineMark[]): Cents {
  return cents(marks.reduce((sum, mark) => sum + (mark.gain ?? 0), 0))
}

function figuresOf(standing: Standing, lot: ProjectedLot) {
  return lotFigures(lot, standing.priceOf(lot.security)?.price ?? null, standing.asOf, standing.tradeDay)
}

function whyUnknown(standing: Standing, gain: Cents | null, longOn: ProjectedLot['holdingFrom']): string | null {
  if (gain === null) return 'Its gain is unknown, so what waiting saves is.'
  if (standing.year === null) return whyNoYear(standing)
  if (longOn !== null && yearOf(longOn) !== standing.realized.year)
    return `That day is of tax year ${yearOf(longOn)}, which the book cannot reckon yet: what waiting saves is unknown.`
  return null
}

function worthOfWaiting(standing: Standing, gain: Cents): TimelineMark['waiting'] {
  if (standing.year === null) return null
  const now = worthOfLot(standing.year, gain, 'short', noCents).savedNow
  const later = worthOfLot(standing.year, gain, 'long', noCents).savedNow
  return { now, later, saved: cents(later - now) }
}

function resultWords(gain: Cents | null): string {
  if (gain === null || gain === 0) return ''
  return `, ${gain < 0 ? 'loss' : 'gain'} of ${exactMoney(cents(Math.abs(gain)))} today`
}

function waitingWords({ saved }: NonNullable<TimelineMark['waiting']>): string {
  if (saved === 0) return 'Waiting changes no tax at the same price.'
  return saved > 0
    ? `Waiting until then saves est. ${exactMoney(saved)} of tax at the same price.`
    : `Waiting until then costs est. ${exactMoney(cents(-saved))} of tax at the same price.`
}
