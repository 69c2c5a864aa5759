/**
 * Least tax: the lots of one holding that leave the household's tax of the year least. A choice of the desk, not of a custodian: it becomes lots named with
 * the order (Reg. §1.1012-1(c)). Without a wash in sight the answer is exact (cheapest-split.ts). Where purchases of the window wash losses, the oldest loss
 * shares of the sale count for nothing now (Reg. §1.1091-1(b), (c)): each lot is tried as the one at which washing ends, each such sale is split exactly, the
 * best are priced in full and improved lot by lot. A bound (bound.ts) says whether
 * anything could be cheaper; where lots sold together can replace each other, and take over losses and days, no bound is known and only the best found is told. Order of aims: tax of this year; loss lost for good; loss carried on;
 * gain left unrealized. Room in the 0 % bracket is not filled for its own sake.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { LotId } from '../../../shared/kernel/id.ts'
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import { oneShare, type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { LotPick } from '../../../shared/model/ledger.ts'
import type { MethodProof } from '../../../shared/model/views.ts'
import { lotsToSell } from '../basket/sold.ts'
import { whyNoYear } from '../harvest/harvest-scan.ts'
import { lotFigures } from '../harvest/lot-figures.ts'
import type { ProjectedLot } from '../lots/project.ts'
import type { Standing } from '../standing/standing.ts'
import { compareDates, identityOf, type Replacement, windowOf } from '../wash/around.ts'
import { asSides, cheapestFirst, type KnownLot, leastPossible, type Problem } from './bound.ts'
import { cheapestSplit, type Split } from './cheapest-split.ts'
import type { SaleQuestion } from './question.ts'

export interface LeastTax {
  readonly picks: readonly LotPick[]
  readonly proof: MethodProof
  /** By how much any other choice of lots could at most be cheaper; 0 where the proof holds, null where nobody knows. */
  readonly within: Cents | null
}

/** What a choice of lots comes to, priced in full. */
export interface Priced {
  readonly tax: number
  readonly permanent: number
  /** What the return shows; with equal tax, less of it carries more loss on or leaves more gain unrealized. */
  readonly gain: number
}
type Price = (picks: readonly LotPick[]) => Priced | null

/** `others`: what the custodians' methods would take and what that comes to, so that none of them is ever cheaper. */
export function leastTax(
  standing: Standing,
  sale: SaleQuestion,
  price: Price,
  others: readonly { readonly picks: readonly LotPick[]; readonly value: Priced }[],
): Outcome<LeastTax> {
  const { year } = standing
  if (year === null)
    return refused({ code: 'data/no-tax-year', what: whyNoYear(standing), where: 'tax profile', remedy: 'Enter it under Settings.' })
  const held = lotsToSell(standing, sale)
  const lots = knownLots(standing, sale, held)
  const step = standing.accountOf(sale.account).fractional ? 1 : oneShare
  const problem = { wanted: sale.shares, step, year }
  const free = picksOf(lots, [], problem)
  if (free === null) {
    return refused({
      code: 'data/basis-unknown',
      what: 'Basis, date or price of some of these lots is unknown, so nobody can say which cost the least tax.',
      where: 'lots',
      remedy: 'Import a lot file that states them, or choose another method.',
    })
  }
  const { elsewhere, inside, young } = suppliesOf(standing, sale, held)
  const tried = new Trials(price)
  for (const other of others) tried.add(other.picks, other.value)
  tried.add(free.picks)
  const chained = mayChain(held, young, new Set<string>(lots.filter(lot => lot.gain < 0).map(lot => lot.id)))
  const bound = chained ? Number.NEGATIVE_INFINITY : leastPossible(lots, elsewhere, problem, tried.best?.value.tax ?? 0)
  if (elsewhere + inside > 0 && !isIdeal(tried.best, bound)) {
    for (const picks of washedChoices(lots, young, [elsewhere, elsewhere + inside], problem)) tried.add(picks)
  }
  if (tried.best !== null && tried.best.value.tax > bound) improve(tried, lots, problem)
  if (tried.best === null) throw new Error('lots of known gain always have a price')
  const { picks, value } = tried.best
  if (chained) return done({ picks: inOrder(picks, lots), proof: 'best found', within: null })
  const within = Math.max(0, value.tax - bound)
  return done({ picks: inOrder(picks, lots), proof: within === 0 ? 'least of all lots' : 'best found', within: cents(within) })
}

interface Supplies {
  /** Shares bought in the window that replace any loss of the sale, and those that may replace some of it. */
  readonly elsewhere: number
  readonly inside: number
  /** Lots of the holding among the latter. */
  readonly young: ReadonlySet<string>
}

function suppliesOf(standing: Standing, sale: SaleQuestion, held: readonly ProjectedLot[]): Supplies {
  const around = windowOf(standing.tradeDay, standing.evidence.group(sale.security), standing.evidence)
  const here = new Set<string>(held.map(lot => lot.id))
  const identities = new Set(held.map(identityOf))
  let [elsewhere, inside] = [0, 0]
  const young = new Set<string>()
  for (const each of around.replacements) {
    if (typeof each.from === 'string' && here.has(each.from)) {
      inside += each.shares ?? 0
      young.add(each.from)
    } else if (isCertain(each, identities) && washesAll(standing, held, each.date)) elsewhere += each.shares ?? 0
    else inside += each.shares ?? 0
  }
  return { elsewhere, inside, young }
}

/** Whether its shares meet the losses of this sale: a planned purchase may serve losses that wait already. */
function isCertain({ identity, from }: Replacement, own: ReadonlySet<string>): boolean {
  return !own.has(identity) && (from === null || typeof from === 'string')
}

/** Whether a loss lot, sold together with a younger one, can be replaced by it (Reg. 1.1091-1(b)). Lots stand in the order of acquisition. */
function mayChain(held: readonly ProjectedLot[], young: ReadonlySet<string>, losses: ReadonlySet<string>): boolean {
  const before = new Set<string>()
  for (const lot of held) {
    const identity = identityOf(lot)
    if (young.has(lot.id) && (before.size > 1 || (before.size === 1 && !before.has(identity)))) return true
    if (losses.has(lot.id)) before.add(identity)
  }
  return false
}

/** Whether a purchase of this day can replace any of the lots: an older one cannot where the firm reads the law so. */
function washesAll({ policy }: Standing, held: readonly ProjectedLot[], bought: CivilDate): boolean {
  return policy.olderSharesReplace || held.every(lot => lot.acquired !== null && bought > lot.acquired)
}

function knownLots(standing: Standing, sale: SaleQuestion, held: readonly ProjectedLot[]): KnownLot[] {
  const at = standing.priceOf(sale.security)?.price ?? null
  const known: KnownLot[] = []
  held.forEach((lot, place) => {
    const { gain, term } = lotFigures(lot, at, standing.asOf, standing.tradeDay)
    const { id, acquired } = lot
    if (gain !== null && term !== null && lot.shares > 0)
      known.push({ id, shares: lot.shares, gain, long: term === 'long', acquired, place })
  })
  return known
}

/** The best lots where nothing is washed, beside `forced` shares that are sold in any case and count for nothing. null: too few shares. */
function picksOf(pool: readonly KnownLot[], forced: readonly LotPick[], problem: Problem): { picks: LotPick[]; split: Split } | null {
  const [short, long] = asSides(pool)
  const open = problem.wanted - forced.reduce((sum, pick) => sum + pick.shares, 0)
  const split = cheapestSplit({ lots: short }, { lots: long }, open, problem.step, problem.year)
  if (split === null) return null
  const taken = [...forced, ...firstShares(short, split.shortShares), ...firstShares(long, open - split.shortShares)]
  return { picks: merged(taken), split }
}

function firstShares(lots: readonly KnownLot[], wanted: number): LotPick[] {
  const picks: LotPick[] = []
  let open = wanted
  for (const lot of lots) {
    if (open <= 0) break
    const part = Math.min(open, lot.shares)
    picks.push({ lot: lot.id, shares: shares(part) })
    open -= part
  }
  return picks
}

function merged(picks: readonly LotPick[]): LotPick[] {
  const byLot = new Map<LotId, number>()
  for (const pick of picks) if (pick.shares > 0) byLot.set(pick.lot, (byLot.get(pick.lot) ?? 0) + pick.shares)
  return [...byLot].map(([lot, count]) => ({ lot, shares: count as Shares }))
}

function inOrder(picks: readonly LotPick[], lots: readonly KnownLot[]): LotPick[] {
  const place = new Map(lots.map(lot => [lot.id, lot.place]))
  return picks.toSorted((a, b) => (place.get(a.lot) ?? 0) - (place.get(b.lot) ?? 0))
}

/** Evaluations of a split that a sale with washes may cost in all: keeps a holding of 500 lots within milliseconds. */
const evaluations = 6_000

/** Sales in which the oldest loss shares are washed, with each loss lot in turn as the last of them; and without losses at all. */
function* washedChoices(
  lots: readonly KnownLot[],
  young: ReadonlySet<string>,
  counts: readonly number[],
  problem: Problem,
): Generator<readonly LotPick[]> {
  const gains = lots.filter(lot => lot.gain >= 0)
  const harmless = picksOf(gains, [], problem)
  if (harmless !== null) yield harmless.picks
  const tries = Math.max(1, Math.floor(evaluations / (lots.length + 80) / 4))
  const whole = lots.filter(lot => young.has(lot.id))
  const sold = whole.map(lot => ({ lot: lot.id, shares: shares(lot.shares) }))
  for (const forced of sold.length === 0 ? [[]] : [[], sold]) {
    const gone = new Set<string>(forced.map(pick => pick.lot))
    const rest = lots.filter(lot => !gone.has(lot.id))
    const alone = picksOf(rest, forced, problem)
    if (alone !== null) yield alone.picks
    for (const washed of new Set(counts)) yield* cuts(rest, forced, washed, problem, tries)
  }
}

/** The best few of the sales with `washed` loss shares that count for nothing, one for each lot at which the washing may end. */
function cuts(
  lots: readonly KnownLot[],
  forced: readonly LotPick[],
  washed: number,
  problem: Problem,
  tries: number,
): (readonly LotPick[])[] {
  const losses = lots.filter(lot => lot.gain < 0).sort((a, b) => compareDates(a.acquired, b.acquired) || a.place - b.place)
  const gains = lots.filter(lot => lot.gain >= 0)
  const found: { picks: LotPick[]; split: Split }[] = []
  const each = Math.max(1, Math.ceil(losses.length / tries))
  for (let at = 0; at < losses.length; at += each) {
    const [older, last, younger] = [losses.slice(0, at), losses[at] as KnownLot, losses.slice(at + 1)]
    const open = Math.min(washed, problem.wanted)
    const lost = firstShares(
      older.toSorted((a, b) => -cheapestFirst(a, b)),
      open,
    )
    const inLast = Math.min(last.shares, open - lost.reduce((sum, pick) => sum + pick.shares, 0))
    const nothing = [...lost, { lot: last.id, shares: shares(inLast) }]
    const complete = nothing.reduce((sum, pick) => sum + pick.shares, 0) === washed
    const left = { ...last, shares: last.shares - inLast, gain: Math.round((last.gain * (last.shares - inLast)) / last.shares) }
    const pool = complete ? [...gains, left, ...younger] : gains
    const choice = picksOf(pool, [...forced, ...nothing], problem)
    if (choice !== null) found.push(choice)
  }
  return found
    .sort((a, b) => a.split.tax - b.split.tax)
    .slice(0, 3)
    .map(choice => choice.picks)
}

/** Keeps the best of what was priced in full. */
class Trials {
  best: { picks: readonly LotPick[]; value: Priced } | null = null
  count = 0
  private readonly price: Price
  private readonly seen = new Set<string>()

  constructor(price: Price) {
    this.price = price
  }

  /** Whether it is the best so far. */
  add(picks: readonly LotPick[], known?: Priced): boolean {
    const key = [...picks]
      .map(pick => `${pick.lot}=${pick.shares}`)
      .sort()
      .join(' ')
    if (this.seen.has(key)) return false
    this.seen.add(key)
    this.count += 1
    const value = known ?? this.price(picks)
    if (value === null || (this.best !== null && !isCheaper(value, this.best.value))) return false
    this.best = { picks, value }
    return true
  }
}

/** As little tax as can be, and nothing lost for good on the way. */
function isIdeal(best: Trials['best'], bound: number): boolean {
  return best !== null && best.value.tax <= bound && best.value.permanent === 0
}

function isCheaper(a: Priced, b: Priced): boolean {
  return (a.tax - b.tax || a.permanent - b.permanent || a.gain - b.gain) < 0
}

/** Prices in full, divided by the square of the lots they cost to try all pairs. */
const fullPrices = 4_000

/** Moves shares from one lot to another as long as that helps: whole lots, halves and one step. */
function improve(tried: Trials, lots: readonly KnownLot[], { step }: Problem): void {
  const most = tried.count + Math.floor(fullPrices / Math.max(4, lots.length))
  for (let better = true; better && tried.count < most; ) {
    better = false
    const now = new Map((tried.best?.picks ?? []).map(pick => [pick.lot, pick.shares as number]))
    for (const from of lots) {
      const have = now.get(from.id) ?? 0
      for (const to of lots) {
        const room = to.shares - (now.get(to.id) ?? 0)
        const all = Math.min(have, room)
        if (from === to || all <= 0) continue
        for (const part of new Set([all, Math.floor(all / 2 / step) * step, Math.min(step, all)])) {
          if (part <= 0 || tried.count >= most) continue
          const moved = new Map(now).set(from.id, have - part).set(to.id, (now.get(to.id) ?? 0) + part)
          if (tried.add(merged([...moved].map(([lot, count]) => ({ lot, shares: shares(count) }))))) better = true
          if (better) break
        }
        if (better) break
      }
      if (better) break
    }
  }
}
