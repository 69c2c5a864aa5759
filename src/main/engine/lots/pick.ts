/**
 * Lots for one proposed sale: what a relief method would take, and every method side by side. Picks are frozen on a ticket before the trade, because HIFO,
 * LIFO and MINTAX are specific identification and must be named by settlement (Reg. 1.1012-1(c)(8)). Average basis is for fund shares only.
 */
import { allocate, type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { LotId } from '../../../shared/kernel/id.ts'
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import { decimalFromShares, type Shares, shares, subtractShares } from '../../../shared/kernel/shares.ts'
import type { ReliefMethod } from '../../../shared/model/book.ts'
import type { Law } from '../../../shared/model/law.ts'
import type { LotPick, OpenLot, Term } from '../../../shared/model/ledger.ts'
import { averageOf } from './average-rounding.ts'
import { basisForShares, type GiftableLot } from './gift.ts'
import { termOf } from './holding-period.ts'
import { inReliefOrder, needsPrice } from './relief.ts'

export interface PickContext {
  readonly date: CivilDate
  /** null: no price is known. */
  readonly price: Price | null
  /** Lots named by hand, for SPECID. */
  readonly picks?: readonly LotPick[]
  /** How the average of a share is rounded; exact where left out. */
  readonly averageRounding?: Law['averageRounding']
  /** Only shares of mutual funds and of dividend reinvestment plans may be averaged: Reg. 1.1012-1(e). */
  readonly averageAllowed?: boolean
}

/** One lot's part of a sale. null: unknown, because basis, date or price is. */
export interface SoldLot {
  readonly lot: LotId
  readonly shares: Shares
  readonly proceeds: Cents | null
  readonly basis: Cents | null
  readonly gain: Cents | null
  readonly term: Term | null
}

/** `lots` are those of one account and security. */
export function pickLots(method: ReliefMethod, lots: readonly GiftableLot[], wanted: Shares, context: PickContext): Outcome<LotPick[]> {
  const held = sumOfShares(lots)
  if (wanted <= 0)
    return refused({
      code: 'input/shares',
      what: 'A sale needs a quantity above zero.',
      where: 'shares',
      remedy: 'Enter the shares to sell.',
    })
  if (wanted > held) {
    return refused({
      code: 'rule/short-of-lots',
      what: `${decimalFromShares(wanted)} shares asked, ${decimalFromShares(held)} held.`,
      where: 'shares',
      remedy: 'Sell fewer shares, or import the lots that are missing.',
    })
  }
  if (method === 'SPECID') return namedLots(lots, wanted, context.picks ?? [])
  if (method === 'AVERAGE' && context.averageAllowed !== true) {
    return refused({
      code: 'rule/average-not-allowed',
      what: 'Average basis is for shares of mutual funds and dividend reinvestment plans (Reg. §1.1012-1(e)).',
      where: 'method',
      remedy: 'Choose another method.',
    })
  }
  if (needsPrice(method) && context.price === null) {
    return refused({
      code: 'data/no-price',
      what: `${method} orders lots by gain and needs a price.`,
      where: 'price',
      remedy: 'Import or enter a price.',
    })
  }
  return done(takeInOrder(method, lots, wanted, context))
}

function takeInOrder(method: ReliefMethod, lots: readonly GiftableLot[], wanted: Shares, context: PickContext): LotPick[] {
  const oldestFirst = lots.toSorted(byAge)
  const ages = new Map<string, number>()
  for (const lot of oldestFirst) if (!ages.has(wholeLot(lot.id))) ages.set(wholeLot(lot.id), ages.size)
  const items = oldestFirst.map(lot => ({
    age: ages.get(wholeLot(lot.id)) ?? 0,
    rate: lot.basis === null ? Number.NaN : lot.basis / lot.shares,
    long: lot.origin === 'inherited' ? true : lot.holdingFrom === null ? null : termOf(lot.holdingFrom, context.date) === 'long',
    given: lot.gift === undefined ? null : { rate: lot.gift.value / lot.shares, long: termOf(lot.gift.day, context.date) === 'long' },
    lot,
  }))
  // cents for a millionth of a share: the unit of the rates above
  const price = context.price === null ? Number.NaN : context.price / 1e10
  const picks: LotPick[] = []
  let open = wanted
  for (const { lot } of inReliefOrder(items, method, price)) {
    if (open === 0) break
    const part = shares(Math.min(open, lot.shares))
    picks.push({ lot: lot.id, shares: part })
    open = subtractShares(open, part)
  }
  return picks
}

/** Pieces of one lot are named `id`, `id#2` … */
function wholeLot(id: string): string {
  return id.replace(/#\d+$/, '')
}

/** By actual purchase date; lots of one day keep the order in which they are given, which is that of execution. Unknown dates count as the oldest. */
function byAge(a: OpenLot, b: OpenLot): number {
  const [left, right] = [a.acquired ?? '', b.acquired ?? '']
  return left < right ? -1 : left > right ? 1 : 0
}

function namedLots(lots: readonly OpenLot[], wanted: Shares, picks: readonly LotPick[]): Outcome<LotPick[]> {
  const open = new Map(lots.map(lot => [lot.id, lot.shares]))
  for (const pick of picks) {
    const held = open.get(pick.lot)
    if (held !== undefined && pick.shares > 0 && pick.shares <= held) open.set(pick.lot, subtractShares(held, pick.shares))
    else {
      return refused({
        code: 'rule/short-of-lots',
        what: `${decimalFromShares(pick.shares)} shares asked of a lot that holds ${decimalFromShares(held ?? shares(0))}.`,
        where: `lot ${pick.lot}`,
        remedy: 'Take fewer shares of this lot.',
      })
    }
  }
  const named = sumOfShares(picks)
  if (named === wanted) return done([...picks])
  return refused({
    code: 'rule/picks-do-not-add',
    what: `The lots ticked hold ${decimalFromShares(named)} of ${decimalFromShares(wanted)} shares.`,
    where: 'lots',
    remedy: 'Tick lots until they add up to the sale.',
  })
}

/** The sale lot by lot. Proceeds are shared by shares; each lot gives its share of its own basis, or of the average. */
export function soldLots(method: ReliefMethod, picks: readonly LotPick[], lots: readonly GiftableLot[], context: PickContext): SoldLot[] {
  const byId = new Map(lots.map(lot => [lot.id, lot]))
  const total = context.price === null ? null : marketValue(sumOfShares(picks), context.price)
  const proceeds = total === null ? null : inTurn(lots, picks, turns => allocate(total, turns))
  const rounding = context.averageRounding ?? 'exact'
  const averages = method === 'AVERAGE' ? averageBasis(lots, picks, rounding) : null
  return picks.map((pick, index) => {
    const lot = byId.get(pick.lot)
    if (lot === undefined) throw new RangeError(`no such lot: ${pick.lot}`)
    const received = proceeds?.[index] ?? null
    const own = basisForShares(lot, pick.shares, received)
    const basis = method === 'AVERAGE' ? (averages?.[index] ?? null) : own.basis
    const term = lot.origin === 'inherited' ? 'long' : own.holdingFrom === null ? null : termOf(own.holdingFrom, context.date)
    const gain = received === null || basis === null ? null : ((received - basis) as Cents)
    return { lot: pick.lot, shares: pick.shares, proceeds: received, basis, gain, term }
  })
}

/** Cents are divided in the order of the lots, oldest first, as a booked sale divides them (dispose.ts), whatever the order of the picks. */
function inTurn(lots: readonly OpenLot[], picks: readonly LotPick[], divide: (counts: readonly Shares[]) => Cents[]): Cents[] {
  const place = new Map(lots.map((lot, index) => [lot.id, index]))
  const turns = picks.map((_, index) => index).sort((a, b) => placeOf(picks[a]) - placeOf(picks[b]))
  const parts = divide(turns.map(turn => picks[turn]?.shares ?? shares(0)))
  const result: Cents[] = []
  for (const [at, turn] of turns.entries()) result[turn] = parts[at] as Cents
  return result

  function placeOf(pick: LotPick | undefined): number {
    return pick === undefined ? 0 : (place.get(pick.lot) ?? 0)
  }
}

function averageBasis(lots: readonly OpenLot[], picks: readonly LotPick[], rounding: Law['averageRounding']): Cents[] | null {
  let pool = 0
  for (const lot of lots) {
    if (lot.basis === null) return null
    pool += lot.basis
  }
  const basis = cents(averageOf(pool, sumOfShares(lots), sumOfShares(picks), rounding))
  return inTurn(lots, picks, counts => allocate(basis, counts))
}

function sumOfShares(parts: readonly { readonly shares: Shares }[]): Shares {
  return parts.reduce((sum, part) => shares(sum + part.shares), shares(0))
}
