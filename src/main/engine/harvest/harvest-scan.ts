/**
 * The harvest scan: one row a lot, every lot, with its figures, verdict, substitutes, and the reasons that put it in or out. Ranked by net benefit
 * (tax saved this year less the round trip), then by size of the loss; rows without a net come last. Each lot is priced alone: a basket prices them together.
 */
import { type Cents, cents, noCents } from '../../../shared/kernel/cents.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Candidate, Reason, Substitute, WashVerdict } from '../../../shared/model/review.ts'
import { costFactsOf } from '../cost/facts.ts'
import { roundTripCost } from '../cost/trade-cost.ts'
import { isLossBasisUnknown } from '../lots/gift.ts'
import type { ProjectedLot } from '../lots/project.ts'
import { leftOfLot } from '../standing/planned.ts'
import type { Standing } from '../standing/standing.ts'
import { bestSubstitute, rankedSubstitutes } from '../substitute/rank.ts'
import { windowEnd } from '../wash/window.ts'
import { type LotFigures, lotFigures, lotTerm, worthOfLot } from './lot-figures.ts'
import { because, stateOf, thresholdReasons, washReasons } from './reasons.ts'
import { notALoss, verdictOfLot } from './verdict-of-lot.ts'

export function harvestScan(standing: Standing): Candidate[] {
  const substitutesOf = remembered(standing)
  return standing.lots.map(lot => candidateOf(standing, lot, substitutesOf)).sort(byNet)
}

export function byNet(a: Candidate, b: Candidate): number {
  if (a.net !== b.net) return a.net === null ? 1 : b.net === null ? -1 : b.net - a.net
  const [gainA, gainB] = [a.gain ?? Number.POSITIVE_INFINITY, b.gain ?? Number.POSITIVE_INFINITY]
  if (gainA !== gainB) return gainA - gainB
  return a.lot.id < b.lot.id ? -1 : a.lot.id > b.lot.id ? 1 : 0
}

type SubstitutesOf = (lot: ProjectedLot) => Substitute[]

/** One list for each account and security. */
function remembered(standing: Standing): SubstitutesOf {
  const lists = new Map<string, Substitute[]>()
  return lot => {
    const key = `${lot.account}\n${lot.security}`
    const known = lists.get(key)
    if (known) return known
    const list = rankedSubstitutes(standing, lot.account, lot.security)
    lists.set(key, list)
    return list
  }
}

interface Worths {
  readonly savedNow: Cents | null
  readonly carried: Cents | null
  readonly cost: Cents | null
  readonly net: Cents | null
  /** What the whole loss would save, were nothing washed. */
  readonly stake: Cents | null
}

const unknownWorths: Worths = { savedNow: null, carried: null, cost: null, net: null, stake: null }

/** Of a lot that is partly on issued tickets, what is left; one that is on them whole waits for the custodian's files. */
function candidateOf(standing: Standing, held: ProjectedLot, substitutesOf: SubstitutesOf): Candidate {
  const ticketed = standing.onTickets.get(held.id)
  const isGone = ticketed !== undefined && ticketed.shares >= held.shares
  const lot = leftOfLot(held, ticketed)
  const account = standing.accountOf(lot.account)
  const security = standing.securityOf(lot.security)
  const price = standing.priceOf(lot.security)
  const figures = lotFigures(lot, price?.price ?? null, standing.asOf, standing.tradeDay)
  const { gain } = figures
  const harvestable = gain !== null && gain < 0 && isTaxable(account.type) && account.mode === 'tradable' && !isLossBasisUnknown(lot)
  const { wash, washedLoss } = harvestable && !isGone ? verdictOfLot(standing, lot, gain) : { wash: notALoss, washedLoss: noCents }
  const substitutes = substitutesOf(lot)
  const worths = isTaxable(account.type) && !isGone ? worthsOf(standing, lot, figures, washedLoss, substitutes) : unknownWorths
  const told = ticketed === undefined ? [] : [isGone ? because.onTicket(ticketed) : because.partOnTicket(ticketed)]
  const open = harvestable
    ? lossReasons(standing, lot, figures, wash, worths, substitutes)
    : [...outReasons(standing, lot, figures), ...(isTaxable(account.type) ? longReasons(standing, figures) : [])]
  const reasons = isGone ? told : [...open, ...told]
  return {
    lot: openLotOf(lot),
    accountName: account.name,
    accountType: account.type,
    symbol: security.symbol,
    name: security.name,
    term: figures.term,
    longOn: figures.longOn,
    daysToLong: figures.daysToLong,
    price: price?.price ?? null,
    priceAsOf: price?.date ?? null,
    value: figures.value,
    gain: figures.gain,
    gainPoints: figures.gainPoints,
    savedNow: worths.savedNow,
    carried: worths.carried,
    cost: worths.cost,
    net: worths.net,
    state: stateOf(reasons),
    reasons,
    wash,
    washedLoss,
    substitutes,
    drip: standing.reinvestingIn(lot.security).length > 0,
  }
}

/** The stored shape of a lot: the projection's own marks stay in the engine. */
export function openLotOf({ replaced: _, purchase: __, gift: ___, matching: ____, ...lot }: ProjectedLot): Candidate['lot'] {
  return lot
}

function worthsOf(
  standing: Standing,
  lot: ProjectedLot,
  figures: LotFigures,
  washedLoss: Cents,
  substitutes: readonly Substitute[],
): Worths {
  const { value, gain } = figures
  if (value === null) return unknownWorths
  const best = bestSubstitute(substitutes)
  const factsOf = (security: SecurityId) => costFactsOf(standing, lot.account, security)
  const cost = roundTripCost(value, factsOf(lot.security), factsOf(best?.security ?? lot.security))
  if (gain === null || standing.year === null) return { ...unknownWorths, cost }
  const worth = worthOfLot(standing.year, gain, figures.term, washedLoss)
  const stake = washedLoss > 0 ? worthOfLot(standing.year, gain, figures.term, noCents).savedNow : worth.savedNow
  const carried = cents(Math.max(0, worth.carriedShort + worth.carriedLong))
  return { savedNow: worth.savedNow, carried, cost, net: cents(worth.savedNow - cost), stake }
}

/** Why a lot cannot be harvested at all. */
function outReasons(standing: Standing, lot: ProjectedLot, figures: LotFigures): Reason[] {
  const account = standing.accountOf(lot.account)
  const reasons: Reason[] = []
  if (!isTaxable(account.type)) reasons.push(because.sheltered(account))
  if (account.mode === 'view-only') reasons.push(because.viewOnly(account))
  if (lot.basis === null) reasons.push(because.basisUnknown())
  if (isLossBasisUnknown(lot) && figures.gain !== null && figures.gain < 0) reasons.push(because.giftValueUnknown())
  if (figures.value === null) reasons.push(because.priceMissing())
  if (figures.gain !== null && figures.gain >= 0) reasons.push(because.gain(figures.gain, lot))
  return reasons
}

function lossReasons(
  standing: Standing,
  lot: ProjectedLot,
  figures: LotFigures,
  wash: WashVerdict,
  worths: Worths,
  substitutes: readonly Substitute[],
): Reason[] {
  const { settings } = standing.snapshot
  const loss = cents(-gainOf(figures))
  const whole = worths.stake === null || worths.cost === null ? null : cents(worths.stake - worths.cost)
  const reasons = [
    ...thresholdReasons(lot, loss, figures.gainPoints, whole, settings.harvest),
    ...barReasons(standing, lot),
    ...washReasons(wash, lot, laterStake(standing, lot, gainOf(figures), wash)),
    // while a wash takes the loss, its anniversary is no reason to sell sooner
    ...(wash.washedShares > 0 ? [] : longReasons(standing, figures)),
    ...readFirst(standing, lot),
  ]
  if (worths.carried !== null && worths.carried > 0) reasons.push(because.carried(worths.carried))
  // what the section does not reach may be bought back at once
  const locks = !standing.policy.outside.has(lot.security)
  if (locks && bestSubstitute(substitutes) === null) reasons.push(because.noSubstitute(windowEnd(standing.tradeDay)))
  if (costsAreAssumed(standing, lot)) reasons.push(because.costEstimated())
  if (stateOf(reasons) === 'ready' && worths.savedNow !== null) reasons.unshift(because.pays(worths.savedNow, worths.cost ?? noCents))
  return reasons
}

/** Spread or impact by the size class, for want of an estimate of the security's own. */
function costsAreAssumed(standing: Standing, { account, security }: ProjectedLot): boolean {
  const { costClass, estimate, liquid } = costFactsOf(standing, account, security)
  return costClass !== 'at-net-asset-value' && (estimate?.spread == null || liquid === null)
}

function gainOf(figures: LotFigures): Cents {
  return figures.gain ?? noCents
}

/** What the whole loss would save on the first day that is clear, by the term it then has. */
function laterStake(standing: Standing, lot: ProjectedLot, gain: Cents, wash: WashVerdict): Cents | null {
  if (wash.clearOn === null || standing.year === null) return null
  return worthOfLot(standing.year, gain, lotTerm(lot, wash.clearOn), noCents).savedNow
}

/** Rules and restrictions that bar a sale. */
export function barReasons(standing: Standing, lot: ProjectedLot): Reason[] {
  const reasons = standing
    .restrictionsOf(lot.account, lot.security)
    .filter(restriction => restriction.kind !== 'never-buy')
    .map(because.restricted)
  const difference = standing.unreconciledOf(lot.account, lot.security)
  if (difference !== null && difference !== 0) reasons.push(because.unreconciled(difference))
  const issue = standing.issueOf(lot.account, lot.security)
  if (issue !== null) reasons.push(because.notBooked(issue))
  return reasons
}

/** What must be read before selling. */
function readFirst(standing: Standing, lot: ProjectedLot): Reason[] {
  const reasons: Reason[] = []
  const price = standing.priceOf(lot.security)
  if (price?.stale) reasons.push(because.priceStale(price.date, price.age))
  if (lot.holdingFrom === null && lot.origin !== 'inherited') reasons.push(because.dateUnknown())
  if (lot.origin === 'gift') reasons.push(because.basisGift())
  const reinvesting = standing.reinvestingIn(lot.security)
  if (reinvesting.length > 0) {
    const names = reinvesting.map(holding => standing.accountOf(holding.account).name)
    const dates = reinvesting.map(holding => holding.expected).filter(date => date !== null)
    reasons.push(because.reinvests([...new Set(names)].join(', '), dates.sort()[0] ?? null))
  }
  if (standing.year === null) reasons.push(because.taxUnknown(whyNoYear(standing)))
  return reasons
}

export function whyNoYear(standing: Standing): string {
  const { taxProfile, federal } = standing.snapshot
  if (taxProfile === null) return 'No tax profile is entered: dollars saved are unknown.'
  if (federal === null) return `No federal tax table for ${standing.realized.year}: dollars saved are unknown.`
  return `The tax profile is of ${taxProfile.year}, not of ${standing.realized.year}: dollars saved are unknown.`
}

/** A short-term lot whose anniversary is near: a date that changes the answer. */
function longReasons(standing: Standing, figures: LotFigures): Reason[] {
  const { gain, longOn, daysToLong, term } = figures
  const near = standing.snapshot.settings.harvest.nearLongDays
  if (term !== 'short' || gain === null || longOn === null || daysToLong === null || daysToLong > near) return []
  const short = standing.year && worthOfLot(standing.year, gain, 'short', noCents).savedNow
  const long = standing.year && worthOfLot(standing.year, gain, 'long', noCents).savedNow
  if (gain < 0) return [because.nearLong(longOn, daysToLong, short, long)]
  return [because.gainNearLong(longOn, daysToLong, short === null || long === null ? null : cents(Math.max(0, long - short)))]
}
