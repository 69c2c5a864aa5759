/**
 * One party's rows of a sale laid over another's. Both tell of the same shares but may cut them differently; figures are shared out by shares inside
 * what both call one lot, and where they do not agree on the lots, over the whole sale. Parts re-add to the cent.
 */
import { allocate, type Cents, cents, sumCents } from '../../../shared/kernel/cents.ts'
import type { Term } from '../../../shared/model/ledger.ts'
import type { SaleResult } from '../../../shared/model/tax-year.ts'

/** A row of the other party. `key` names what both call one lot: its id, or its day of purchase. */
export interface Told extends SaleResult {
  readonly key: string
  readonly shares: number
}

interface Place {
  readonly key: string
  readonly shares: number
}

export interface SharedOut {
  /** One a place; null where the two tell of different numbers of shares. */
  readonly results: readonly (SaleResult | null)[]
  /** The other party relieved other lots, so that only the sale as a whole can be compared. */
  readonly otherLots: boolean
}

export function shareOut(told: readonly Told[], places: readonly Place[]): SharedOut {
  const byLot = Map.groupBy(told, row => row.key)
  const wanted = Map.groupBy(places, place => place.key)
  const sameLots = byLot.size === wanted.size && [...wanted].every(([key, list]) => total(list) === total(byLot.get(key) ?? []))
  if (!sameLots) {
    const whole = total(told) === total(places) && told.length > 0 ? spread(told, places) : places.map(() => null)
    return { results: whole, otherLots: told.length > 0 }
  }
  const results = new Map<Place, SaleResult | null>()
  for (const [key, list] of wanted) {
    const shared = spread(byLot.get(key) ?? [], list)
    list.forEach((place, index) => results.set(place, shared[index] ?? null))
  }
  return { results: places.map(place => results.get(place) ?? null), otherLots: false }
}

function total(list: readonly Place[]): number {
  return list.reduce((sum, one) => sum + one.shares, 0)
}

function spread(told: readonly Told[], places: readonly Place[]): SaleResult[] {
  const paired = told.length === places.length && told.every((row, index) => row.shares === places[index]?.shares)
  if (paired) return told.map(({ basis, disallowed, recognized, term }) => ({ basis, disallowed, recognized, term }))
  const parts = places.map(place => place.shares)
  const known = (of: (row: Told) => Cents | null): (Cents | null)[] => {
    const amounts = told.map(of)
    if (amounts.some(amount => amount === null)) return places.map(() => null)
    return allocate(sumCents(amounts as Cents[]), parts)
  }
  const [bases, disallowed, recognized] = [known(row => row.basis), known(row => row.disallowed), known(row => row.recognized)]
  const terms = new Set(told.map(row => row.term))
  const term: Term | null = terms.size === 1 ? (told[0]?.term ?? null) : null
  return places.map((_, index) => ({
    basis: bases[index] ?? null,
    disallowed: disallowed[index] ?? cents(0),
    recognized: recognized[index] ?? null,
    term,
  }))
}
