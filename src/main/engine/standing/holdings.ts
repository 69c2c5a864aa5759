/**
 * Holdings: what an account holds of a security, from its lots; where the book has no lots, from the custodian's position (then the total is known, its lots
 * are not). One security under two names is one holding, under the name its lots use. Values are the sums of the lots' values, so that parts re-add.
 */
import { addCents, type Cents, noCents } from '../../../shared/kernel/cents.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import { addShares, noShares, type Shares } from '../../../shared/kernel/shares.ts'
import type { Position } from '../../../shared/model/book.ts'
import type { OpenLot } from '../../../shared/model/ledger.ts'
import type { PriceAt, Standing } from './standing.ts'

export interface Holding {
  readonly account: AccountId
  readonly security: SecurityId
  readonly shares: Shares
  /** 0: only the custodian's position is known. */
  readonly lots: number
  readonly price: PriceAt | null
  /** null without a price. */
  readonly value: Cents | null
  /** null where the basis of any part is unknown. */
  readonly basis: Cents | null
  readonly reinvest: boolean | null
  /** Shares of the position less shares of the lots; null where there is no position to hold them against. */
  readonly unreconciled: Shares | null
}

export function holdingsOf(standing: Standing): Holding[] {
  const keyOf = (fact: { readonly account: AccountId; readonly security: SecurityId }) =>
    `${fact.account}\n${standing.sameOf(fact.security)}`
  const lots = Map.groupBy(standing.lots, keyOf)
  const positions = new Map(standing.snapshot.positions.map(position => [keyOf(position), position]))
  const keys = new Set([...lots.keys(), ...positions.keys()])
  return [...keys]
    .map(key => holdingOf(standing, lots.get(key) ?? [], positions.get(key)))
    .filter(holding => holding !== null)
    .sort((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : a.security < b.security ? -1 : 1))
}

function holdingOf(standing: Standing, lots: readonly OpenLot[], position: Position | undefined): Holding | null {
  const [first] = lots
  const named = first ?? position
  if (named === undefined || (first === undefined && position?.shares === noShares)) return null
  const price = standing.priceOf(named.security)
  const held = first === undefined ? (position?.shares ?? noShares) : lots.reduce((sum, lot) => addShares(sum, lot.shares), noShares)
  const parts = first === undefined ? [held] : lots.map(lot => lot.shares)
  return {
    account: named.account,
    security: named.security,
    shares: held,
    lots: lots.length,
    price,
    value: price === null ? null : parts.reduce((sum, part) => addCents(sum, marketValue(part, price.price)), noCents),
    basis: first === undefined ? (position?.basis ?? null) : sumOrUnknown(lots),
    reinvest: position?.reinvest ?? null,
    unreconciled: standing.unreconciledOf(named.account, named.security),
  }
}

/** One lot of unknown basis makes the sum unknown: a part is not the whole. */
function sumOrUnknown(lots: readonly OpenLot[]): Cents | null {
  return lots.reduce<Cents | null>((sum, lot) => (sum === null || lot.basis === null ? null : addCents(sum, lot.basis)), noCents)
}
