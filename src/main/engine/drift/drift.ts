/**
 * Drift of what is held from its targets. Drift_i = weight_i - target_i in hundredths of a percent; portfolio drift = half the sum of absolute
 * drifts, cash included (0 % on target, 100 % nothing as planned). A single drift beyond 50 points is cut off and flagged: more often a data error
 * or a corporate action than a market. Weights re-add to 10,000. Source: rebalancing planner (US), core metric 1 and edge cases.
 */
import { addCents, allocate, type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Account, ModelPortfolio, Security } from '../../../shared/model/book.ts'
import type { Drift } from '../../../shared/model/review.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { exactMoney, percent } from '../../../shared/present/format.ts'
import { modelOf, modelsFollowed } from '../model/model-of.ts'
import { isPlainSlot, type Slot, slotsOf } from '../model/slots.ts'
import { mostDrift } from '../planner/drift-metrics.ts'
import { type Counted, count, membersOf } from './counted.ts'

const whole = 10_000 as Cents
const outlier = mostDrift * whole

export interface DriftFacts {
  readonly snapshot: Snapshot
  /** Of the snapshot: all, or those whose drift is asked for. */
  readonly accounts: readonly Account[]
  readonly groupOf: (security: SecurityId) => string
  readonly securityOf: (security: SecurityId) => Security
  /** Value of each holding; null where it has no price. */
  readonly holdings: readonly { readonly account: AccountId; readonly security: SecurityId; readonly value: Cents | null }[]
}

/** A row in the making. */
interface Row {
  readonly security: SecurityId
  /** Line of a model; null where no model asks for it. */
  readonly slot: Slot | null
  value: Cents
  target: Cents
  /** Band in cents of the portfolio, so that bands of several models average by weight. */
  band: number
  readonly counted: Counted
  readonly flags: string[]
}

/** Targets must sum to 10,000: anything else is a mistake somewhere, and no drift from it means anything. */
export function weightsOff(model: ModelPortfolio): number {
  return model.targets.reduce((sum, target) => sum + target.weight, 0) - whole
}

export function driftOf(facts: DriftFacts): Drift {
  const flags: string[] = []
  const value = addCents(
    sumCents(facts.holdings.map(holding => holding.value ?? noCents)),
    sumCents(facts.accounts.map(account => account.cash ?? noCents)),
  )
  const unpriced = facts.holdings.filter(holding => holding.value === null).map(holding => facts.securityOf(holding.security).symbol)
  if (unpriced.length > 0) flags.push(`no price, left out: ${[...new Set(unpriced)].join(', ')}`)
  for (const model of modelsFollowed(facts.snapshot, facts.accounts)) {
    const off = weightsOff(model)
    if (off !== 0) flags.push(`targets of ${model.name} sum to ${percent(whole + off)}, not 100 %: no drift from them`)
  }
  const modelled = facts.accounts.filter(account => validModelOf(facts, account) !== null)
  if (modelled.length === 0) return withoutTarget(facts, value, [...flags, 'no target specified'])
  if (modelled.length < facts.accounts.length) {
    const others = facts.accounts.filter(account => !modelled.includes(account)).map(account => account.name)
    flags.push(`no target specified, left out: ${others.join(', ')}`)
  }
  return againstTargets(facts, modelled, value, flags)
}

function validModelOf({ snapshot }: DriftFacts, account: Account): ModelPortfolio | null {
  const model = modelOf(snapshot, account)
  return model !== null && weightsOff(model) === 0 ? model : null
}

function againstTargets(facts: DriftFacts, modelled: readonly Account[], value: Cents, flags: string[]): Drift {
  const slots = new Map<string, Row>()
  let cash = noCents
  for (const account of modelled) {
    const model = validModelOf(facts, account) as ModelPortfolio
    const held = facts.holdings.filter(holding => holding.account === account.id)
    addHeld(facts, slots, model, held)
    cash = addCents(cash, account.cash ?? noCents)
    addTargets(facts, slots, model, addCents(account.cash ?? noCents, sumCents(held.map(holding => holding.value ?? noCents))))
  }
  const rows = [...slots.values()].sort((a, b) => b.value - a.value || b.target - a.target || (a.security < b.security ? -1 : 1))
  const total = addCents(cash, sumCents(rows.map(row => row.value)))
  if (total <= 0) return { portfolio: null, value, rows: [], flags: [...flags, 'nothing of value in the accounts with targets'] }
  const weights = allocate(whole, [...rows.map(row => Math.max(0, row.value)), Math.max(0, cash)])
  const targets = allocate(whole, [...rows.map(row => row.target), 0])
  const found = rows.map((row, index) => driftRow(facts, row, weights[index] as number, targets[index] as number, total))
  const cashWeight = weights.at(-1) as number
  if (cash < 0) flags.push(`cash is overdrawn by ${exactMoney(cents(-cash))}`)
  else if (cashWeight > 0) flags.push(`cash is ${percent(cashWeight)} of the accounts with targets and has no target of its own`)
  const sum = found.reduce((total, row) => total + Math.abs(row.drift), cashWeight)
  return { portfolio: Math.round(sum / 2), value, rows: found, flags }
}

function addHeld(facts: DriftFacts, rows: Rows, model: ModelPortfolio, held: DriftFacts['holdings']): void {
  const { claimOf } = slotsOf(model, facts)
  for (const holding of held) {
    const claim = claimOf(holding.security)
    const row = rowAt(rows, holding.security, claim?.slot ?? null)
    row.value = addCents(row.value, holding.value ?? noCents)
    count(row.counted, holding.security, holding.value ?? noCents, claim?.why ?? 'named by the line')
    if (claim !== null && isPlainSlot(claim.slot) && row.security !== holding.security) {
      const flag = `counts ${facts.securityOf(holding.security).symbol} toward it`
      if (!row.flags.includes(flag)) row.flags.push(flag)
    }
  }
}

function addTargets(facts: DriftFacts, rows: Rows, model: ModelPortfolio, value: Cents): void {
  const { all } = slotsOf(model, facts)
  const parts = allocate(
    value > 0 ? value : noCents,
    all.map(({ line }) => line.weight),
  )
  all.forEach((slot, index) => {
    const row = rowAt(rows, slot.line.security, slot)
    row.target = addCents(row.target, parts[index] as Cents)
    row.band += slot.line.band * Math.max(0, value)
  })
}

type Rows = Map<string, Row>

/** A row that a line of any model has is that line's, also where an account with another model holds the security without a line for it. */
function rowAt(rows: Rows, security: SecurityId, slot: Slot | null): Row {
  const key = slot?.key ?? security
  const known = rows.get(key)
  if (known !== undefined && (slot === null || known.slot !== null)) return known
  const row: Row = {
    ...(known ?? { security: slot?.line.security ?? security, value: noCents, target: noCents, band: 0, counted: new Map(), flags: [] }),
    slot,
  }
  rows.set(key, row)
  return row
}

function driftRow(facts: DriftFacts, row: Row, weight: number, target: number, total: Cents): Drift['rows'][number] {
  const band = Math.round(row.band / total)
  const exact = weight - target
  const drift = Math.max(-outlier, Math.min(outlier, exact))
  const flags = [...row.flags]
  if (row.target === 0) flags.push('no target specified')
  if (drift !== exact) flags.push(`drift of ${percent(exact)} cut off at 50 %: check for a data error or a corporate action`)
  const outside = row.target > 0 && Math.abs(exact) > band
  return { ...namesOf(facts, row, flags), value: row.value, weight, target, band, drift, outside, flags }
}

/** A line of several securities goes by its own name, opens to what counts toward it, and says which security stands for it where only one can. */
function namesOf({ securityOf }: DriftFacts, { security, slot, counted }: Row, flags: string[]) {
  const { symbol, name, assetClass } = securityOf(security)
  if (slot === null || isPlainSlot(slot)) return { security, symbol, name, assetClass }
  const { counts, members } = slot.line
  const others = [...counted.keys()].filter(each => each !== security).length
  if (others > 0) flags.push(`risk and cost are reckoned as those of ${symbol}`)
  return {
    security,
    symbol: slot.name,
    name: `${counts ? `${lineWords[counts.kind]}: ` : ''}${(members ?? [{ security }]).map(each => securityOf(each.security).symbol).join(', ')}`,
    assetClass: counts?.kind === 'asset-class' ? counts.of : assetClass,
    slot: slot.key,
    members: membersOf(counted, securityOf),
  }
}

const lineWords = { 'asset-class': 'Asset class', sector: 'Sector', factor: 'Factor' } as const

function withoutTarget(facts: DriftFacts, value: Cents, flags: string[]): Drift {
  const slots: Rows = new Map()
  for (const holding of facts.holdings) {
    const slot = rowAt(slots, holding.security, null)
    slot.value = addCents(slot.value, holding.value ?? noCents)
  }
  const rows = [...slots.values()].sort((a, b) => b.value - a.value || (a.security < b.security ? -1 : 1))
  const cash = sumCents(facts.accounts.map(account => account.cash ?? noCents))
  const weights = allocate(value > 0 ? whole : noCents, [...rows.map(row => row.value), Math.max(0, cash)])
  return {
    portfolio: null,
    value,
    flags,
    rows: rows.map((row, index) => {
      const { symbol, name, assetClass } = facts.securityOf(row.security)
      const weight = weights[index] as number
      return {
        security: row.security,
        symbol,
        name,
        assetClass,
        value: row.value,
        weight,
        target: 0,
        band: 0,
        drift: 0,
        outside: false,
        flags: ['no target specified'],
      }
    }),
  }
}
