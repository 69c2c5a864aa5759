/**
 * The named risk of a proposed sale where several accounts bought on one day: the records do not say which bought first, and another order than theirs would wash
 * more or lose it for good. The figures stay those of the records' order; this says what the worse order would come to (Reg. 1.1091-1(c), (d); Rev. Rul. 2008-5).
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import type { WashVerdict } from '../../../shared/model/review.ts'
import { date as dateInWords, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import type { WindowEvidence } from './around.ts'
import type { HouseholdEvidence } from './evidence.ts'
import { type Finding, nameOf, rules } from './reasons.ts'
import type { TriedSale, WashedPart } from './tried.ts'
import type { ProposedSale } from './verdict.ts'

export interface OtherOrder {
  readonly finding: Finding
  readonly told: NonNullable<WashVerdict['otherOrder']>
}

/** null: no order is worse than the one in the records. */
export function otherOrderOf(
  evidence: HouseholdEvidence,
  sale: ProposedSale,
  tried: TriedSale,
  around: Pick<WindowEvidence, 'tied' | 'replacements'>,
): OtherOrder | null {
  const { inOtherOrder: other } = tried
  if (other === undefined) return null
  const [own, worse] = [sumOf(tried), sumOf(other)]
  const known = sale.lots.every(lot => lot.gain !== null)
  const day = dayOf(tried, other, around)
  const buyers = day === null ? 'Several accounts bought on one day' : buyersOn(day, evidence, around)
  const what = `${buyers}, and the records do not say who bought first: in another order ${known ? inDollars(own, worse) : inShares(own, worse)}`
  const dollars = (amount: Cents) => (known ? amount : null)
  const lost = worse.lost > own.lost
  const state = lost ? 'ira-risk' : 'potential-exact'
  const reason = {
    what,
    account: null,
    security: sale.security,
    date: day,
    shares: null,
    rule: rules.dayOrder,
  }
  return {
    finding: { state, reason },
    told: { lost: shares(worse.lost), disallowed: dollars(worse.disallowed), permanent: dollars(worse.permanent), what },
  }
}

interface Sum {
  readonly washed: number
  readonly lost: number
  readonly disallowed: Cents
  readonly permanent: Cents
}

function sumOf({ parts }: TriedSale): Sum {
  const all = [...parts.values()].flat()
  const total = (some: readonly WashedPart[], of: (part: WashedPart) => number) => some.reduce((sum, part) => sum + of(part), 0)
  const gone = all.filter(part => part.lost)
  return {
    washed: total(all, part => part.shares),
    lost: total(gone, part => part.shares),
    disallowed: cents(total(all, part => part.disallowed)),
    permanent: cents(total(gone, part => part.disallowed)),
  }
}

function inDollars(own: Sum, worse: Sum): string {
  return worse.permanent === own.permanent
    ? `${exactMoney(worse.disallowed)} of this loss would be disallowed, not ${exactMoney(own.disallowed)}`
    : `${exactMoney(worse.permanent)} of this loss would be lost for good, not ${exactMoney(own.permanent)}`
}

function inShares(own: Sum, worse: Sum): string {
  return worse.lost === own.lost
    ? `a loss on ${sharesHeld(shares(worse.washed))} would be disallowed, not on ${sharesHeld(shares(own.washed))}`
    : `a loss on ${sharesHeld(shares(worse.lost))} would be lost for good, not on ${sharesHeld(shares(own.lost))}`
}

/** The first tied day whose purchases take other shares in the two orders; else, where losses only moved on otherwise, the first tied day. */
function dayOf(own: TriedSale, other: TriedSale, { tied }: Pick<WindowEvidence, 'tied'>): CivilDate | null {
  const [left, right] = [takenOf(own), takenOf(other)]
  const days = [...right].filter(([key, count]) => left.get(key) !== count).map(([key]) => key.slice(0, 10) as CivilDate)
  return days.filter(day => tied.has(day)).sort()[0] ?? [...tied].sort()[0] ?? null
}

function takenOf({ parts }: TriedSale): Map<string, number> {
  const taken = new Map<string, number>()
  for (const { bought, shares: count } of [...parts.values()].flat()) {
    const key = `${bought.date} ${bought.account}`
    taken.set(key, (taken.get(key) ?? 0) + count)
  }
  return taken
}

function buyersOn(day: CivilDate, evidence: HouseholdEvidence, { replacements }: Pick<WindowEvidence, 'replacements'>): string {
  const names = new Set(replacements.filter(each => each.date === day).map(each => nameOf(evidence, each.account)))
  return `${[...names].sort().join(' and ')} bought on ${dateInWords(day)}`
}
