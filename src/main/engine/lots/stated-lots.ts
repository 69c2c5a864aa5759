/**
 * Lots of statements as events. A lot opens on its day of purchase. A statement counts shares as they are after every split through its day; shares bought shortly before a
 * split open as they were counted then, and are split with the others, so that a loss of old shares meets as many old ones (RULES 3.12; IRC section 307).
 */
import { dayNumber, daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { StatementLot } from '../../../shared/model/ledger.ts'
import type { Contained } from './contained.ts'
import type { Acquire, BookingEvent } from './event.ts'
import { holdingKey, type ShareEntry } from './ledger-input.ts'
import { proportion } from './proportion.ts'
import type { lotsOfMergers } from './stated-merger.ts'

export interface Ranked {
  readonly event: BookingEvent
  readonly rank: number
  readonly sequence: number
  readonly account: string
}

export const ranks = { statement: 0, split: 1, trade: 2 } as const

/** Lots of statements, without those that a merger makes, and what lies inside the statements. */
export function statedEvents(
  latest: readonly StatementLot[],
  merged: ReturnType<typeof lotsOfMergers>,
  same: (security: string) => string,
  inside: Contained,
  splits: readonly ShareEntry[],
): Ranked[] {
  const byMerger = new Set([...merged.values()].flat())
  const splitsOf = Map.groupBy(splits, split => holdingKey(split.account, same(split.security)))
  const mixed = holdingsUnclear(inside, same)
  const lots = latest
    .filter(lot => !byMerger.has(lot))
    .flatMap(lot => {
      const key = holdingKey(lot.account, same(lot.security))
      const own = mixed.has(key) ? undefined : splitsOf.get(key)
      return statementLotEvents(lot, same, inside).map(one => (own === undefined ? one : beforeSplits(one, lot, own)))
    })
  const placed = inside.placed.map(({ event, at, sequence, account }) => {
    return { event, rank: at === 'open' ? ranks.statement : ranks.trade, sequence, account }
  })
  return [...lots, ...placed]
}

/** Splits inside statements that are booked: those beside what is booked of the past anyway, and those of holdings whose shares are all known to be counted before or after them. */
export function statedSplits(
  contained: readonly ShareEntry[],
  lots: readonly StatementLot[],
  inside: Contained,
  same: (security: string) => string,
): ShareEntry[] {
  const mixed = holdingsUnclear(inside, same)
  const shown = new Set(lots.map(lot => holdingKey(lot.account, same(lot.security))))
  const splits = new Set(inside.splits)
  for (const entry of contained) {
    const key = holdingKey(entry.account, same(entry.security))
    if (entry.kind === 'split' && entry.ratio !== null && shown.has(key) && !mixed.has(key)) splits.add(entry)
  }
  return [...splits]
}

/** Shares were under way into them on the day of a split. */
function holdingsUnclear({ unclear }: Contained, same: (security: string) => string): Set<string> {
  return new Set([...unclear].map(lot => holdingKey(lot.account, same(lot.security))))
}

/** A loss up to thirty days before the purchase, and one up to thirty days after it. */
const farthest = 61

function beforeSplits(one: Ranked, { acquired, asOf }: StatementLot, splits: readonly ShareEntry[]): Ranked {
  if (acquired === null || one.event.kind !== 'acquire') return one
  const after = splits.filter(({ tradeDate }) => tradeDate > acquired && tradeDate <= asOf)
  if (!after.some(({ tradeDate }) => daysBetween(acquired, tradeDate) <= farthest)) return one
  let [up, down] = [1, 1]
  for (const { ratio } of after) if (ratio !== null) [up, down] = [up * ratio[0], down * ratio[1]]
  const shares = proportion(one.event.shares, down, up)
  if (shares <= 0 || proportion(shares, up, down) !== one.event.shares) return one
  return { ...one, event: { ...one.event, shares, statedOn: one.event.day } }
}

/** None of a lot that came by a transfer, whose shares move here. */
function statementLotEvents(lot: StatementLot, same: (security: string) => string, { moved, identities }: Contained): Ranked[] {
  const left = lot.shares - (moved.get(lot) ?? 0)
  if (left === 0 && lot.shares !== 0) return []
  const whole = statementLotEvent(lot, same)
  const event = whole.event as Acquire
  const basis = event.basis === null ? null : proportion(event.basis, left, lot.shares)
  const identity = identities.get(lot)
  return [{ ...whole, event: { ...event, shares: left, basis, ...(identity === undefined ? {} : { identity }) } }]
}

export function statementLotEvent(lot: StatementLot, same: (security: string) => string): Ranked {
  const statedOn = dayNumber(lot.asOf)
  const acquiredDay = lot.acquired === null ? null : dayNumber(lot.acquired)
  const event: Acquire = {
    kind: 'acquire',
    id: lot.id,
    account: lot.account,
    security: same(lot.security),
    day: Math.min(acquiredDay ?? statedOn, statedOn),
    shares: lot.shares,
    basis: lot.basis,
    acquiredDay,
    purchase: acquiredDay !== null,
    alwaysLong: false,
    giftValue: null,
    orderGroup: null,
    option: null,
    origin: 'statement',
    statedOn,
  }
  return { event, rank: ranks.statement, sequence: lot.source.line, account: lot.account }
}
