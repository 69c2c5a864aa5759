/** One household's past, measured: its accounts rolled back, valued day by day, with drift and tracking error of each day. Everything about trends and past rebalances reads this. */
import { dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { PriceHistoryRow } from '../../../shared/model/history.ts'
import type { PerformancePolicy } from '../../../shared/model/performance.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { usualPerformance } from '../../../shared/model/usual-performance.ts'
import { date } from '../../../shared/present/format.ts'
import { fullTrackingError, simplifiedTrackingError } from '../planner/tracking-error.ts'
import { type Standing, standingOf } from '../standing/standing.ts'
import { type Risk, riskOf } from '../when/risk-estimate.ts'
import { type DayDrift, type DriftScale, driftScale, isTargeted } from './drift-of-day.ts'
import type { World } from './left-alone.ts'
import type { Key } from './movements.ts'
import { type PastAccount, pastOf } from './past-holdings.ts'
import type { PastTicket } from './rebalances.ts'
import { type Flow, flowsOf, pricesOf, type ValuedDay, type ValuedDays, valuedDays } from './valued-days.ts'

export interface PerformanceInput {
  readonly snapshot: Snapshot
  /** Longer than those of the snapshot where the book has them; of everything that was held or is targeted. */
  readonly prices: readonly PriceHistoryRow[]
  readonly tickets: readonly PastTicket[]
  /** Days with prices, where they are known already; left out: those of `prices`. */
  readonly days?: readonly number[]
}

export interface MeasuredDay extends ValuedDay {
  readonly drift: DayDrift | null
  /** A year, a fraction. */
  readonly trackingError: number | null
}

export interface Measured {
  readonly standing: Standing
  readonly policy: PerformancePolicy
  readonly assumed: boolean
  readonly accounts: readonly PastAccount[]
  readonly leftOut: readonly { readonly name: string; readonly why: string }[]
  readonly valued: ValuedDays
  readonly days: readonly MeasuredDay[]
  readonly flows: readonly Flow[]
  readonly world: World
  readonly scale: DriftScale | null
  readonly risk: Risk | null
  readonly names: (key: Key) => string
  readonly unpricedNames: readonly string[]
  readonly notes: readonly string[]
}

interface Extent {
  /** Days to value; left out: all. */
  readonly wanted?: (day: number) => boolean
  /** Tracking error needs a covariance; drift does not. */
  readonly risk: boolean
}

export function measure({ snapshot, prices: rows, days: priced }: PerformanceInput, { wanted, risk: withRisk }: Extent): Measured {
  const standing = standingOf(snapshot)
  const past = pastOf(standing)
  const names = namesOf(standing)
  const targeted = past.accounts.filter(({ account }) => isTargeted(standing, account))
  const accounts = targeted.length > 0 ? targeted : past.accounts
  const prices = pricesOf(rows, standing.sameOf, priced)
  const valued = valuedDays(accounts, prices, names.of, wanted)
  const scale = driftScale(
    standing,
    accounts.map(({ account }) => account),
    names.security,
  )
  const drifts = valued.days.map(day => scale?.on(day) ?? null)
  const risk = scale === null || !withRisk ? null : riskOf(snapshot, scale.slots.map(standing.securityOf))
  const days = valued.days.map(
    (day, at): MeasuredDay => ({ ...day, drift: drifts[at] ?? null, trackingError: errorOf(drifts[at] ?? null, risk) }),
  )
  return {
    standing,
    policy: snapshot.settings.performance ?? usualPerformance,
    assumed: snapshot.settings.performance === undefined,
    accounts,
    leftOut: [
      ...past.leftOut.map(({ account, why }) => ({ name: account.name, why })),
      ...past.accounts.filter(each => !accounts.includes(each)).map(({ account }) => ({ name: account.name, why: 'it has no targets' })),
    ],
    valued,
    days,
    flows: flowsOf(past, accounts, valued.unpriced, prices),
    world: { accounts, movements: past.movements, prices, unpriced: valued.unpriced },
    scale,
    risk,
    names: names.of,
    unpricedNames: [...valued.unpriced].map(names.of).sort(),
    notes: notesOf(snapshot, accounts, valued),
  }
}

/** Of the days before the slots were all known the later ones are not held: their drift is nothing. */
function errorOf(drift: DayDrift | null, risk: Risk | null): number | null {
  if (drift === null || risk === null) return null
  const drifts = risk.volatilities.map((_, slot) => drift.drifts[slot] ?? 0)
  return (risk.estimated > 0 ? fullTrackingError(drifts, risk.covariance) : simplifiedTrackingError(drifts, risk.volatilities)).value
}

function namesOf({ snapshot, sameOf }: Standing) {
  const first = new Map<Key, (typeof snapshot.securities)[number]>()
  for (const security of snapshot.securities) if (!first.has(sameOf(security.id))) first.set(sameOf(security.id), security)
  return {
    of: (key: Key) => first.get(key)?.symbol ?? key,
    security: (key: Key) => first.get(key)?.id ?? (key as SecurityId),
  }
}

function notesOf({ asOf }: Snapshot, accounts: readonly PastAccount[], { days }: ValuedDays): string[] {
  const notes: string[] = []
  for (const { account } of accounts)
    if (account.coverageTo !== null && account.coverageTo < asOf && dayNumber(asOf) - dayNumber(account.coverageTo) > 3)
      notes.push(`Trades of ${account.name} after ${date(account.coverageTo)} are not in the book: later days are as if there were none.`)
  for (const { account, cashWhy } of accounts)
    if (cashWhy !== null)
      notes.push(
        `The cash of ${account.name} is left out: ${cashWhy}. What it buys counts as money that came in, what it is paid as money that left.`,
      )
  if (days.length > 0)
    notes.push('Drift of past days is measured against the targets of today, and tracking error with today’s estimate of risk.')
  return notes
}
