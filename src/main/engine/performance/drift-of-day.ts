/**
 * Drift of a past day against the targets as they are today: half the sum of absolute drifts, cash counted, one drift cut off at 50 points, as engine/drift does for today but in fractions, so that a year of days is
 * quick. Targets of the past are not in the book; where a model was saved meanwhile the caller says so. Source: rebalancing planner (US), core metric 1.
 */
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Account } from '../../../shared/model/book.ts'
import { weightsOff } from '../drift/drift.ts'
import { modelOf } from '../model/model-of.ts'
import { slotsOf } from '../model/slots.ts'
import { mostDrift } from '../planner/drift-metrics.ts'
import type { Standing } from '../standing/standing.ts'
import type { Key } from './movements.ts'
import type { ValuedDay } from './valued-days.ts'

export interface DayDrift {
  /** Fractions; of the slots in `DriftScale.slots`, cash left out. A slot that came up later is not in it. */
  readonly drifts: Float64Array
  readonly portfolio: number
  /** Slots outside the band of their model. */
  readonly outside: number
}

export interface DriftScale {
  /** What stands for each slot: the first security of a line, or what no line claims. */
  readonly slots: readonly SecurityId[]
  on(day: ValuedDay): DayDrift | null
  /** What the accounts together go toward on a day, by key. */
  targets(day: ValuedDay): ReadonlyMap<Key, number> | null
}

interface Target {
  readonly slot: number
  readonly weight: number
  readonly band: number
}

interface AccountTargets {
  readonly targets: readonly Target[]
  readonly slotOf: (key: Key) => number
}

export function isTargeted({ snapshot }: Pick<Standing, 'snapshot'>, account: Account): boolean {
  const model = modelOf(snapshot, account)
  return model !== null && weightsOff(model) === 0
}

/** null where none of the accounts has targets. */
export function driftScale(standing: Standing, accounts: readonly Account[], securityOfKey: (key: Key) => SecurityId): DriftScale | null {
  const slots: SecurityId[] = []
  const places = new Map<string, number>()
  const place = (name: string, security: SecurityId): number => {
    const known = places.get(name)
    if (known !== undefined) return known
    places.set(name, slots.length)
    return slots.push(security) - 1
  }
  const own = new Map<AccountId, AccountTargets>()
  for (const account of accounts) {
    const model = modelOf(standing.snapshot, account)
    if (model === null || weightsOff(model) !== 0) continue
    const { all, claimOf } = slotsOf(model, standing)
    const known = new Map<Key, number>()
    own.set(account.id, {
      targets: all.map(({ key, line }) => ({ slot: place(key, line.security), weight: line.weight / 10_000, band: line.band / 10_000 })),
      slotOf: key => {
        const found = known.get(key)
        if (found !== undefined) return found
        const security = securityOfKey(key)
        const claim = claimOf(security)
        const slot = claim === null ? place(security, security) : place(claim.slot.key, claim.slot.line.security)
        known.set(key, slot)
        return slot
      },
    })
  }
  if (own.size === 0) return null
  return {
    slots,
    on: day => driftOn(day, own, slots),
    targets: day => targetsOn(day, own, slots, standing.sameOf),
  }
}

function driftOn({ accounts }: ValuedDay, own: ReadonlyMap<AccountId, AccountTargets>, slots: readonly SecurityId[]): DayDrift | null {
  // every slot has its place before anything is added up: a security held and not targeted makes one
  for (const { account, held } of accounts) for (const [key] of held) own.get(account)?.slotOf(key)
  const [values, targets, bands] = [new Float64Array(slots.length), new Float64Array(slots.length), new Float64Array(slots.length)]
  let [total, cash] = [0, 0]
  for (const part of accounts) {
    const goal = own.get(part.account)
    if (goal === undefined) continue
    let value = part.cash
    cash += part.cash
    for (const [key, worth] of part.held) {
      const slot = goal.slotOf(key)
      values[slot] = (values[slot] as number) + worth
      value += worth
    }
    total += value
    if (value <= 0) continue
    for (const { slot, weight, band } of goal.targets) {
      targets[slot] = (targets[slot] as number) + weight * value
      bands[slot] = (bands[slot] as number) + band * value
    }
  }
  return total > 0 ? measured({ values, targets, bands }, total, cash) : null
}

function measured(
  { values, targets, bands }: { values: Float64Array; targets: Float64Array; bands: Float64Array },
  total: number,
  cash: number,
): DayDrift {
  let [sum, outside] = [Math.max(0, cash) / total, 0]
  const drifts = values.map((value, slot) => {
    const target = targets[slot] as number
    const exact = (Math.max(0, value) - target) / total
    // a weight is a whole hundredth of a percent before it is held against its band
    if (target > 0 && Math.round(Math.abs(exact) * 10_000) > Math.round(((bands[slot] as number) / total) * 10_000)) outside += 1
    const drift = Math.max(-mostDrift, Math.min(mostDrift, exact))
    sum += Math.abs(drift)
    return drift
  })
  return { drifts, portfolio: sum / 2, outside }
}

function targetsOn(
  { accounts }: ValuedDay,
  own: ReadonlyMap<AccountId, AccountTargets>,
  slots: readonly SecurityId[],
  keyOf: Standing['sameOf'],
): ReadonlyMap<Key, number> | null {
  const found = new Map<Key, number>()
  let total = 0
  for (const { account, cash, held } of accounts) {
    const goal = own.get(account)
    const value = cash + held.reduce((sum, [, worth]) => sum + worth, 0)
    if (goal === undefined || value <= 0) continue
    total += value
    for (const { slot, weight } of goal.targets) {
      const key = keyOf(slots[slot] as SecurityId)
      found.set(key, (found.get(key) ?? 0) + weight * value)
    }
  }
  for (const [key, value] of found) found.set(key, value / total)
  return total > 0 ? found : null
}
