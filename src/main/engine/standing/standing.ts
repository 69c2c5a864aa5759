/**
 * A snapshot joined once: lots projected from ledger and statements, looked up by id, priced, restricted, with the household's year so far. Everything
 * below the review (harvest, drift, basket, sale, ticket, trail) reads this and never the raw tables. Kept for the snapshot it was made of.
 */
import { addCents } from '../../../shared/kernel/cents.ts'
import { addDays, type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Refusal } from '../../../shared/kernel/outcome.ts'
import type { Price } from '../../../shared/kernel/price.ts'
import { noShares, type Shares, shares, subtractShares } from '../../../shared/kernel/shares.ts'
import { type Account, isTradeBar, type Relation, type Restriction, type Security, type TradeBar } from '../../../shared/model/book.ts'
import type { WashLock } from '../../../shared/model/ledger.ts'
import type { RealizedYear } from '../../../shared/model/review.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { tradingDayFrom } from '../calendar/trading-days.ts'
import { sameSecurity, washGroups } from '../lots/ledger-input.ts'
import type { BookingPolicy } from '../lots/policy.ts'
import { type ProjectedLot, type Projection, projectLots } from '../lots/project.ts'
import { type Worthing, worthing } from '../tax/worth.ts'
import type { NetResults } from '../tax/year.ts'
import type { HouseholdEvidence } from '../wash/evidence.ts'
import type { GroupOf } from '../wash/identical.ts'
import { type Reinvesting, recordsOf } from './evidence.ts'
import { heldInSleeves } from './held-in-sleeves.ts'
import type { StandingLots } from './lot-parts.ts'
import { movedOn } from './moved-on.ts'
import { afterPlannedSales, type OnTicket, untoldSales } from './planned.ts'
import { policyOf } from './policy.ts'
import { realizedYear, yearSoFar } from './realized.ts'
import { tradesInWords } from './trade-words.ts'

export interface PriceAt {
  readonly price: Price
  readonly date: CivilDate
  /** Trading days since. */
  readonly age: number
  readonly stale: boolean
}

export interface Standing {
  /** With positions and balances moved on by the trades after their statements (moved-on.ts). */
  readonly snapshot: Snapshot
  /** As the records have them. */
  readonly stated: Snapshot
  readonly asOf: CivilDate
  /** The day on which a trade decided on the as-of day is made: the as-of day, or where the exchange is closed the next day on which it is open. */
  readonly tradeDay: CivilDate
  readonly projection: Projection
  /** The law as the firm reads it, as the lots were booked by. */
  readonly policy: BookingPolicy
  /** Open lots as the next sale has them: cut where losses on tickets move into some of their shares (lot-parts.ts); `projection.open` is without. */
  readonly lots: readonly ProjectedLot[]
  readonly accountOf: (account: AccountId) => Account
  readonly securityOf: (security: SecurityId) => Security
  readonly priceOf: (security: SecurityId) => PriceAt | null
  /** Same security under another name; substantially identical group for section 1091. */
  readonly sameOf: GroupOf
  readonly groupOf: GroupOf
  readonly substitutesOf: (security: SecurityId) => readonly Relation[]
  /** What bars trades; expired ones are not among them. */
  readonly restrictionsOf: (account: AccountId, security: SecurityId) => readonly TradeBar[]
  /** Least and most weight of a security in an account, hundredths of a percent; the narrowest of all that hold. */
  readonly weightLimitsOf: (account: AccountId, security: SecurityId) => { readonly least: number; readonly most: number }
  /** Shares of the custodian's position less shares of the lots; null where there is nothing to hold them against. */
  readonly unreconciledOf: (account: AccountId, security: SecurityId) => Shares | null
  /** A ledger entry of this holding could not be booked. */
  readonly issueOf: (account: AccountId, security: SecurityId) => string | null
  /** Holdings of the same group whose dividends buy more shares. */
  readonly reinvestingIn: (security: SecurityId) => readonly ReinvestingHolding[]
  readonly evidence: HouseholdEvidence
  /** Shares of lots that issued tickets sell and no file shows yet. */
  readonly onTickets: ReadonlyMap<LotId, OnTicket>
  /** What those sales add to the year, after wash adjustments; figures of the year so far do not hold it. */
  readonly planned: NetResults
  /** Which of `lots` took over what of their losses, and what they are part of in `projection.open`. */
  readonly parts: StandingLots
  readonly locks: readonly WashLock[]
  readonly realized: RealizedYear
  /** null: no tax profile of the year, or no table for it. */
  readonly year: Worthing | null
  readonly pricesAsOf: CivilDate | null
  /** Lots that a plan leaves until their gain is long-term, and why; left out where none was asked to wait. */
  readonly waiting?: ReadonlyMap<LotId, string>
}

const made = new WeakMap<Snapshot, Standing>()

export function standingOf(snapshot: Snapshot): Standing {
  const known = made.get(snapshot)
  if (known) return known
  const standing = makeStanding(snapshot)
  made.set(snapshot, standing)
  return standing
}

function makeStanding(stated: Snapshot): Standing {
  const { asOf } = stated
  const sameOf = sameSecurity(stated.relations, stated.entries)
  const snapshot = movedOn(stated, sameOf)
  const projection = projectLots(snapshot, policyOf(snapshot))
  const accounts = new Map(snapshot.accounts.map(account => [account.id, account]))
  const securities = new Map(snapshot.securities.map(security => [security.id, security]))
  const groupOf = washGroups(snapshot.relations, snapshot.entries)
  const securityOf: Standing['securityOf'] = security => found(securities.get(security), 'security', security)
  const reinvesting = reinvestments(snapshot)
  const untold = untoldSales(snapshot, sameOf)
  const records = recordsOf(snapshot, projection, groupOf, securityOf, reinvesting, untold)
  const { evidence, results: planned, parts, onTickets } = afterPlannedSales(snapshot, records.evidence, untold, projection.open)
  const realized = realizedYear(snapshot, projection)
  const { taxProfile, federal } = snapshot
  const year = taxProfile && federal && taxProfile.year === federal.year && federal.year === realized.year
  return {
    snapshot,
    stated,
    asOf,
    tradeDay: tradingDayFrom(asOf),
    projection,
    policy: policyOf(snapshot),
    lots: parts.all(),
    accountOf: account => found(accounts.get(account), 'account', account),
    securityOf,
    priceOf: pricesOf(snapshot, sameOf),
    sameOf,
    groupOf,
    substitutesOf: substitutesIn(snapshot.relations, sameOf),
    restrictionsOf: restrictionsIn(snapshot, sameOf),
    weightLimitsOf: weightLimitsIn(snapshot, sameOf),
    unreconciledOf: differences(snapshot, projection.open, sameOf),
    issueOf: issuesIn(snapshot, projection, sameOf),
    reinvestingIn: security => reinvesting.filter(one => groupOf(one.security) === groupOf(security)),
    evidence,
    onTickets,
    planned,
    parts,
    locks: records.locks,
    realized,
    year: year ? worthing(taxProfile, federal, added(yearSoFar(realized), planned)) : null,
    pricesAsOf: snapshot.prices.reduce<CivilDate | null>((newest, row) => (newest === null || row.date > newest ? row.date : newest), null),
  }
}

function added(a: NetResults, b: NetResults): NetResults {
  return { short: addCents(a.short, b.short), long: addCents(a.long, b.long) }
}

function found<Value>(value: Value | undefined, noun: string, name: string): Value {
  if (value === undefined) throw new Error(`snapshot names a ${noun} it does not hold: ${name}`)
  return value
}

function pricesOf(snapshot: Snapshot, sameOf: GroupOf): Standing['priceOf'] {
  const newest = new Map<string, PriceAt>()
  for (const row of snapshot.prices) {
    const key = sameOf(row.security)
    const known = newest.get(key)
    if (known !== undefined && known.date >= row.date) continue
    const age = snapshot.tradingDays.filter(day => day > row.date && day <= snapshot.asOf).length
    newest.set(key, { price: row.price, date: row.date, age, stale: age > snapshot.settings.staleAfterTradingDays })
  }
  return security => newest.get(sameOf(security)) ?? null
}

function substitutesIn(relations: readonly Relation[], sameOf: GroupOf): Standing['substitutesOf'] {
  const bySecurity = new Map<string, Relation[]>()
  for (const relation of relations) {
    if (relation.kind !== 'substitute') continue
    for (const side of new Set([sameOf(relation.a), sameOf(relation.b)])) listIn(bySecurity, side).push(relation)
  }
  return security => bySecurity.get(sameOf(security)) ?? []
}

function inForceOn(snapshot: Snapshot): Restriction[] {
  return snapshot.restrictions.filter(({ expires }) => expires === null || expires >= snapshot.asOf)
}

function restrictionsIn(snapshot: Snapshot, sameOf: GroupOf): Standing['restrictionsOf'] {
  const bySecurity = new Map<string, TradeBar[]>()
  for (const restriction of inForceOn(snapshot).filter(isTradeBar)) listIn(bySecurity, sameOf(restriction.security)).push(restriction)
  for (const held of heldInSleeves(snapshot)) listIn(bySecurity, sameOf(held.security)).push(held)
  return (account, security) =>
    (bySecurity.get(sameOf(security)) ?? []).filter(restriction => restriction.account === null || restriction.account === account)
}

const noLimits = { least: 0, most: 10_000 }

function weightLimitsIn(snapshot: Snapshot, sameOf: GroupOf): Standing['weightLimitsOf'] {
  const limits = inForceOn(snapshot).filter(restriction => !isTradeBar(restriction) && restriction.weight != null)
  if (limits.length === 0) return () => noLimits
  return (account, security) =>
    limits
      .filter(each => sameOf(each.security) === sameOf(security) && (each.account === null || each.account === account))
      .reduce(
        ({ least, most }, { kind, weight }) =>
          kind === 'least-weight' ? { least: Math.max(least, weight ?? 0), most } : { least, most: Math.min(most, weight ?? 10_000) },
        noLimits,
      )
}

function differences(snapshot: Snapshot, lots: readonly ProjectedLot[], sameOf: GroupOf): Standing['unreconciledOf'] {
  const held = new Map<string, Shares>()
  for (const lot of lots) {
    const key = `${lot.account}\n${sameOf(lot.security)}`
    held.set(key, shares((held.get(key) ?? 0) + lot.shares))
  }
  const positions = new Map(snapshot.positions.map(position => [`${position.account}\n${sameOf(position.security)}`, position]))
  return (account, security) => {
    const key = `${account}\n${sameOf(security)}`
    const position = positions.get(key)
    return position === undefined ? null : subtractShares(position.shares, held.get(key) ?? noShares)
  }
}

function issuesIn(snapshot: Snapshot, projection: Projection, sameOf: GroupOf): Standing['issueOf'] {
  const whatOf = new Map<string, string>()
  const words = projection.issues.length === 0 ? null : tradesInWords(snapshot)
  for (const issue of projection.issues) {
    if (issue.account !== null && issue.security !== null)
      whatOf.set(`${issue.account}\n${sameOf(issue.security)}`, `${issue.what} (${words?.(issue.entry)?.trade ?? issue.where})`)
  }
  return (account, security) => whatOf.get(`${account}\n${sameOf(security)}`) ?? null
}

export interface ReinvestingHolding extends Reinvesting {
  /** Next date at the interval of the last two; null where that cannot be told. */
  readonly expected: CivilDate | null
  /** The last two dates it was reckoned from, and the days between them. */
  readonly last: readonly [CivilDate, CivilDate] | null
  readonly every: number | null
}

const reinvestmentMemoryDays = 120

/** The custodian says so (`Reinvest?`), or dividends bought shares in the last four months and no positions file denies it: a position that is gone does. */
function reinvestments(snapshot: Snapshot): ReinvestingHolding[] {
  const stated = new Map(
    snapshot.positions.map(({ account, security, reinvest, shares: held }) => [
      `${account}\n${security}`,
      held === noShares ? false : reinvest,
    ]),
  )
  const dates = new Map<string, CivilDate[]>()
  const holdings = new Map<string, ReinvestingHolding>()
  for (const { account, security } of snapshot.positions) {
    if (stated.get(`${account}\n${security}`) === true)
      holdings.set(`${account}\n${security}`, { account, security, expected: null, last: null, every: null })
  }
  for (const { kind, account, security, tradeDate } of snapshot.entries) {
    if (kind !== 'reinvest' || security === null || tradeDate > snapshot.asOf) continue
    const key = `${account}\n${security}`
    const seen = listIn(dates, key)
    if (seen.at(-1) !== tradeDate) seen.push(tradeDate)
    const recent = daysBetween(tradeDate, snapshot.asOf) <= reinvestmentMemoryDays
    if (stated.get(key) === true || (recent && stated.get(key) !== false)) {
      holdings.set(key, { account, security, ...nextAfter(seen, snapshot.asOf) })
    }
  }
  return [...holdings.values()]
}

/** The next date at the last interval seen; null where that cannot be told. */
function nextAfter(seen: readonly CivilDate[], asOf: CivilDate): Pick<ReinvestingHolding, 'expected' | 'last' | 'every'> {
  const [before, last] = seen.toSorted().slice(-2)
  if (before === undefined || last === undefined) return { expected: null, last: null, every: null }
  const every = daysBetween(before, last)
  const expected = addDays(last, every)
  return expected >= asOf ? { expected, last: [before, last], every } : { expected: null, last: null, every: null }
}

/** A refusal where a choice names an account or security that this household does not have. */
export function knownHere(
  standing: Standing,
  { account, security }: { readonly account: AccountId; readonly security: SecurityId },
): Refusal | null {
  const { accounts, securities } = standing.snapshot
  const remedy = 'Open the household again: it changed since.'
  if (!accounts.some(one => one.id === account))
    return { code: 'data/unknown-account', what: 'This household has no such account.', where: account, remedy }
  if (!securities.some(one => one.id === security))
    return { code: 'data/unknown-security', what: 'The book has no such security.', where: security, remedy }
  return null
}

function listIn<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const known = lists.get(key)
  if (known) return known
  const list: Item[] = []
  lists.set(key, list)
  return list
}
