/**
 * Who blocks this sale: the verdict for selling lots at a loss on a day, looking both ways. Back: purchases of the last thirty days in any account of the
 * household that are still held, other than the lots sold (Reg. 1.1091-1(c)-(e); shares of one lot never replace each other, Rev. Rul. 56-602). Ahead: known
 * and planned purchases and dividend reinvestment. `clear` cannot be said while an account has no records for the window. Shares and dollars are those of the
 * same sale booked (tried.ts); here they are put into words.
 */

import type { Cents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, laterDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { WashVerdict } from '../../../shared/model/review.ts'
import { byPurchase, holdingOf, identityOf, type Replacement, type WindowEvidence, windowOf } from './around.ts'
import { type HouseholdEvidence, isLostIn, isOutside, type PlannedTrade, treatmentIn } from './evidence.ts'
import { otherOrderOf } from './other-order.ts'
import {
  broughtInFinding,
  coverageFindings,
  type Finding,
  gravest,
  nameOf,
  outsideVerdict,
  purchaseFinding,
  reinvestFinding,
  rules,
} from './reasons.ts'
import { type TriedSale, trySales } from './tried.ts'
import { clearAfter } from './window.ts'

export interface ProposedSale {
  readonly account: AccountId
  readonly security: SecurityId
  readonly date: CivilDate
  /** Oldest first or not, each lot once. `gain` of the shares sold, signed; null where the basis is unknown. */
  readonly lots: readonly { readonly lot: LotId; readonly shares: Shares; readonly gain: Cents | null }[]
  /** What the whole sale brings in: the books then say what each lot gains. Left out, `gain` is taken as it stands. */
  readonly proceeds?: Cents | null
  /** Sold at the average of the position. */
  readonly average?: boolean
}

/** Shares of a lot or of a planned purchase that replace loss shares of the sale. */
export interface Taken {
  readonly from: LotId | PlannedTrade | null
  readonly shares: number
}

export interface Judged {
  readonly verdict: WashVerdict
  readonly taken: readonly Taken[]
  /** null: of a security outside section 1091. */
  readonly tried: TriedSale | null
}

const clear: TriedSale['parts'] = new Map()

export function washVerdict(sale: ProposedSale, evidence: HouseholdEvidence): WashVerdict {
  return verdictAndTaken(sale, evidence).verdict
}

/** With what it takes, so that of several sales each share replaces once (Reg. 1.1091-1(e)). */
export function verdictAndTaken(sale: ProposedSale, evidence: HouseholdEvidence): Judged {
  return judgedTogether([sale], evidence)[0] as Judged
}

/** Several sales of one day, in their order: each sees what those before it have used, and none what is sold with it. */
export function judgedTogether(sales: readonly ProposedSale[], evidence: HouseholdEvidence): Judged[] {
  const inside = sales.filter(sale => !isOutside(evidence, sale.security) && sale.lots.length > 0)
  const tried = inside.length === 0 ? [] : trySales(evidence, inside.map(asLoss))
  const sold = new Map<LotId, number>()
  for (const { lots } of inside) for (const { lot, shares: count } of lots) sold.set(lot, (sold.get(lot) ?? 0) + count)
  return sales.map(sale => {
    const guessed = sale.lots.length === 0 || asLoss(sale) !== sale
    const one = tried[inside.indexOf(sale)] ?? null
    if (treatmentIn(evidence, sale.account) !== 'taxable' || !losesOrMay(sale))
      return { verdict: verdict([], [], null), taken: [], tried: one }
    if (isOutside(evidence, sale.security)) return { verdict: outsideVerdict(evidence, sale.security, sale.date), taken: [], tried: null }
    const told = judged(sale, one, sold, evidence)
    return guessed ? { ...told, tried: null } : told
  })
}

function losesOrMay(sale: ProposedSale): boolean {
  return sale.lots.some(lot => lot.gain === null || lot.gain < 0)
}

/** Where no lot is known to lose and the basis of some is unknown, these are taken to lose, so that the shares that stand in the way are told. */
function asLoss(sale: ProposedSale): ProposedSale {
  const known = sale.lots.some(lot => lot.gain !== null && lot.gain < 0)
  if (known || !sale.lots.some(lot => lot.gain === null)) return sale
  const { proceeds: _, average: __, ...rest } = sale
  return { ...rest, lots: sale.lots.map(lot => ({ ...lot, gain: lot.gain ?? (-1 as Cents) })) }
}

function judged(sale: ProposedSale, tried: TriedSale | null, sold: ReadonlyMap<LotId, number>, evidence: HouseholdEvidence): Judged {
  const group = evidence.group(sale.security)
  const around = windowOf(sale.date, group, evidence)
  const findings: Finding[] = []
  if (sale.lots.some(lot => lot.gain === null)) findings.push(unknownBasis(sale))
  const used = usedBy(tried?.parts ?? clear)
  const own = new Set(sale.lots.map(({ lot }) => around.held.get(lot)).map(lot => (lot === undefined ? '' : identityOf(lot))))
  const purchases = [...[...used.values()].map(use => use.each), ...around.undecided.filter(each => !own.has(each.identity))]
  for (const each of purchases.sort(byPurchase)) findings.push(findingOf(evidence, sale, each, leftOf(sold, each)))
  for (const each of around.unsettled) {
    const left = leftOf(sold, each)
    if (left > 0 || each.shares === null) findings.push(findingOf(evidence, sale, each, left))
  }
  for (const lot of around.broughtIn) {
    const left = lot.shares - (sold.get(lot.id) ?? 0)
    if (left > 0 && !own.has(identityOf(lot))) findings.push(broughtInFinding(evidence, lot, shares(left)))
  }
  for (const holding of group.reinvesting) {
    if (isSoldOut(sold, around, holding.account, holding.security)) continue
    const expected = reinvestFinding(evidence, sale.security, holding, sale.date)
    if (expected !== null) findings.push(expected)
  }
  for (const finding of undatedFindings(sold, around, evidence)) findings.push(finding)
  for (const finding of coverageFindings(evidence, sale.date)) findings.push(finding)
  const otherOrder = tried === null ? null : otherOrderOf(evidence, sale, tried, around)
  if (otherOrder !== null) findings.push(otherOrder.finding)
  const taken = [...used.values()].map(({ each, count }) => ({ from: each.from, shares: count }))
  const told = verdict(findings, [...(tried?.parts ?? clear).values()].flat(), clearOn(findings, sale.date))
  return { verdict: otherOrder === null ? told : { ...told, otherOrder: otherOrder.told }, taken, tried }
}

interface Use {
  readonly each: Replacement
  readonly count: number
}

/** A purchase that waiting losses use a part of is a copy of its own: it is known by its place. */
function keyOf({ order, identity, from, sold }: Replacement): string {
  return `${order} ${identity} ${typeof from === 'string' ? from : ''} ${sold ?? ''}`
}

function usedBy(parts: TriedSale['parts']): Map<string, Use> {
  const used = new Map<string, Use>()
  for (const some of parts.values())
    for (const { bought, shares: count } of some) {
      const key = keyOf(bought)
      used.set(key, { each: bought, count: (used.get(key)?.count ?? 0) + count })
    }
  return used
}

function findingOf(evidence: HouseholdEvidence, sale: ProposedSale, each: Replacement, left: number): Finding {
  const lost = each.sold !== undefined || isLostIn(evidence, sale.account, each.account)
  return purchaseFinding(evidence, sale.security, { ...each, shares: each.shares === null ? null : shares(left), lost }, each.verb)
}

function verdict(findings: readonly Finding[], parts: readonly { shares: number; lost: boolean }[], clear: CivilDate | null): WashVerdict {
  return {
    state: gravest(findings),
    washedShares: shares(parts.reduce((sum, part) => sum + part.shares, 0)),
    permanentShares: shares(parts.reduce((sum, part) => sum + (part.lost ? part.shares : 0), 0)),
    reasons: findings.map(finding => finding.reason),
    clearOn: clear,
  }
}

/** Of a lot that is itself sold from, only the rest is still held after it. */
function leftOf(sold: ReadonlyMap<LotId, number>, { from, shares: all }: Replacement): number {
  if (all === null) return 0
  return typeof from === 'string' ? all - (sold.get(from) ?? 0) : all
}

/** A position that is sold whole pays no more dividends to reinvest. */
function isSoldOut(sold: ReadonlyMap<LotId, number>, around: WindowEvidence, account: AccountId, security: SecurityId): boolean {
  let leaving = 0
  for (const [id, count] of sold) {
    const lot = around.held.get(id)
    if (lot !== undefined && lot.account === account && lot.security === security) leaving += count
  }
  return leaving > 0 && leaving >= (around.holdings.get(holdingOf(account, security)) ?? 0)
}

function unknownBasis(sale: ProposedSale): Finding {
  return {
    state: 'not-evaluated',
    reason: {
      what: 'The basis of a lot is unknown, so nobody can say whether it is sold at a loss',
      account: sale.account,
      security: sale.security,
      date: null,
      shares: null,
      rule: rules.window,
    },
  }
}

function undatedFindings(sold: ReadonlyMap<LotId, number>, around: WindowEvidence, evidence: HouseholdEvidence): Finding[] {
  return around.undated
    .filter(lot => !sold.has(lot.id))
    .map(lot => ({
      state: 'coverage-incomplete',
      reason: {
        what: `${nameOf(evidence, lot.account)} holds ${evidence.symbolOf(lot.security)} bought on a day the custodian does not know`,
        account: lot.account,
        security: lot.security,
        date: null,
        shares: lot.shares,
        rule: rules.coverage,
      },
    }))
}

/** The day after the last dated purchase leaves the window; null where something without a date stands in the way. */
function clearOn(findings: readonly Finding[], day: CivilDate): CivilDate | null {
  let clear: CivilDate = day
  for (const { reason } of findings) {
    if (reason.date === null) return null
    clear = laterDate(clear, clearAfter(reason.date))
  }
  return clear
}
