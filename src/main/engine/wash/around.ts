/**
 * What surrounds a sale of a group on a day, in order of purchase: laid out once for the group and day and kept, so that a verdict reads only the
 * purchases it needs and a review of thousands of lots of one holding stays near linear.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { noShares, type shares, subtractShares } from '../../../shared/kernel/shares.ts'
import { type GroupEvidence, type HeldLot, type HouseholdEvidence, type PlannedTrade, treatmentIn } from './evidence.ts'
import type { Purchase } from './reasons.ts'
import { inWindow } from './window.ts'

export interface Replacement extends Purchase {
  readonly identity: string
  readonly verb: string
  /** Bought in the window and sold again, on this day: counts only where the firm reads the regulation to the letter. */
  readonly sold?: CivilDate
  /** The held lot or the planned purchase; null: bought, but not held apart. */
  readonly from: LotId | PlannedTrade | null
  /** The calls whose right it is. */
  readonly rightOf?: LotId
  /** Place in the order of execution; what is still to come follows all that is in the records. */
  readonly order: number
}

export interface WindowEvidence {
  /** Purchases that can replace, oldest first. */
  readonly replacements: readonly Replacement[]
  /** For each of them, where the next one of another purchase stands. */
  readonly ends: readonly number[]
  /** Of those, planned ones of which nobody knows the shares: told, and they take none. */
  readonly undecided: readonly Replacement[]
  /** Purchases of a 401(k): shown and never decided. */
  readonly unsettled: readonly Replacement[]
  /** Shares that a transfer brought in and that were bought inside the window, nobody knows where: shown and never decided. */
  readonly broughtIn: readonly HeldLot[]
  /** Days on which several accounts bought, one where a loss would be lost and one where it would not: their order decides, and is not in the records. */
  readonly tied: ReadonlySet<CivilDate>
  readonly held: ReadonlyMap<LotId, HeldLot>
  /** Shares before it in the holding, which stands in the order of acquisition. */
  readonly places: ReadonlyMap<LotId, number>
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
  const all = [...heldReplacements(date, group, evidence), ...soldPurchases(date, group), ...laterPurchases(date, group)].sort(byPurchase)
  const isUnsettled = ({ account }: Replacement) => treatmentIn(evidence, account) === 'unsettled'
  const holdings = new Map<string, number>()
  for (const lot of group.lots) {
    const key = holdingOf(lot.account, lot.security)
    holdings.set(key, (holdings.get(key) ?? 0) + freeShares(lot))
  }
  const replacements = all.filter(each => !isUnsettled(each))
  const around = {
    replacements,
    ends: runEnds(replacements),
    undecided: replacements.filter(each => each.shares === null),
    unsettled: all.filter(isUnsettled),
    broughtIn: group.lots.filter(
      lot => lot.origin === 'transfer' && lot.acquired !== null && lot.matching?.replaces === false && inWindow(date, lot.acquired),
    ),
    tied: tiedDays(replacements, evidence),
    held: new Map(group.lots.map(lot => [lot.id, lot])),
    places: placesOf(group.lots),
    undated: group.lots.filter(lot => lot.acquired === null),
    holdings,
  }
  days.set(date, around)
  return around
}

function placesOf(lots: readonly HeldLot[]): Map<LotId, number> {
  const places = new Map<LotId, number>()
  let before = 0
  for (const { id, shares: count } of lots) {
    places.set(id, before)
    before += count
  }
  return places
}

export function holdingOf(account: AccountId, security: SecurityId): string {
  return `${account}\n${security}`
}

/** Shares of a lot that are spoken for by no ticket. */
export function freeShares(lot: HeldLot): ReturnType<typeof shares> {
  return subtractShares(lot.shares, lot.spoken ?? noShares)
}

/** Purchases of the window before the sale that are still held and have not replaced other loss shares yet. */
function heldReplacements(date: CivilDate, group: GroupEvidence, evidence: HouseholdEvidence): Replacement[] {
  const found: Replacement[] = []
  for (const [index, lot] of group.lots.entries()) {
    const came = lot.matching?.came ?? lot.acquired
    if (came === null || came > date || !inWindow(date, came) || freeShares(lot) <= 0 || !mayReplace(lot, evidence)) continue
    const { account, security, id } = lot
    const order = lot.matching?.order ?? index
    found.push({ account, security, date: came, shares: freeShares(lot), identity: identityOf(lot), verb: 'bought', from: id, order })
  }
  for (const lot of group.rights ?? []) {
    const { account, right } = lot
    const came = lot.matching?.came ?? lot.acquired
    if (right === undefined || came === null || came > date || !inWindow(date, came)) continue
    const order = lot.matching?.order ?? 0
    const identity = identityOf(lot)
    found.push({ account, ...right, date: came, identity, verb: 'bought calls on', from: null, rightOf: lot.id, order })
  }
  return found
}

/** As booked; a plan of which nobody knows whether it counts replaces nothing there, and is told all the same. */
function mayReplace(lot: HeldLot, evidence: HouseholdEvidence): boolean {
  if (lot.matching !== undefined && treatmentIn(evidence, lot.account) !== 'unsettled') return lot.matching.replaces
  const bought = lot.origin === 'purchase' || lot.origin === 'drip' || (lot.origin === 'statement' && lot.acquired !== null)
  return bought && lot.washAdjustment <= 0
}

/** Purchases of the window before the sale as far as they are held no more: BookingPolicy.soldSharesReplace. */
function soldPurchases(day: CivilDate, group: GroupEvidence): Replacement[] {
  return group.soldAgain
    .filter(({ bought, sold, shares: count }) => sold < day && inWindow(day, bought) && count > 0)
    .map(({ account, security, bought, sold, shares: count, purchase, order }) => {
      return {
        account,
        security,
        date: bought,
        shares: count,
        identity: purchase,
        verb: 'bought, and sold since,',
        from: null,
        sold,
        order,
      }
    })
}

/** Later than whatever is in the records. */
const toCome = 2 ** 50

function laterPurchases(day: CivilDate, group: GroupEvidence): Replacement[] {
  const found: Replacement[] = []
  for (const [index, { account, security, date, shares: count, from, source }] of group.acquisitions.entries()) {
    if (date === null || date <= day || !inWindow(day, date)) continue
    const verb = source === 'merger' ? 'received' : 'bought'
    found.push({ account, security, date, shares: count, identity: from, verb, from: null, order: toCome / 2 + index })
  }
  for (const [index, plan] of group.plannedBuys.entries()) {
    const verb = plan.ticket === undefined ? 'is to buy' : `is to buy, on ticket ${plan.ticket},`
    if (inWindow(day, plan.date)) found.push({ ...plan, identity: `plan ${index}`, verb, from: plan, order: toCome + index })
  }
  return found
}

/** Pieces of one lot (`id#2`), parts of it moved to another account, and fills of one order are one purchase. */
export function identityOf(lot: HeldLot): string {
  if (lot.purchase !== undefined) return lot.purchase
  return lot.orderGroup === null ? lot.id.replace(/#\d+$/, '') : `${lot.account} order ${lot.orderGroup}`
}

export function byPurchase(a: Replacement, b: Replacement): number {
  return compareDates(a.date, b.date) || a.order - b.order
}

function runEnds(replacements: readonly Replacement[]): number[] {
  const ends: number[] = []
  for (let at = replacements.length - 1; at >= 0; at -= 1) {
    ends[at] = replacements[at]?.identity === replacements[at + 1]?.identity ? (ends[at + 1] as number) : at + 1
  }
  return ends
}

function tiedDays(replacements: readonly Replacement[], evidence: HouseholdEvidence): Set<CivilDate> {
  const kinds = new Map<CivilDate, string>()
  const tied = new Set<CivilDate>()
  const apart = evidence.policy.separateFilers
  for (const { account, date } of replacements) {
    const kind = `${treatmentIn(evidence, account)} ${apart.get(account) ?? ''}`
    if ((kinds.get(date) ?? kind) !== kind) tied.add(date)
    kinds.set(date, kind)
  }
  return tied
}

/** A date nobody knows counts as the oldest. */
export function compareDates(a: CivilDate | null | undefined, b: CivilDate | null | undefined): number {
  const [left, right] = [a ?? '', b ?? '']
  return left < right ? -1 : left > right ? 1 : 0
}
