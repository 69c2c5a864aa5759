/**
 * Whom a purchase would hurt: loss sales of the last thirty days in any account of the household that have not found a replacement yet, and loss sales of
 * the same plan on either side of the day. The other direction of the same window: IRC section 1091(a).
 */
import { type CivilDate, laterDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { WashVerdict } from '../../../shared/model/review.ts'
import { date as dateInWords, exactMoney, shareCount } from '../../../shared/present/format.ts'
import { type HouseholdEvidence, isOutside, treatmentIn } from './evidence.ts'
import type { LossSale } from './loss-sale.ts'
import { coverageFindings, type Finding, gravest, nameOf, outsideVerdict, rules, shelteredRule } from './reasons.ts'
import { clearAfter, inWindow } from './window.ts'

export interface ProposedPurchase {
  readonly account: AccountId
  readonly security: SecurityId
  readonly date: CivilDate
  /** null: not decided yet. */
  readonly shares: Shares | null
}

export function purchaseVerdict(purchase: ProposedPurchase, evidence: HouseholdEvidence): WashVerdict {
  const { account, security, date } = purchase
  if (isOutside(evidence, security)) return outsideVerdict(evidence, security, date)
  const group = evidence.group(security)
  const treatment = treatmentIn(evidence, account)
  const findings: Finding[] = []
  let left: number = purchase.shares ?? Number.POSITIVE_INFINITY
  let washed = 0
  let clear: CivilDate = date
  for (const sale of group.lossSales) {
    if (sale.date > date || !inWindow(sale.date, date) || sale.unreplaced === 0) continue
    if (sale.loss === null) {
      findings.push(undecidedFinding(sale, evidence))
      continue
    }
    const matched = Math.min(left, sale.unreplaced)
    left -= matched
    washed += matched
    clear = laterDate(clear, clearAfter(sale.date))
    const what = `${nameOf(evidence, sale.account)} sold ${shareCount(sale.shares)} sh of ${evidence.symbolOf(sale.security)} at a loss of ${exactMoney(sale.loss)} on ${dateInWords(sale.date)}`
    findings.push(washFinding(what, sale.account, sale.security, sale.date, shares(matched)))
  }
  for (const plan of group.plannedLossSales) {
    if (!inWindow(plan.date, date)) continue
    clear = laterDate(clear, clearAfter(plan.date))
    const what = `${nameOf(evidence, plan.account)} is to sell ${evidence.symbolOf(plan.security)} at a loss on ${dateInWords(plan.date)}${plan.ticket === undefined ? '' : `, on ticket ${plan.ticket}`}`
    findings.push(washFinding(what, plan.account, plan.security, plan.date, plan.shares))
  }
  for (const finding of coverageFindings(evidence, date)) findings.push(finding)
  const counts = treatment === 'unsettled' ? 0 : washed
  return {
    state: gravest(findings),
    washedShares: shares(counts),
    permanentShares: shares(treatment === 'sheltered' ? counts : 0),
    reasons: findings.map(finding => finding.reason),
    clearOn: findings.some(finding => finding.state === 'coverage-incomplete') ? null : clear,
  }

  function washFinding(sold: string, from: AccountId, of: SecurityId, day: CivilDate, count: Shares | null): Finding {
    const reason = (effect: string, rule: string) => ({
      what: `${sold}: ${effect}`,
      account: from,
      security: of,
      date: day,
      shares: count,
      rule,
    })
    if (treatment === 'sheltered')
      return {
        state: 'ira-risk',
        reason: reason(`buying in ${kindOf(evidence, account)} would destroy that loss`, shelteredRule(evidence, account)),
      }
    if (treatment === 'unsettled')
      return { state: 'ira-risk', reason: reason('no ruling says whether a plan counts; decide before buying', rules.plan) }
    const exact = of === security
    return {
      state: exact ? 'potential-exact' : 'potential-related',
      reason: reason('buying would defer that loss', exact ? rules.window : rules.identical),
    }
  }
}

/** A sale whose result the records cannot tell may have been a loss. */
function undecidedFinding(sale: LossSale, evidence: HouseholdEvidence): Finding {
  const { account, security, date, shares: count } = sale
  const what = `${nameOf(evidence, account)} sold ${shareCount(count)} sh of ${evidence.symbolOf(security)} on ${dateInWords(date)}; whether at a loss is not in the records`
  return { state: 'coverage-incomplete', reason: { what, account, security, date, shares: count, rule: rules.coverage } }
}

/** In words, after `in`: an IRA, or an HSA, which is treated like one. */
function kindOf(evidence: HouseholdEvidence, account: AccountId): string {
  return evidence.accounts.get(account)?.type === 'hsa' ? 'an HSA' : 'an IRA'
}
