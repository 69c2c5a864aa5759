/** A household's own screen: its people and accounts, its holdings with what the custodian says beside what the lots say, and its review. */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import { subtractCents } from '../../shared/kernel/cents.ts'
import type { TradeBar } from '../../shared/model/book.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import { usualFlowDays } from '../../shared/model/usual-flows.ts'
import type { HoldingRow, HouseholdView } from '../../shared/model/views.ts'
import type { WhenView } from '../../shared/model/when.ts'
import { sleevesOf } from '../engine/drift/sleeve-drift.ts'
import { holdingsOf } from '../engine/standing/holdings.ts'
import { standingOf } from '../engine/standing/standing.ts'
import { whenOf } from '../engine/when/household-when.ts'
import type { DeskContext } from './context.ts'
import type { Reviewer } from './reviews.ts'
import type { SnapshotLoader } from './snapshot.ts'
import { weighingOf } from './weighing.ts'

type Given = z.output<(typeof methods)['household.view' | 'when.view']['input']>

export function householdHandlers(context: DeskContext, snapshots: SnapshotLoader, reviews: Reviewer) {
  return {
    'household.view': (given: Given): HouseholdView => {
      const loaded = snapshots.load(given.household, given.asOf)
      const { snapshot } = loaded
      const review = reviews.of(loaded)
      return {
        household: snapshot.household,
        people: snapshot.people,
        accounts: snapshot.accounts,
        ...cashNowOf(snapshot),
        taxProfile: snapshot.taxProfile,
        models: snapshot.models,
        restrictions: snapshot.restrictions,
        ...(snapshot.limits === undefined ? {} : { limits: snapshot.limits }),
        ...(snapshot.settings.limits === undefined ? {} : { firmLimits: snapshot.settings.limits }),
        cashNeeds: [...snapshot.cashNeeds, ...(snapshot.deposits ?? [])],
        sleeves: snapshot.accounts.flatMap(account => sleevesOf(standingOf(snapshot), account)?.rows ?? []),
        flowDays: snapshot.settings.flowDays ?? usualFlowDays,
        securities: snapshot.securities,
        holdings: holdingRows(snapshot),
        review,
      }
    },
    'when.view': (given: Given): WhenView => {
      const loaded = snapshots.load(given.household, given.asOf)
      return whenOf(standingOf(loaded.snapshot), reviews.of(loaded).drift, weighingOf(context, given.household))
    },
  }
}

function cashNowOf(snapshot: Snapshot): Pick<HouseholdView, 'cashNow'> {
  const { accountOf } = standingOf(snapshot)
  const moved = snapshot.accounts.flatMap(({ id, cashAsOf }) => {
    const { cash, cashAsOf: asOf } = accountOf(id)
    return cash === null || asOf === null || asOf === cashAsOf ? [] : [{ account: id, cash, asOf }]
  })
  return moved.length === 0 ? {} : { cashNow: moved }
}

/** One row a holding; sorted by account, then by value. */
export function holdingRows(snapshot: Snapshot): HoldingRow[] {
  const order = new Map(snapshot.accounts.map((account, index) => [account.id as string, index]))
  const standing = standingOf(snapshot)
  return holdingsOf(standing)
    .map(holding => {
      const account = standing.accountOf(holding.account)
      const security = standing.securityOf(holding.security)
      const { value, basis } = holding
      return {
        account: account.id,
        accountName: account.name,
        security: security.id,
        symbol: security.symbol,
        name: security.name,
        assetClass: security.assetClass,
        shares: holding.shares,
        lots: holding.lots,
        price: holding.price?.price ?? null,
        priceAsOf: holding.price?.date ?? null,
        value,
        basis,
        gain: value === null || basis === null ? null : subtractCents(value, basis),
        reinvest: holding.reinvest,
        unreconciled: holding.unreconciled,
        restriction: restrictionWords(standing.restrictionsOf(account.id, security.id)[0]),
      }
    })
    .sort(
      (a, b) =>
        (order.get(a.account) ?? 0) - (order.get(b.account) ?? 0) || (b.value ?? 0) - (a.value ?? 0) || (a.symbol < b.symbol ? -1 : 1),
    )
}

function restrictionWords(restriction: TradeBar | undefined): string | null {
  if (!restriction) return null
  const words = { 'never-sell': 'never sell', 'never-buy': 'never buy', 'do-not-trade': 'do not trade' }[restriction.kind]
  return `${words}: ${restriction.reason}`
}
