/**
 * The sleeves of an account as they stand: what counts toward each, its part of the account against the part it is to have, and its own drift from its own model, half the sum of absolute drifts like an
 * account's (rebalancing planner (US), core metric 1). A holding counts toward the sleeve it is pinned to, otherwise toward the line of the blend it counts toward; a line that several sleeves have is theirs
 * by the weight each gives it. Cash has no sleeve.
 */
import { addCents, allocate, type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { Account, ModelPortfolio } from '../../../shared/model/book.ts'
import type { Sleeve } from '../../../shared/model/sleeve.ts'
import type { SleeveRow } from '../../../shared/model/sleeve-row.ts'
import { blendedKeys } from '../model/blend.ts'
import { modelOf } from '../model/model-of.ts'
import { type Slots, slotsOf } from '../model/slots.ts'
import { type Holding, holdingsOf } from '../standing/holdings.ts'
import type { Standing } from '../standing/standing.ts'

const whole = 10_000

export interface AccountSleeves {
  readonly rows: readonly SleeveRow[]
  /** Held and counted by no sleeve. */
  readonly outside: Cents
  readonly cash: Cents
}

interface Filled {
  readonly sleeve: Sleeve
  readonly model: ModelPortfolio | null
  /** By line of its model; what no line counts under the security's own name. */
  readonly counted: Map<string, Cents>
  readonly holdings: { security: SecurityId; value: Cents; pinned: boolean }[]
}

/** null: the account is not divided, or the household follows one model. */
export function sleevesOf(
  standing: Standing,
  account: Account,
  holdings: readonly Holding[] = holdingsOf(standing),
): AccountSleeves | null {
  const { snapshot } = standing
  const blend = modelOf(snapshot, account)
  if (account.sleeves === undefined || snapshot.household.model != null || blend === null) return null
  const filled = account.sleeves.map(
    (sleeve): Filled => ({
      sleeve,
      model: snapshot.models.find(({ id }) => id === sleeve.model) ?? null,
      counted: new Map(),
      holdings: [],
    }),
  )
  const keyOf = blendedKeys(snapshot.models, account, account.sleeves)
  const slots = slotsOf(blend, standing)
  const own = holdings.filter(holding => holding.account === account.id)
  let outside = noCents
  for (const { security, value } of own)
    if (!counts({ standing, filled, slots, keyOf }, security, value ?? noCents)) outside = addCents(outside, value ?? noCents)
  const cash = account.cash ?? noCents
  const total = addCents(cash, outside, sumCents(filled.map(worthOf)))
  return { rows: filled.map(each => rowOf(standing, account, each, total, keyOf)), outside, cash }
}

const worthOf = ({ counted }: Filled): Cents => sumCents(counted.values())

function add(into: Filled, key: string, security: SecurityId, value: Cents, pinned: boolean): void {
  into.counted.set(key, addCents(into.counted.get(key) ?? noCents, value))
  into.holdings.push({ security, value, pinned })
}

type KeyOf = ReturnType<typeof blendedKeys>

interface Counting {
  readonly standing: Standing
  readonly filled: readonly Filled[]
  /** Of the blend. */
  readonly slots: Slots
  readonly keyOf: KeyOf
}

/** false: no sleeve counts it. */
function counts({ standing, filled, slots, keyOf }: Counting, security: SecurityId, value: Cents): boolean {
  const pinnedTo = filled.find(({ sleeve }) => (sleeve.pinned ?? []).some(pin => standing.sameOf(pin) === standing.sameOf(security)))
  if (pinnedTo) {
    const line = pinnedTo.model === null ? undefined : slotsOf(pinnedTo.model, standing).claimOf(security)?.slot.line
    add(pinnedTo, line === undefined ? security : keyOf(line), security, value, true)
    return true
  }
  const slot = slots.claimOf(security)?.slot
  if (slot === undefined) return false
  const having = filled.filter(each => weightIn(each, slot.key, keyOf) > 0)
  if (having.length === 0) return false
  const parts = allocate(
    cents(Math.max(0, value)),
    having.map(each => weightIn(each, slot.key, keyOf) * each.sleeve.part),
  )
  having.forEach((each, at) => {
    add(each, slot.key, security, parts[at] ?? noCents, false)
  })
  return true
}

function weightIn({ model }: Filled, key: string, keyOf: KeyOf): number {
  return (model?.targets ?? []).filter(line => keyOf(line) === key).reduce((sum, { weight }) => sum + weight, 0)
}

function rowOf(standing: Standing, account: Account, each: Filled, total: Cents, keyOf: KeyOf): SleeveRow {
  const { sleeve, model, holdings } = each
  const value = worthOf(each)
  const weight = total > 0 ? Math.round((value / total) * whole) : 0
  return {
    account: account.id,
    accountName: account.name,
    name: sleeve.name,
    model: model?.name ?? null,
    held: model === null || sleeve.hold === true,
    value,
    weight,
    part: sleeve.part,
    drift: weight - sleeve.part,
    portfolio: model === null ? null : ownDrift(each, model, keyOf),
    holdings: holdings
      .map(({ security, value: own, pinned }) => ({ security, symbol: standing.securityOf(security).symbol, value: own, pinned }))
      .sort((a, b) => b.value - a.value || (a.symbol < b.symbol ? -1 : 1)),
  }
}

/** Half the sum of absolute drifts within the sleeve; null where nothing counts toward it. */
function ownDrift({ counted }: Filled, model: ModelPortfolio, keyOf: KeyOf): number | null {
  const targets = new Map<string, number>()
  for (const line of model.targets) targets.set(keyOf(line), (targets.get(keyOf(line)) ?? 0) + line.weight)
  const keys = [...new Set([...targets.keys(), ...counted.keys()])]
  const values = keys.map(key => Math.max(0, counted.get(key) ?? noCents))
  if (values.every(value => value === 0)) return null
  const weights = allocate(cents(whole), values)
  return Math.round(keys.reduce((sum, key, at) => sum + Math.abs((weights[at] as number) - (targets.get(key) ?? 0)), 0) / 2)
}
