/** A household's own screen: its people and accounts, its holdings with what the custodian says beside what the lots say, and its review. */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import { addCents, type Cents, noCents, subtractCents } from '../../shared/kernel/cents.ts'
import { marketValue } from '../../shared/kernel/price.ts'
import { addShares, noShares, subtractShares } from '../../shared/kernel/shares.ts'
import type { Restriction } from '../../shared/model/book.ts'
import type { OpenLot } from '../../shared/model/ledger.ts'
import type { Review } from '../../shared/model/review.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import type { HoldingRow, HouseholdView } from '../../shared/model/views.ts'
import type { Reviewer } from './reviews.ts'
import type { SnapshotLoader } from './snapshot.ts'

type Given = z.output<(typeof methods)['household.view']['input']>

export function householdHandlers(snapshots: SnapshotLoader, reviews: Reviewer) {
  return {
    'household.view': (given: Given): HouseholdView => {
      const loaded = snapshots.load(given.household, given.asOf)
      const { snapshot } = loaded
      const review = reviews.of(loaded)
      return {
        household: snapshot.household,
        people: snapshot.people,
        accounts: snapshot.accounts,
        taxProfile: snapshot.taxProfile,
        models: snapshot.models,
        restrictions: snapshot.restrictions,
        cashNeeds: snapshot.cashNeeds,
        securities: snapshot.securities,
        holdings: holdingRows(snapshot, review),
        review,
      }
    },
  }
}

/** One row an account and security that has lots or a position; sorted by account, then by value. */
export function holdingRows(snapshot: Snapshot, review: Review): HoldingRow[] {
  const lots = Map.groupBy(review.lots, lot => `${lot.account}|${lot.security}`)
  const positions = new Map(
    snapshot.positions
      .filter(position => position.shares !== noShares)
      .map(position => [`${position.account}|${position.security}`, position]),
  )
  const keys = [...new Set([...lots.keys(), ...positions.keys()])]
  const order = new Map(snapshot.accounts.map((account, index) => [account.id as string, index]))
  return keys
    .map(key => holdingRow(snapshot, key, lots.get(key) ?? [], positions.get(key)))
    .filter(row => row !== undefined)
    .sort(
      (a, b) =>
        (order.get(a.account) ?? 0) - (order.get(b.account) ?? 0) || (b.value ?? 0) - (a.value ?? 0) || (a.symbol < b.symbol ? -1 : 1),
    )
}

function holdingRow(
  snapshot: Snapshot,
  key: string,
  lots: readonly OpenLot[],
  position: Snapshot['positions'][number] | undefined,
): HoldingRow | undefined {
  const [accountId, securityId] = key.split('|')
  const account = snapshot.accounts.find(each => each.id === accountId)
  const security = snapshot.securities.find(each => each.id === securityId)
  if (!account || !security) return undefined
  const price = snapshot.prices.find(row => row.security === security.id)
  const held = lots.length > 0 ? addShares(...lots.map(lot => lot.shares)) : (position?.shares ?? noShares)
  const basis = lots.length > 0 ? sumOrUnknown(lots) : (position?.basis ?? null)
  const value = price ? marketValue(held, price.price) : null
  return {
    account: account.id,
    accountName: account.name,
    security: security.id,
    symbol: security.symbol,
    name: security.name,
    assetClass: security.assetClass,
    shares: held,
    lots: lots.length,
    price: price?.price ?? null,
    priceAsOf: price?.date ?? null,
    value,
    basis,
    gain: value === null || basis === null ? null : subtractCents(value, basis),
    reinvest: position?.reinvest ?? null,
    unreconciled: position ? subtractShares(position.shares, lots.length > 0 ? held : noShares) : null,
    restriction: restrictionWords(snapshot.restrictions.find(each => applies(each, snapshot, account.id, security.id))),
  }
}

/** One lot of unknown basis makes the sum unknown: a part is not the whole. */
function sumOrUnknown(lots: readonly OpenLot[]): Cents | null {
  return lots.some(lot => lot.basis === null) ? null : addCents(noCents, ...lots.map(lot => lot.basis ?? noCents))
}

function applies(restriction: Restriction, snapshot: Snapshot, account: string, security: string): boolean {
  return (
    restriction.security === security &&
    (restriction.account === null || restriction.account === account) &&
    (restriction.expires === null || restriction.expires >= snapshot.asOf)
  )
}

function restrictionWords(restriction: Restriction | undefined): string | null {
  if (!restriction) return null
  const words = { 'never-sell': 'never sell', 'never-buy': 'never buy', 'do-not-trade': 'do not trade' }[restriction.kind]
  return `${words}: ${restriction.reason}`
}
