/**
 * Who blocks this sale: the verdict for selling lots at a loss on a day, looking both ways. Back: purchases of the last thirty days in any account of the
 * household that are still held, other than the lots sold (Reg. 1.1091-1(c)-(e); shares of one lot never replace each other, Rev. Rul. 56-602). Ahead: known
 * and planned purchases and dividend reinvestment. `clear` cannot be said while an account has no records for the window. Share for share, in order of
 * purchase, so the shares lost for good depend on whether the IRA bought first.
 */

import type { Cents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, laterDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { WashVerdict } from '../../../shared/model/review.ts'
import { type GroupEvidence, type HeldLot, type HouseholdEvidence, treatmentIn } from './evidence.ts'
import { coverageFindings, type Finding, gravest, nameOf, type Purchase, purchaseFinding, reinvestFinding, rules } from './reasons.ts'
import { clearAfter, inWindow } from './window.ts'

export interface ProposedSale {
  readonly account: AccountId
  readonly security: SecurityId
  readonly date: CivilDate
  /** `gain` of the shares sold, signed; null where the basis is unknown. */
  readonly lots: readonly { readonly lot: LotId; readonly shares: Shares; readonly gain: Cents | null }[]
}

interface Replacement extends Purchase {
  readonly identity: string
  readonly verb: string
  left: number
}

export function washVerdict(sale: ProposedSale, evidence: HouseholdEvidence): WashVerdict {
  const losses = sale.lots.filter(lot => lot.gain !== null && lot.gain < 0)
  const unknown = sale.lots.some(lot => lot.gain === null)
  if (losses.length === 0 && !unknown) return verdict([], 0, 0, null)
  const group = evidence.group(sale.security)
  const replacements = [...heldReplacements(sale, group), ...laterPurchases(sale, group)].sort(byDate(evidence))
  const findings: Finding[] = []
  if (unknown) findings.push(unknownBasis(sale))
  const used = new Set<Replacement>()
  const { washed, permanent } = matchShares(losses.length > 0 ? losses : sale.lots, group, replacements, evidence, used)
  for (const replacement of used) findings.push(purchaseFinding(evidence, sale.security, replacement, replacement.verb))
  findings.push(...unsettledFindings(replacements, used, evidence, sale.security))
  for (const { account, security } of group.reinvesting) {
    if (!isSoldOut(sale, group, account, security)) findings.push(reinvestFinding(evidence, sale.security, account, security))
  }
  findings.push(...undatedFindings(sale, group, evidence), ...coverageFindings(evidence, sale.date))
  return verdict(findings, washed, permanent, clearOn(findings, sale.date))
}

function verdict(findings: readonly Finding[], washed: number, permanent: number, clear: CivilDate | null): WashVerdict {
  return {
    state: gravest(findings),
    washedShares: shares(washed),
    permanentShares: shares(permanent),
    reasons: findings.map(finding => finding.reason),
    clearOn: clear,
  }
}

/** Purchases of the window before the sale, to the extent they are still held after it and have not replaced other loss shares yet. */
function heldReplacements(sale: ProposedSale, group: GroupEvidence): Replacement[] {
  const sold = new Map(sale.lots.map(lot => [lot.lot, lot.shares]))
  const found: Replacement[] = []
  for (const lot of group.lots) {
    if (!isPurchase(lot) || lot.acquired === null || lot.acquired > sale.date || !inWindow(sale.date, lot.acquired)) continue
    if (lot.replaced ?? lot.washAdjustment > 0) continue
    const left = lot.shares - (lot.account === sale.account ? (sold.get(lot.id) ?? 0) : 0)
    if (left <= 0) continue
    found.push({
      account: lot.account,
      security: lot.security,
      date: lot.acquired,
      shares: shares(left),
      identity: identityOf(lot),
      verb: 'bought',
      left,
    })
  }
  return found
}

function laterPurchases(sale: ProposedSale, group: GroupEvidence): Replacement[] {
  const found: Replacement[] = []
  for (const { account, security, date, shares: count, from } of group.acquisitions) {
    if (date === null || date <= sale.date || !inWindow(sale.date, date)) continue
    found.push({ account, security, date, shares: count, identity: from, verb: 'bought', left: count })
  }
  for (const [index, plan] of group.plannedBuys.entries()) {
    if (inWindow(sale.date, plan.date)) found.push({ ...plan, identity: `plan ${index}`, verb: 'is to buy', left: plan.shares ?? 0 })
  }
  return found
}

/** A position that is sold whole pays no more dividends to reinvest. */
function isSoldOut(sale: ProposedSale, group: GroupEvidence, account: AccountId, security: SecurityId): boolean {
  if (account !== sale.account || security !== sale.security) return false
  const held = group.lots.reduce((sum, lot) => (lot.account === account && lot.security === security ? sum + lot.shares : sum), 0)
  return sale.lots.reduce((sum, lot) => sum + lot.shares, 0) >= held
}

function isPurchase(lot: HeldLot): boolean {
  return lot.origin === 'purchase' || lot.origin === 'drip' || lot.origin === 'statement'
}

/** Pieces of one lot (`id#2`), parts of it moved to another account, and fills of one order are one purchase. */
function identityOf(lot: HeldLot): string {
  if (lot.purchase !== undefined) return lot.purchase
  return lot.orderGroup === null ? lot.id.replace(/#\d+$/, '') : `${lot.account} order ${lot.orderGroup}`
}

/** Purchases of one day in several accounts have no known order: the worst is told, that the IRA bought first and takes the loss for good. */
function byDate(evidence: HouseholdEvidence): (a: Replacement, b: Replacement) => number {
  const rank = ({ account }: Replacement) => (treatmentIn(evidence, account) === 'sheltered' ? 0 : 1)
  return (a, b) => compareDates(a.date, b.date) || rank(a) - rank(b) || (a.identity < b.identity ? -1 : 1)
}

/** A date nobody knows counts as the oldest. */
function compareDates(a: CivilDate | null | undefined, b: CivilDate | null | undefined): number {
  const [left, right] = [a ?? '', b ?? '']
  return left < right ? -1 : left > right ? 1 : 0
}

function matchShares(
  losses: ProposedSale['lots'],
  group: GroupEvidence,
  replacements: readonly Replacement[],
  evidence: HouseholdEvidence,
  used: Set<Replacement>,
): { washed: number; permanent: number } {
  const held = new Map(group.lots.map(lot => [lot.id, lot]))
  let [washed, permanent] = [0, 0]
  const oldestFirst = losses.toSorted((a, b) => compareDates(held.get(a.lot)?.acquired, held.get(b.lot)?.acquired))
  for (const loss of oldestFirst) {
    const lot = held.get(loss.lot)
    const identity = lot === undefined ? loss.lot : identityOf(lot)
    let open: number = loss.shares
    for (const replacement of replacements) {
      const treatment = treatmentIn(evidence, replacement.account)
      if (replacement.identity === identity || treatment === 'unsettled' || open === 0) continue
      if (replacement.shares === null) used.add(replacement)
      const matched = Math.min(open, replacement.left)
      if (matched === 0) continue
      replacement.left -= matched
      open -= matched
      washed += matched
      if (treatment === 'sheltered') permanent += matched
      used.add(replacement)
    }
  }
  return { washed, permanent }
}

/** Purchases of a 401(k) are shown and never decided. */
function unsettledFindings(
  replacements: readonly Replacement[],
  used: ReadonlySet<Replacement>,
  evidence: HouseholdEvidence,
  sold: SecurityId,
): Finding[] {
  return replacements
    .filter(replacement => !used.has(replacement) && treatmentIn(evidence, replacement.account) === 'unsettled')
    .map(replacement => purchaseFinding(evidence, sold, replacement, replacement.verb))
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

function undatedFindings(sale: ProposedSale, group: GroupEvidence, evidence: HouseholdEvidence): Finding[] {
  const sold = new Set(sale.lots.map(lot => lot.lot))
  return group.lots
    .filter(lot => lot.acquired === null && !sold.has(lot.id))
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
