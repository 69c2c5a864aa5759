/**
 * The review: what the engine says of one household on one day. A pure function of the snapshot, so the same snapshot always gives the same review.
 * Snapshot → standing (lots, verdict records, year so far) → harvest scan, drift, locks, anniversaries, quality, totals.
 */
import { cents, noCents, sumCents } from '../../shared/kernel/cents.ts'
import { isTaxable } from '../../shared/model/book.ts'
import type { Candidate, Review } from '../../shared/model/review.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import { driftIn } from './drift/drift-in.ts'
import { harvestScan, openLotOf } from './harvest/harvest-scan.ts'
import { coverageOf, worthOf } from './overview/data-held.ts'
import { qualityFlags } from './quality.ts'
import { cashToRaise } from './rebalance/cash-to-raise.ts'
import { type Standing, standingOf } from './standing/standing.ts'
import { engineVersion } from './version.ts'

/** Lots are listed as turning long-term when so many days or fewer are left. */
const turningLongDays = 45

export function runReview(snapshot: Snapshot, hash: string): Review {
  const standing = standingOf(snapshot)
  const candidates = harvestScan(standing)
  return {
    household: snapshot.household.id,
    name: snapshot.household.name,
    asOf: snapshot.asOf,
    tradeDay: standing.tradeDay,
    snapshotHash: hash,
    engine: engineVersion,
    candidates,
    lots: standing.lots.map(openLotOf),
    drift: driftIn(standing),
    locks: [...standing.locks],
    turningLong: turningLong(candidates),
    realized: standing.realized,
    quality: qualityFlags(standing),
    totals: totalsOf(standing, candidates),
    worth: worthOf(standing),
    coverage: coverageOf(standing),
    pricesAsOf: standing.pricesAsOf,
    cashNeeded: cashToRaise(standing).amount,
  }
}

function turningLong(candidates: readonly Candidate[]): Review['turningLong'] {
  const found: Review['turningLong'] = []
  for (const { lot, accountType, symbol, longOn, daysToLong, term, gain, reasons } of candidates) {
    if (reasons.some(reason => reason.code === 'ticket/on-its-way')) continue
    if (term !== 'short' || longOn === null || daysToLong === null || daysToLong > turningLongDays || !isTaxable(accountType)) continue
    found.push({ lot: lot.id, account: lot.account, symbol, shares: lot.shares, longOn, days: daysToLong, gain })
  }
  return found.sort((a, b) => a.days - b.days || (a.lot < b.lot ? -1 : 1))
}

/** The lots that are ready, priced together: less than the sum of the lots alone once losses meet the limit. */
function totalsOf(standing: Standing, candidates: readonly Candidate[]): Review['totals'] {
  const ready = candidates.filter(candidate => candidate.state === 'ready')
  const loss = (term: 'short' | 'long') => cents(-ready.filter(one => one.term === term).reduce((sum, one) => sum + (one.gain ?? 0), 0))
  const [lossShort, lossLong] = [loss('short'), loss('long')]
  const cost = sumCents(ready.map(candidate => candidate.cost ?? noCents))
  const worth = standing.year?.worth(-lossShort, -lossLong)
  const savedNow = worth?.savedNow ?? null
  return {
    ready: ready.length,
    lossShort,
    lossLong,
    savedNow,
    carried: worth ? cents(Math.max(0, worth.carriedShort + worth.carriedLong)) : null,
    cost,
    net: savedNow === null ? null : cents(savedNow - cost),
  }
}
