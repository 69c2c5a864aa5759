/**
 * Everything a Snapshot needs from the book, for one household or, in one pass over each table, for all of them. The desk adds what is not stored:
 * the federal table, trading days, settings where none were saved. Securities are those the household touches, and those that could wash or
 * replace them.
 */
import { type CivilDate, yearOf } from '../../shared/kernel/civil-date.ts'
import type { HouseholdId, SecurityId } from '../../shared/kernel/id.ts'
import type { CashNeed, Relation } from '../../shared/model/book.ts'
import type { PriceHistoryRow, VixRow } from '../../shared/model/history.ts'
import { namedIn } from '../../shared/model/model-line.ts'
import type { PlanLimit } from '../../shared/model/plan-limits.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import { listAccounts } from './accounts.ts'
import type { ReadableBook } from './database.ts'
import { latestPositions, listRealized } from './holdings.ts'
import { listHouseholdLimits } from './household-limits.ts'
import { findHousehold, listHouseholds, listPeople } from './households.ts'
import { listEntries } from './ledger.ts'
import { listLocks } from './locks.ts'
import { listModels } from './models.ts'
import { findTaxProfile, listCashNeeds, listRestrictions, listTaxProfiles } from './planning.ts'
import { priceHistories, vixSeries } from './price-history.ts'
import { latestPrices, latestPricesOf } from './prices.ts'
import { listRelations, listSecurities, securitiesOf } from './securities.ts'
import { latestStatementLots } from './statements.ts'

export type SnapshotParts = Omit<Snapshot, 'asOf' | 'federal' | 'tradingDays' | 'settings'>

/** The parts of one household on a day; undefined where the book does not have it. */
export function snapshotParts(book: ReadableBook, id: HouseholdId, asOf: CivilDate): SnapshotParts | undefined {
  const household = findHousehold(book, id)
  if (household === undefined) return undefined
  const scope = { household: id }
  const relations = listRelations(book)
  const own = {
    household,
    people: listPeople(book, id),
    accounts: listAccounts(book, id),
    restrictions: listRestrictions(book, id),
    ...flowsOf(listCashNeeds(book, id)),
    ...limitsOf(listHouseholdLimits(book, id).get(id)),
    taxProfile: findTaxProfile(book, id, yearOf(asOf)) ?? null,
    entries: listEntries(book, scope),
    statementLots: latestStatementLots(book, scope, asOf),
    positions: latestPositions(book, scope, asOf).map(withoutSource),
    realized: listRealized(book, scope),
    locks: listLocks(book, id, asOf),
  }
  const models = modelsOf(own, listModels(book))
  const wanted = securitiesTouched({ ...own, models }, relations)
  return {
    ...own,
    models,
    relations: relations.filter(relation => wanted.has(relation.a) && wanted.has(relation.b)),
    securities: securitiesOf(book, wanted),
    prices: latestPricesOf(book, wanted, asOf).map(withoutSource),
    ...market(priceHistories(book, wanted, asOf), plannedOrHeld({ ...own, models }), relations, vixSeries(book, asOf)),
  }
}

/** Left out where there is nothing, so that a book without histories keeps its hashes. Covariances are of what is held or targeted; what else a substitute may be is kept apart. */
function market(
  histories: ReadonlyMap<SecurityId, PriceHistoryRow>,
  planned: ReadonlySet<SecurityId>,
  relations: readonly Relation[],
  vix: VixRow | undefined,
): Pick<SnapshotParts, 'history' | 'substituteHistory' | 'vix'> {
  const paired = new Set(relations.filter(({ kind }) => kind === 'substitute').flatMap(({ a, b }) => [a, b]))
  const rows = [...histories.values()].sort((a, b) => (a.security < b.security ? -1 : 1))
  const history = rows.filter(({ security }) => planned.has(security))
  const others = rows.filter(({ security }) => !planned.has(security) && paired.has(security))
  return {
    ...(history.length === 0 ? {} : { history }),
    ...(others.length === 0 ? {} : { substituteHistory: others }),
    ...(vix ? { vix } : {}),
  }
}

function plannedOrHeld({ models, positions, statementLots, entries }: Touching): Set<SecurityId> {
  const found = new Set<SecurityId>()
  for (const facts of [positions, statementLots, entries]) for (const { security } of facts) if (security !== null) found.add(security)
  for (const security of models.flatMap(({ targets }) => targets.flatMap(namedIn))) found.add(security)
  return found
}

function ofThese(histories: ReadonlyMap<SecurityId, PriceHistoryRow>, wanted: ReadonlySet<SecurityId>): Map<SecurityId, PriceHistoryRow> {
  const found = new Map<SecurityId, PriceHistoryRow>()
  for (const security of wanted) {
    const history = histories.get(security)
    if (history) found.set(security, history)
  }
  return found
}

/** The same for every household of the book, in the order of their names. */
export function snapshotPartsOfAll(book: ReadableBook, asOf: CivilDate): SnapshotParts[] {
  const accounts = listAccounts(book, null)
  const householdOf = new Map(accounts.map(account => [account.id, account.household]))
  const ofAccount = <Fact extends { account: keyof never }>(facts: readonly Fact[]) =>
    Map.groupBy(facts, fact => householdOf.get(fact.account as never) as HouseholdId)
  const ofHousehold = <Fact extends { household: HouseholdId }>(facts: readonly Fact[]) => Map.groupBy(facts, fact => fact.household)
  const groups = {
    people: ofHousehold(listPeople(book, null)),
    accounts: ofHousehold(accounts),
    restrictions: ofHousehold(listRestrictions(book, null)),
    cashNeeds: ofHousehold(listCashNeeds(book, null)),
    entries: ofAccount(listEntries(book, null)),
    statementLots: ofAccount(latestStatementLots(book, null, asOf)),
    positions: ofAccount(latestPositions(book, null, asOf).map(withoutSource)),
    realized: ofAccount(listRealized(book, null)),
    locks: ofHousehold(listLocks(book, null, asOf)),
  }
  const profiles = new Map(listTaxProfiles(book, yearOf(asOf)).map(profile => [profile.household, profile]))
  const [relations, models, securities, prices] = [
    listRelations(book),
    listModels(book),
    listSecurities(book),
    latestPrices(book, asOf).map(withoutSource),
  ]
  const limits = listHouseholdLimits(book, null)
  const [histories, vix] = [priceHistories(book, null, asOf), vixSeries(book, asOf)]
  return listHouseholds(book).map(household => {
    const own = {
      household,
      people: groups.people.get(household.id) ?? [],
      accounts: groups.accounts.get(household.id) ?? [],
      restrictions: groups.restrictions.get(household.id) ?? [],
      ...flowsOf(groups.cashNeeds.get(household.id) ?? []),
      ...limitsOf(limits.get(household.id)),
      taxProfile: profiles.get(household.id) ?? null,
      entries: groups.entries.get(household.id) ?? [],
      statementLots: groups.statementLots.get(household.id) ?? [],
      positions: groups.positions.get(household.id) ?? [],
      realized: groups.realized.get(household.id) ?? [],
      locks: groups.locks.get(household.id) ?? [],
    }
    const used = modelsOf(own, models)
    const wanted = securitiesTouched({ ...own, models: used }, relations)
    return {
      ...own,
      models: used,
      relations: relations.filter(relation => wanted.has(relation.a) && wanted.has(relation.b)),
      securities: securities.filter(security => wanted.has(security.id)),
      prices: prices.filter(row => wanted.has(row.security)),
      ...market(ofThese(histories, wanted), plannedOrHeld({ ...own, models: used }), relations, vix),
    }
  })
}

/** Left out where the household asks for nothing of its own. */
function limitsOf(limits: readonly PlanLimit[] | undefined): Pick<SnapshotParts, 'limits'> {
  return limits === undefined || limits.length === 0 ? {} : { limits: [...limits] }
}

/** Deposits apart from needs; left out where there are none. */
function flowsOf(flows: readonly CashNeed[]): Pick<SnapshotParts, 'cashNeeds' | 'deposits'> {
  const deposits = flows.filter(({ flow }) => flow === 'deposit')
  return { cashNeeds: flows.filter(({ flow }) => flow !== 'deposit'), ...(deposits.length === 0 ? {} : { deposits }) }
}

type Touching = Pick<
  SnapshotParts,
  'accounts' | 'entries' | 'statementLots' | 'positions' | 'realized' | 'restrictions' | 'locks' | 'models'
>

/** Named by any fact; whatever is the same or identical to these; their substitutes; and what is the same or identical to the substitutes. */
function securitiesTouched(parts: Touching, relations: readonly Relation[]): Set<SecurityId> {
  const touched = new Set<SecurityId>()
  for (const facts of [parts.entries, parts.statementLots, parts.positions, parts.realized, parts.restrictions, parts.locks])
    for (const fact of facts) if (fact.security !== null) touched.add(fact.security)
  for (const { sleeves } of parts.accounts)
    for (const { pinned } of sleeves ?? []) for (const security of pinned ?? []) touched.add(security)
  for (const { counter } of parts.entries) if (counter != null) touched.add(counter)
  for (const security of parts.models.flatMap(({ targets }) => targets.flatMap(namedIn))) touched.add(security)
  const [alike, substitutes] = [
    relations.filter(relation => relation.kind !== 'substitute'),
    relations.filter(relation => relation.kind === 'substitute'),
  ]
  addAlike(touched, alike)
  for (const security of neighbours(touched, substitutes)) touched.add(security)
  addAlike(touched, alike)
  return touched
}

/** Through any chain: a of b, b of c. */
function addAlike(touched: Set<SecurityId>, relations: readonly Relation[]): void {
  for (let found = neighbours(touched, relations); found.length > 0; found = neighbours(touched, relations))
    for (const security of found) touched.add(security)
}

function neighbours(of: ReadonlySet<SecurityId>, relations: readonly Relation[]): SecurityId[] {
  return relations.flatMap(({ a, b }) => (of.has(a) === of.has(b) ? [] : [of.has(a) ? b : a]))
}

/** Of the accounts, of their sleeves, and of the household as a whole. */
function modelsOf(
  { household, accounts }: Pick<SnapshotParts, 'household' | 'accounts'>,
  models: SnapshotParts['models'],
): SnapshotParts['models'] {
  const used = new Set([
    household.model,
    ...accounts.flatMap(({ model, sleeves }) => [model, ...(sleeves ?? []).map(sleeve => sleeve.model)]),
  ])
  return models.filter(model => used.has(model.id))
}

function withoutSource<Fact extends { readonly source: unknown }>(fact: Fact): Omit<Fact, 'source'> {
  const { source: _, ...rest } = fact
  return rest
}
