/**
 * What surrounds a sale of a group on a day, in order of purchase: laid out once for the group and day and kept, so that a verdict reads only the
 * purchases it needs and a review of thousands of lots of one holding stays near linear.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import { type GroupEvidence, type HeldLot, type HouseholdEvidence, type PlannedTrade, treatmentIn } from './evidence.ts'
import type { Purchase } from './reasons.ts'
import { inWindow } from './window.ts'

export interface Replacement extends Purchase {
  readonly identity: string
  readonly verb: string
  /** Bought in the window and sold again: counts only where the firm reads the regulation to the letter. */
  readonly sold?: boolean
  /** The held lot or the planned purchase; null: bought, but not held apart. */
  readonly from: LotId | PlannedTrade | null
}

export interface WindowEvidence {
  /** Purchases that can replace, oldest first. */
  readonly replacements: readonly Replacement[]
  /** Purchases of a 401(k): shown and never decided. */
  readonly unsettled: readonly Replacement[]
  readonly held: ReadonlyMap<LotId, HeldLot>
  readonly undated: readonly HeldLot[]
  /** Shares by account and security. */
  readonly holdings: ReadonlyMap<string, number>
}

const kept = new WeakMap<GroupEvidence, Map<CivilDate, WindowEvidence>>()

export function windowOf(date: CivilDate, group: GroupEvidence, evidence: HouseholdEvidence): WindowEvidence {
  const days = kept.get(group) ?? new Map<CivilDate, WindowEvidence>()
  kept.set(group, days)
  const known = days.get(date)
  if (known) return known
  const sold = evidence.policy.soldSharesReplace ? soldPurchases(date, group) : []
  const all = [...heldReplacements(date, group), ...sold, ...laterPurchases(date, group)].sort(byDate(evidence))
  const isUnsettled = ({ account }: Replacement) => treatmentIn(evidence, account) === 'unsettled'
  const holdings = new Map<string, number>()
  for (const { account, security, shares } of group.lots) {
    const key = holdingOf(account, security)
    holdings.set(key, (holdings.get(key) ?? 0) + shares)
  }
  const around = {
    replacements: all.filter(each => !isUnsettled(each)),
    unsettled: all.filter(isUnsettled),
    held: new Map(group.lots.map(lot => [lot.id, lot])),
    undated: group.lots.filter(lot => lot.acquired === null),
    holdings,
  }
  days.set(date, around)
  return around
}

export function holdingOf(account: AccountId, security: SecurityId): string {
  return `${account}\n${security}`
}

/** Purchases of the window before the sale that are still held and have not replaced other loss shares yet. */
function heldReplacements(date: CivilDate, group: GroupEvidence): Replacement[] {
  const found: Replacement[] = []
  for (const lot of group.lots) {
    if (!isPurchase(lot) || lot.acquired === null || lot.acquired > date || !inWindow(date, lot.acquired) || lot.shares <= 0) continue
    if (lot.replaced ?? lot.washAdjustment > 0) continue
    const { account, security, acquired, id } = lot
    found.push({ account, security, date: acquired, shares: lot.shares, identity: identityOf(lot), verb: 'bought', from: id })
  }
  for (const lot of group.rights ?? []) {
    const { account, acquired, right } = lot
    if (right === undefined || acquired === null || acquired > date || !inWindow(date, acquired)) continue
    found.push({ account, ...right, date: acquired, identity: identityOf(lot), verb: 'bought calls on', from: null })
  }
  return found
}

/** Purchases of the window before the sale as far as they are held no more: BookingPolicy.soldSharesReplace. */
function soldPurchases(day: CivilDate, group: GroupEvidence): Replacement[] {
  const held = new Map<string, number>()
  for (const lot of group.lots) {
    const id = lot.id.replace(/#\d+$/, '')
    held.set(id, (held.get(id) ?? 0) + lot.shares)
  }
  const found: Replacement[] = []
  for (const { account, security, date, shares: count, from, source } of group.acquisitions) {
    if (source === 'statement' || date === null || date >= day || !inWindow(day, date)) continue
    const gone = count - (held.get(from) ?? 0)
    if (gone > 0)
      found.push({ account, security, date, shares: shares(gone), identity: from, verb: 'bought, and sold since,', from: null, sold: true })
  }
  return found
}

function laterPurchases(day: CivilDate, group: GroupEvidence): Replacement[] {
  const found: Replacement[] = []
  for (const { account, security, date, shares: count, from, source } of group.acquisitions) {
    if (date === null || date <= day || !inWindow(day, date)) continue
    found.push({ account, security, date, shares: count, identity: from, verb: source === 'merger' ? 'received' : 'bought', from: null })
  }
  for (const [index, plan] of group.plannedBuys.entries()) {
    const verb = plan.ticket === undefined ? 'is to buy' : `is to buy, on ticket ${plan.ticket},`
    if (inWindow(day, plan.date)) found.push({ ...plan, identity: `plan ${index}`, verb, from: plan })
  }
  return found
}

/** A transfer creates no acquisition but proves one: what it brings in was bought on the day it states, in an account the book may not know. */
function isPurchase(lot: HeldLot): boolean {
  return lot.origin === 'purchase' || lot.origin === 'drip' || lot.origin === 'statement' || lot.origin === 'transfer'
}

/** Pieces of one lot (`id#2`), parts of it moved to another account, and fills of one order are one purchase. */
export function identityOf(lot: HeldLot): string {
  if (lot.purchase !== undefined) return lot.purchase
  return lot.orderGroup === null ? lot.id.replace(/#\d+$/, '') : `${lot.account} order ${lot.orderGroup}`
}

/** Purchases of one day in several accounts have no known order: the worst is told, that the IRA bought first and takes the loss for good. */
function byDate(evidence: HouseholdEvidence): (a: Replacement, b: Replacement) => number {
  const rank = ({ account }: Replacement) => (treatmentIn(evidence, account) === 'sheltered' ? 0 : 1)
  return (a, b) => compareDates(a.date, b.date) || rank(a) - rank(b) || (a.identity < b.identity ? -1 : 1)
}

/** A date nobody knows counts as the oldest. */
export function compareDates(a: CivilDate | null | undefined, b: CivilDate | null | undefined): number {
  const [left, right] = [a ?? '', b ?? '']
  return left < right ? -1 : left > right ? 1 : 0
}
