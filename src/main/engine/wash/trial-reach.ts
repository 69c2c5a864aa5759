/** What of a household a trial of sales looks at: the lots it sells, and as many purchases of the window as it can come to, in the order of purchase. */
import { daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { noShares, shares } from '../../../shared/kernel/shares.ts'
import { identityOf, type Replacement, type WindowEvidence } from './around.ts'
import { type HeldLot, type HouseholdEvidence, isLostIn, treatmentIn } from './evidence.ts'
import type { ProposedSale } from './verdict.ts'
import { windowDays } from './window.ts'

/** Which of several accounts' purchases of one day comes first: as recorded, or those that lose a loss before or after the others. */
export type TieOrder = 'recorded' | 'lost-first' | 'lost-last'

/** The lots of these sales, each once; where an average is sold, all lots of the holding, which it pools. */
export function soldLots(sales: readonly ProposedSale[], around: WindowEvidence, evidence: HouseholdEvidence): HeldLot[] {
  const found = new Map<LotId, HeldLot>()
  for (const sale of sales) {
    if (sale.average === true) {
      for (const lot of evidence.group(sale.security).lots)
        if (lot.account === sale.account && lot.security === sale.security) found.set(lot.id, lot)
      continue
    }
    for (const pick of sale.lots) {
      const lot = found.get(pick.lot) ?? around.held.get(pick.lot) ?? unknownLot(sale, pick.lot)
      // a sale of which only the result is known may be of shares that a later file shows no more
      const least = sale.proceeds === undefined ? pick.shares : noShares
      found.set(pick.lot, lot.shares >= least ? lot : { ...lot, shares: least })
    }
  }
  return [...found.values()]
}

function unknownLot({ account, security }: ProposedSale, id: LotId): HeldLot {
  const none = { acquired: null, holdingFrom: null, basis: null, orderGroup: null }
  const nowhere = { import: null, line: 0 }
  return {
    ...none,
    id,
    account,
    security,
    shares: noShares,
    washAdjustment: 0 as HeldLot['washAdjustment'],
    origin: 'statement',
    source: nowhere,
  }
}

/** Purchases, oldest first, until those that may replace any of the lots sold are as many as the shares sold; days whose order decides are taken whole. */
export function reached(
  { replacements, ends, tied }: WindowEvidence,
  sold: readonly HeldLot[],
  sales: readonly ProposedSale[],
  { policy }: HouseholdEvidence,
): Replacement[] {
  const identities = new Set(sold.map(identityOf))
  const orders = sold.map(lot => lot.matching?.order ?? Number.NEGATIVE_INFINITY)
  const [oldest, youngest] = policy.olderSharesReplace ? [0, 0] : [least(orders), most(orders)]
  let open = sales.reduce((sum, sale) => sale.lots.reduce((more, lot) => more + lot.shares, sum), 0)
  const found: Replacement[] = []
  for (let at = policy.olderSharesReplace ? 0 : firstAfter(replacements, oldest); at < replacements.length; ) {
    const each = replacements[at] as Replacement
    if (open <= 0 && !(tied.has(each.date) && each.date === found.at(-1)?.date)) break
    const isOwn = identities.has(each.identity)
    if (isOwn && identities.size === 1) {
      at = ends[at] as number
      continue
    }
    found.push(each)
    at += 1
    // a planned purchase may serve losses that wait already
    const servesAny =
      !isOwn && (each.from === null || typeof each.from === 'string') && (policy.olderSharesReplace || each.order > youngest)
    if (servesAny) open -= each.shares ?? 0
  }
  return found
}

/** The first of them that came later; they stand in the order of execution. */
function firstAfter(replacements: readonly Replacement[], order: number): number {
  let [low, high] = [0, replacements.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((replacements[middle] as Replacement).order < order) low = middle + 1
    else high = middle
  }
  return low
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
}

/** In the order of purchase, those of a tied day as `ties` has it. */
export function inTurn(
  purchases: readonly Replacement[],
  { tied }: WindowEvidence,
  ties: TieOrder,
  evidence: HouseholdEvidence,
  { account }: ProposedSale,
): readonly Replacement[] {
  if (ties === 'recorded' || tied.size === 0) return purchases
  const sign = ties === 'lost-first' ? -1 : 1
  const rank = (each: Replacement) => {
    // the firm's reading puts IRAs first, and says nothing of a spouse
    const lost = evidence.policy.iraFirst ? treatmentIn(evidence, each.account) === 'sheltered' : isLostIn(evidence, account, each.account)
    return lost ? sign : 0
  }
  return purchases.toSorted((a, b) => (a.date === b.date ? rank(a) - rank(b) || a.order - b.order : a.date < b.date ? -1 : 1))
}

/** Shares of losses that no purchase has replaced: a purchase to come serves them first (Reg. 1.1091-1(b), (c)). */
export function waitingLosses(evidence: HouseholdEvidence, security: SecurityId): { readonly date: Replacement['date']; shares: number }[] {
  const { lossSales, plannedBuys } = evidence.group(security)
  if (plannedBuys.length === 0) return []
  return lossSales.filter(sale => sale.loss !== null && sale.unreplaced > 0).map(({ date, unreplaced }) => ({ date, shares: unreplaced }))
}

export function lessWaiting(plan: Replacement, waiting: ReturnType<typeof waitingLosses>): Replacement {
  let open: number | null = plan.shares
  for (const loss of waiting) {
    if (open === null || open === 0) break
    if (loss.date > plan.date || daysBetween(loss.date, plan.date) > windowDays) continue
    const taken = Math.min(open, loss.shares)
    loss.shares -= taken
    open -= taken
  }
  return open === plan.shares ? plan : { ...plan, shares: open === null ? null : shares(open) }
}
