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
import { compareDates, holdingOf, identityOf, type Replacement, type WindowEvidence, windowOf } from './around.ts'
import { type HouseholdEvidence, isLostIn, isOutside, type PlannedTrade } from './evidence.ts'
import { coverageFindings, type Finding, gravest, nameOf, outsideVerdict, purchaseFinding, reinvestFinding, rules } from './reasons.ts'
import { clearAfter } from './window.ts'

export interface ProposedSale {
  readonly account: AccountId
  readonly security: SecurityId
  readonly date: CivilDate
  /** `gain` of the shares sold, signed; null where the basis is unknown. */
  readonly lots: readonly { readonly lot: LotId; readonly shares: Shares; readonly gain: Cents | null }[]
}

/** Shares of a lot or of a planned purchase that replace loss shares of the sale. */
export interface Taken {
  readonly from: LotId | PlannedTrade | null
  readonly shares: number
  readonly bought: Replacement
}

/** Shares of a loss lot that one purchase replaces; `lost`: into no basis, for good or until a person decides. */
export interface WashedPart {
  readonly shares: number
  readonly lost: boolean
  readonly bought: Replacement
}

export function washVerdict(sale: ProposedSale, evidence: HouseholdEvidence): WashVerdict {
  return verdictAndTaken(sale, evidence).verdict
}

interface Judged {
  readonly verdict: WashVerdict
  readonly taken: readonly Taken[]
  /** In the order of matching, by loss lot. */
  readonly parts: ReadonlyMap<LotId, readonly WashedPart[]>
}

/** With what it takes, so that of several sales each share replaces once (Reg. 1.1091-1(e)). */
export function verdictAndTaken(sale: ProposedSale, evidence: HouseholdEvidence): Judged {
  const losses = sale.lots.filter(lot => lot.gain !== null && lot.gain < 0)
  const unknown = sale.lots.some(lot => lot.gain === null)
  if (losses.length === 0 && !unknown) return { verdict: verdict([], 0, 0, null), taken: [], parts: new Map() }
  if (isOutside(evidence, sale.security))
    return { verdict: outsideVerdict(evidence, sale.security, sale.date), taken: [], parts: new Map() }
  const group = evidence.group(sale.security)
  const around = windowOf(sale.date, group, evidence)
  const findings: Finding[] = []
  if (unknown) findings.push(unknownBasis(sale))
  const { washed, permanent, used, parts } = matchShares(sale, losses.length > 0 ? losses : sale.lots, around, evidence)
  for (const { each, shares: all } of used) findings.push(findingOf(evidence, sale, each, all))
  const sold = new Map(sale.lots.map(lot => [lot.lot, lot.shares]))
  for (const each of around.unsettled) {
    const left = leftOf(sale.account, sold, each)
    if (left > 0 || each.shares === null) findings.push(findingOf(evidence, sale, each, left))
  }
  for (const holding of group.reinvesting) {
    if (isSoldOut(sale, around, holding.account, holding.security)) continue
    const expected = reinvestFinding(evidence, sale.security, holding, sale.date)
    if (expected !== null) findings.push(expected)
  }
  for (const finding of undatedFindings(sale, around, evidence)) findings.push(finding)
  for (const finding of coverageFindings(evidence, sale.date)) findings.push(finding)
  const taken = used.map(({ each, count }) => ({ from: each.from, shares: count, bought: each }))
  return { verdict: verdict(findings, washed, permanent, clearOn(findings, sale.date)), taken, parts }
}

function findingOf(evidence: HouseholdEvidence, sale: ProposedSale, each: Replacement, left: number): Finding {
  const lost = each.sold === true || isLostIn(evidence, sale.account, each.account)
  return purchaseFinding(evidence, sale.security, { ...each, shares: each.shares === null ? null : shares(left), lost }, each.verb)
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

interface Use {
  readonly each: Replacement
  /** Shares to replace with, after what the sale itself sells; and those of them that are used. */
  readonly shares: number
  count: number
}

/** Share for share, oldest loss first, purchases in order: no more of them are looked at than the losses take, and none again that is used up. */
function matchShares(
  sale: ProposedSale,
  losses: ProposedSale['lots'],
  { held, replacements }: WindowEvidence,
  evidence: HouseholdEvidence,
): { washed: number; permanent: number; used: Use[]; parts: Map<LotId, WashedPart[]> } {
  const sold = new Map(sale.lots.map(lot => [lot.lot, lot.shares]))
  const uses: Use[] = []
  const placeAt = (index: number): Use => {
    const each = replacements[index] as Replacement
    uses[index] ??= { each, shares: leftOf(sale.account, sold, each), count: 0 }
    return uses[index]
  }
  const used = new Set<Use>()
  const parts = new Map<LotId, WashedPart[]>()
  let [washed, permanent, first] = [0, 0, 0]
  const oldestFirst = losses.toSorted((a, b) => compareDates(held.get(a.lot)?.acquired, held.get(b.lot)?.acquired))
  for (const loss of oldestFirst) {
    const lot = held.get(loss.lot)
    const identity = lot === undefined ? loss.lot : identityOf(lot)
    let open: number = loss.shares
    while (first < replacements.length && isUsedUp(placeAt(first))) first += 1
    for (let index = first; index < replacements.length && open > 0; index += 1) {
      const use = placeAt(index)
      if (use.each.identity === identity || isUsedUp(use) || !replaces(evidence, use.each, lot?.acquired ?? null)) continue
      const count = Math.min(open, use.shares - use.count)
      use.count += count
      used.add(use)
      open -= count
      washed += count
      const lost = use.each.sold === true || isLostIn(evidence, sale.account, use.each.account)
      if (lost) permanent += count
      const before = parts.get(loss.lot) ?? []
      if (count > 0) parts.set(loss.lot, [...before, { shares: count, lost, bought: use.each }])
    }
  }
  return { washed, permanent, used: [...used], parts }
}

/** Where the firm reads that older shares do not replace, only what was bought on the day of the loss lot or later does. */
function replaces({ policy }: HouseholdEvidence, { date }: Replacement, acquired: CivilDate | null): boolean {
  return policy.olderSharesReplace || date === null || acquired === null || date >= acquired
}

/** A purchase whose shares are not decided takes none and is told all the same. */
function isUsedUp({ each, shares: all, count }: Use): boolean {
  return each.shares !== null && count >= all
}

/** Of a lot that the sale itself sells from, only the rest is still held after it. */
function leftOf(account: AccountId, sold: ReadonlyMap<LotId, number>, { from, shares: all, account: holder }: Replacement): number {
  if (all === null) return 0
  return typeof from === 'string' && holder === account ? all - (sold.get(from) ?? 0) : all
}

/** A position that is sold whole pays no more dividends to reinvest. */
function isSoldOut(sale: ProposedSale, around: WindowEvidence, account: AccountId, security: SecurityId): boolean {
  if (account !== sale.account || security !== sale.security) return false
  return sale.lots.reduce((sum, lot) => sum + lot.shares, 0) >= (around.holdings.get(holdingOf(account, security)) ?? 0)
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

function undatedFindings(sale: ProposedSale, around: WindowEvidence, evidence: HouseholdEvidence): Finding[] {
  const sold = new Set(sale.lots.map(lot => lot.lot))
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
