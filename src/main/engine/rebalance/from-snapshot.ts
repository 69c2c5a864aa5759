/**
 * One account of a household's snapshot as a rebalancing instance: lots at their prices, blocked where the engine's own verdict, a restriction or an unknown basis bars a
 * sale; purchases barred by locks and restrictions; targets of the account's model; costs of the settings; tax as the household's year makes it. What the book does not
 * know is simplified and said in `notes`, never guessed in silence.
 */
import { type Cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { done, type Outcome, type Refusal, refused } from '../../../shared/kernel/outcome.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import type { Account, ModelPortfolio } from '../../../shared/model/book.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Instance } from '../../../shared/model/instance.ts'
import { usualWishes } from '../../../shared/model/usual-wishes.ts'
import { date } from '../../../shared/present/format.ts'
import { costFactsOf } from '../cost/facts.ts'
import { costTerms, impactPowerOf } from '../cost/trade-cost.ts'
import { weightsOff } from '../drift/drift.ts'
import { lotFigures } from '../harvest/lot-figures.ts'
import { verdictOfLot } from '../harvest/verdict-of-lot.ts'
import type { ProjectedLot } from '../lots/project.ts'
import { blendNotes } from '../model/blend.ts'
import { whyNotBought } from '../model/may-buy.ts'
import { modelOf } from '../model/model-of.ts'
import { type AccountTargets, targetsFor } from '../model/targets-for.ts'
import { leftOfLot } from '../standing/planned.ts'
import type { Standing } from '../standing/standing.ts'
import { leastAskedFor, withAccountLimits } from './account-limits.ts'
import { riskModel } from './risk-model.ts'
import { type YearRates, yearRates } from './year-rates.ts'

export interface AccountProblem {
  readonly account: AccountId
  readonly instance: Instance
  /** By position in the instance. */
  readonly securities: readonly SecurityId[]
  readonly lots: readonly LotId[]
  /** Why a lot may not be sold, by position; null where it may. */
  readonly barred: readonly (string | null)[]
  /** What was simplified or left out, in sentences. */
  readonly notes: readonly string[]
}

export interface Wishes {
  /** Weights of squared tracking error, cost and tax. */
  readonly weights: { readonly te: number; readonly tc: number; readonly tax: number }
  /** Most cash left, as a fraction of the account. */
  readonly cashMost: number
  /** What a dollar of loss carried to later years is worth. */
  readonly carried: number
  /** A lot at a gain that becomes long-term within so many days is not sold. */
  readonly defer?: number
}

/** A dollar of loss that waits for later years counts for a dime: nobody knows when it is used. */
export const carriedWorth = 0.1

/** `usualWishes` in fractions. */
export const plainWishes: Wishes = { weights: usualWishes.weights, cashMost: usualWishes.cashMost / 10_000, carried: carriedWorth }

interface Lot {
  readonly lot: ProjectedLot
  readonly security: string
  readonly gain: Cents | null
  readonly long: boolean
  readonly days: number
  /** First day on which its sale is long-term. */
  readonly longOn: CivilDate | null
}

/** An account as a part of its household's plan. */
export interface PartOf {
  /** What may be bought here besides its own targets: those of the household's other accounts. */
  readonly also: readonly SecurityId[]
  /** Held as it is: nothing is sold or bought, and what the book does not know of it is left out, not refused. */
  readonly resting: boolean
}

const byItself: PartOf = { also: [], resting: false }

export function accountProblem(
  standing: Standing,
  account: AccountId,
  wishes: Wishes,
  { also, resting }: PartOf = byItself,
): Outcome<AccountProblem> {
  const found = resting ? restingFacts(standing, account) : facts(standing, account, wishes)
  if (!found.ok) return found
  const { model, rates, cash } = found.value
  const wantedHere = targetsFor(standing, account, model)
  const notes = resting ? [] : [...blendNotes(found.value.account, model), ...wantedHere.targets.flatMap(target => target.notes)]
  const lots = lotsOf(standing, account, notes)
  const wanted = resting ? also : [...also, ...leastAskedFor(standing, account)]
  const targets = [...wanted, ...wantedHere.targets.map(({ security }) => security)]
  const keys = [...new Set([...lots.map(({ security }) => security), ...targets.map(standing.sameOf)])]
  const nameOf = new Map<string, SecurityId>()
  for (const security of targets) nameOf.set(standing.sameOf(security), security)
  for (const { lot, security } of lots) nameOf.set(security, lot.security)
  const priced = keys.filter(key => (standing.priceOf(nameOf.get(key) as SecurityId)?.price ?? 0) > 0).sort()
  const missing = keys.filter(key => !priced.includes(key)).map(key => standing.securityOf(nameOf.get(key) as SecurityId).symbol)
  const securities = priced.map(key => nameOf.get(key) as SecurityId)
  notes.push(...priceNotes(standing, securities, missing))
  const kept = lots
    .filter(({ security }) => priced.includes(security))
    .sort((a, b) => priced.indexOf(a.security) - priced.indexOf(b.security))
  const value = sumCents(kept.map(({ lot }) => marketValue(lot.shares, standing.priceOf(lot.security)?.price ?? (0 as never))))
  const nav = (value + cash) / 100
  if (!(nav > 0)) return nothing(account, 'data/no-value', 'Nothing of value is in the account.')
  const place = new Map(priced.map((key, at) => [key, at]))
  const sec = securityColumns(standing, account, wantedHere, securities, kept, place, nav, notes)
  const barred = kept.map(each =>
    resting ? 'Its account is held as it is.' : whyNotSold(standing, account, each, wishes.defer ?? 0, notes),
  )
  const instance: Instance = {
    name: found.value.account.name || account,
    nav,
    alpha: impactPowerOf(standing.snapshot.settings.costs),
    lam: { te: wishes.weights.te, tc: wishes.weights.tc, tax: wishes.weights.tax },
    ...sec,
    lots: lotColumns(standing, account, kept, place, barred),
    cash0: cash / 100,
    cashLo: Math.min(0, cash / 100 / nav),
    cashHi: wishes.cashMost,
    sector: { m: 1, lo: [-1], hi: [2] },
    country: { m: 1, lo: [-1], hi: [2] },
    turnoverMax: 2,
    maxTrades: securities.length,
    tax: rates,
  }
  const whole = { account, instance, securities, lots: kept.map(({ lot }) => lot.id), barred, notes: [...new Set(notes)] }
  return done(withAccountLimits(standing, whole, resting))
}

/** Prices that are missing or old are named with what to do; nothing stands in for them. */
function priceNotes({ priceOf, securityOf }: Standing, securities: readonly SecurityId[], missing: readonly string[]): string[] {
  const old = securities.flatMap(security => {
    const at = priceOf(security)
    return at?.stale ? [`${securityOf(security).symbol} of ${date(at.date)}`] : []
  })
  return [
    ...(missing.length === 0 ? [] : [`No price, left out: ${missing.join(', ')}. Import a positions file or a price.`]),
    ...(old.length === 0 ? [] : [`Old prices: ${old.join(', ')}. Import newer ones before trading.`]),
  ]
}

interface Facts {
  readonly account: Account
  readonly model: ModelPortfolio
  readonly rates: YearRates
  readonly cash: Cents
}

const remedies: Readonly<Record<string, string>> = {
  'data/view-only': 'Make the account tradable under Household, or leave it out.',
  'data/no-cash': 'Import a positions file that states its cash, or enter it under Household.',
  'data/no-model': 'Choose a model portfolio for it under Household.',
  'data/model-weights': 'Correct the weights of the model under Settings.',
  'data/no-tax-year': 'Enter the tax profile of this year under Settings.',
}

function nothing(account: AccountId, code: string, what: string): Outcome<never> {
  return refused({ code, what, where: account, remedy: remedies[code] ?? 'Complete the account and optimize again.' })
}

/** Why nothing can be planned in this account; null where something can. */
export function accountRefusal(standing: Standing, account: AccountId): Refusal | null {
  const found = facts(standing, account, plainWishes)
  return found.ok ? null : found.refusal
}

function facts({ snapshot, year }: Standing, id: AccountId, { carried }: Wishes): Outcome<Facts> {
  const account = snapshot.accounts.find(each => each.id === id)
  if (!account) return nothing(id, 'data/unknown-account', 'This household has no such account.')
  if (account.mode !== 'tradable') return nothing(id, 'data/view-only', 'The account is view-only: nothing can be traded in it.')
  if (account.cash === null) return nothing(id, 'data/no-cash', 'The cash of the account is not known.')
  const model = modelOf(snapshot, account)
  if (!model) return nothing(id, 'data/no-model', 'The account has no model portfolio to go toward.')
  if (weightsOff(model) !== 0) return nothing(id, 'data/model-weights', `The targets of ${model.name} do not sum to 100 %.`)
  if (!isTaxable(account.type)) return done({ account, model, rates: untaxed, cash: account.cash })
  if (!year || !snapshot.taxProfile) return nothing(id, 'data/no-tax-year', 'There is no tax profile and table for this year.')
  const rates = yearRates(year, snapshot.taxProfile, carried)
  if (rates.rL > rates.rS)
    return nothing(id, 'data/tax-rates', 'Long-term gains are taxed above short-term ones here: that cannot be optimized.')
  return done({ account, model, rates, cash: account.cash })
}

/** Of an account held as it is; a model without weights that add up is none. */
function restingFacts({ snapshot, accountOf }: Standing, id: AccountId): Outcome<Facts> {
  const account = accountOf(id)
  const model = modelOf(snapshot, account)
  return done({
    account,
    model: model !== null && weightsOff(model) === 0 ? model : noModel,
    rates: untaxed,
    cash: account.cash ?? noCents,
  })
}

const noModel: ModelPortfolio = { id: '' as ModelPortfolio['id'], name: '', targets: [] }
/** No lot has a gain there, so no rate counts; of nothing at all the solver cannot tell prices. */
const untaxed: YearRates = { rS: 0.2, rL: 0.1, rO: 0.1, rho: 0.05, cap: 3000, ytdS: 0, ytdL: 0 }

function lotsOf(standing: Standing, account: AccountId, notes: string[]): Lot[] {
  return standing.lots
    .filter(lot => lot.account === account)
    .flatMap(held => {
      const onTicket = standing.onTickets.get(held.id)
      if (onTicket !== undefined && onTicket.shares >= held.shares) {
        notes.push(`${standing.securityOf(held.security).symbol}: lots on issued tickets are left out.`)
        return []
      }
      const lot = leftOfLot(held, onTicket)
      const { term, gain, longOn } = lotFigures(lot, standing.priceOf(lot.security)?.price ?? null, standing.asOf, standing.tradeDay)
      const days = lot.holdingFrom === null ? 1 : Math.max(1, daysBetween(lot.holdingFrom, standing.tradeDay))
      if (term === null) notes.push(`${standing.securityOf(lot.security).symbol}: a lot of unknown date counts as short-term.`)
      return [{ lot, security: standing.sameOf(lot.security), gain, long: term === 'long', days, longOn }]
    })
}

/** Held for days that the schema reads as the term the law gives the lot. */
function daysOf({ long, days }: Lot): number {
  return long ? Math.max(366, days) : Math.min(365, days)
}

/** null where it may be sold: otherwise the reason in a sentence. */
function whyNotSold(standing: Standing, account: AccountId, { lot, gain, longOn }: Lot, defer: number, notes: string[]): string | null {
  const { symbol } = standing.securityOf(lot.security)
  const restriction = standing.restrictionsOf(account, lot.security).find(({ kind }) => kind !== 'never-buy')
  if (restriction) return `Restricted${restriction.reason === '' ? '' : `: ${restriction.reason}`}.`
  if (!isTaxable(standing.accountOf(account).type)) return null
  if (lot.basis === null || gain === null) {
    notes.push(`${symbol}: a lot of unknown basis is not sold.`)
    return 'Its basis is unknown, so its gain is.'
  }
  const told = standing.waiting?.get(lot.id)
  if (told !== undefined) return told
  if (gain >= 0) {
    const waits = gain > 0 && longOn !== null && longOn > standing.tradeDay && daysBetween(standing.tradeDay, longOn) <= defer
    return waits ? `Long-term on ${date(longOn)}: its gain waits until then.` : null
  }
  const { state, reasons } = verdictOfLot(standing, lot, gain).wash
  if (state === 'clear') return null
  notes.push(`${symbol}: losses that section 1091 may take are not sold.`)
  const [first] = reasons
  return first ? `Section 1091 may take its loss: ${first.what}.` : 'Section 1091 may take its loss.'
}

/** Where nothing is taxed every lot stands at its price: no gain, no loss, no wash sale of its own (IRC section 408(e)). */
function lotColumns(
  standing: Standing,
  account: AccountId,
  lots: readonly Lot[],
  place: ReadonlyMap<string, number>,
  barred: readonly (string | null)[],
): Instance['lots'] {
  const taxable = isTaxable(standing.accountOf(account).type)
  const basisOf = ({ lot }: Lot) => {
    if (!taxable) return (standing.priceOf(lot.security)?.price ?? 0) / 1e6
    return lot.shares > 0 ? (lot.basis ?? noCents) / 100 / (lot.shares / 1e6) : 0
  }
  return {
    sec: lots.map(({ security }) => place.get(security) ?? 0),
    shares: lots.map(({ lot }) => lot.shares / 1e6),
    basis: lots.map(basisOf),
    days: lots.map(daysOf),
    blocked: barred.map(why => (why === null ? 0 : 1)),
  }
}

function securityColumns(
  standing: Standing,
  account: AccountId,
  wanted: AccountTargets,
  securities: readonly SecurityId[],
  lots: readonly Lot[],
  place: ReadonlyMap<string, number>,
  nav: number,
  notes: string[],
): Pick<Instance, 'F' | 'sec' | 'also'> {
  const price = securities.map(security => (standing.priceOf(security)?.price ?? 0) / 1e6)
  const held = price.map(() => 0)
  for (const { lot, security } of lots) {
    const at = place.get(security) ?? 0
    held[at] = (held[at] ?? 0) + ((lot.shares / 1e6) * (price[at] ?? 0)) / nav
  }
  const target = targetsOf(standing, wanted, securities, held)
  const costs = securities.map(security => costTerms(costFactsOf(standing, account, security), nav))
  const column = (of: (security: SecurityId, at: number) => number) => securities.map(of)
  const groups = [...new Set(securities.map(standing.groupOf))]
  const risk = riskModel(standing.snapshot, securities.map(standing.securityOf))
  notes.push(...risk.notes)
  return {
    F: risk.factors,
    sec: {
      price,
      target,
      sector: column(() => 0),
      country: column(() => 0),
      D: risk.specific,
      B: risk.exposures,
      lin: costs.map(({ linear }) => linear),
      nl: costs.map(({ power }) => power),
      fixed: costs.map(({ fixed }) => fixed),
      minTrade: column(() => 0),
      lb: column(() => 0),
      ub: column((_, at) => Math.max(1, held[at] ?? 0)),
      noBuy: securities.map(security => whyNotBought(standing, account, security) !== null),
      noSell: securities.map(() => false),
      group: column(security => (standing.policy.outside.has(security) ? -1 : groups.indexOf(standing.groupOf(security)))),
    },
    ...(costs.some(({ square }) => square > 0) ? { also: { square: costs.map(({ square }) => square) } } : {}),
  }
}

/** Of its model; what stands in for a target (engine/model/slots.ts) takes as much of it as is held. */
function targetsOf(
  { sameOf }: Standing,
  { slots, targets: wanted }: AccountTargets,
  securities: readonly SecurityId[],
  held: readonly number[],
): number[] {
  const at = new Map(securities.map((security, index) => [sameOf(security), index]))
  const targets = securities.map(() => 0)
  const boughtFor = new Map(wanted.map(({ slot, security }) => [slot.key, security]))
  for (const { slot, security } of wanted) {
    const index = at.get(sameOf(security))
    if (index !== undefined) targets[index] = (targets[index] ?? 0) + slot.line.weight / 10_000
  }
  securities.forEach((security, index) => {
    const bought = boughtFor.get(slots.claimOf(security)?.slot.key ?? '')
    const slot = bought === undefined ? undefined : at.get(sameOf(bought))
    if (slot === undefined || slot === index) return
    const [left, own] = [targets[slot] ?? 0, targets[index] ?? 0]
    const taken = Math.min(held[index] ?? 0, left)
    targets[index] = own + taken
    targets[slot] = left - taken
  })
  return targets
}
