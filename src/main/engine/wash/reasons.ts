/** Reasons of a wash verdict in words, each with the rule behind it, and the state they add up to. */
import { addDays, type CivilDate, earlierDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { WashVerdict } from '../../../shared/model/review.ts'
import { date as dateInWords, shareCount } from '../../../shared/present/format.ts'
import { type HouseholdEvidence, treatmentIn } from './evidence.ts'
import { windowDays } from './window.ts'

export type WashReason = WashVerdict['reasons'][number]

/** From grave to harmless: the gravest reason is the state of the verdict. */
const gravity = ['not-evaluated', 'ira-risk', 'potential-exact', 'potential-related', 'coverage-incomplete', 'clear'] as const

export interface Finding {
  readonly state: WashVerdict['state']
  readonly reason: WashReason
}

export const rules = {
  window: 'IRC §1091(a); Reg. §1.1091-1(a)',
  identical: 'IRC §1091(a); Pub. 550, substantially identical stock or securities',
  ira: 'Rev. Rul. 2008-5',
  reinvest: 'IRC §1091(a): a reinvested dividend is a purchase',
  plan: 'Rev. Rul. 2008-5 speaks of IRAs only',
  coverage: 'Pub. 550: every account of the taxpayer and the spouse counts',
  sameLot: 'Rev. Rul. 56-602',
} as const

export function gravest(findings: readonly Finding[]): WashVerdict['state'] {
  return gravity.find(state => findings.some(finding => finding.state === state)) ?? 'clear'
}

export interface Purchase {
  readonly account: AccountId
  readonly security: SecurityId
  readonly date: CivilDate
  readonly shares: Shares | null
}

/** A purchase inside the window of a sale of `sold`. `verb`: bought, will buy. */
export function purchaseFinding(evidence: HouseholdEvidence, sold: SecurityId, purchase: Purchase, verb: string): Finding {
  const { account, security, date, shares } = purchase
  const treatment = treatmentIn(evidence, account)
  const count = shares === null ? '' : `${shareCount(shares)} sh of `
  const what = `${nameOf(evidence, account)} ${verb} ${count}${evidence.symbolOf(security)} on ${dateInWords(date)}`
  const reason = (effect: string, rule: string): WashReason => ({ what: `${what}${effect}`, account, security, date, shares, rule })
  if (treatment === 'sheltered') return { state: 'ira-risk', reason: reason(': the loss would be lost for good', rules.ira) }
  if (treatment === 'unsettled')
    return { state: 'ira-risk', reason: reason(': no ruling says whether a plan counts; decide before selling', rules.plan) }
  const exact = security === sold
  return exact
    ? { state: 'potential-exact', reason: reason(': the loss moves into those shares', rules.window) }
    : { state: 'potential-related', reason: reason(`, declared identical to ${evidence.symbolOf(sold)}`, rules.identical) }
}

export function reinvestFinding(evidence: HouseholdEvidence, sold: SecurityId, account: AccountId, security: SecurityId): Finding {
  const sheltered = treatmentIn(evidence, account) !== 'taxable'
  const effect = sheltered
    ? 'a dividend within 30 days would destroy part of the loss'
    : 'a dividend within 30 days would wash part of the loss'
  return {
    state: sheltered ? 'ira-risk' : security === sold ? 'potential-exact' : 'potential-related',
    reason: {
      what: `${nameOf(evidence, account)} reinvests dividends of ${evidence.symbolOf(security)}: ${effect}`,
      account,
      security,
      date: null,
      shares: null,
      rule: sheltered ? rules.ira : rules.reinvest,
    },
  }
}

/** Accounts of the household without trades for the days the records should speak of: from thirty days before `day` to it, or to the records' end. */
export function coverageFindings(evidence: HouseholdEvidence, day: CivilDate): Finding[] {
  const from = addDays(day, -windowDays)
  const to = earlierDate(day, evidence.asOf)
  const findings: Finding[] = []
  for (const account of evidence.accounts.values()) {
    const { coverageFrom, coverageTo } = account
    const covered = coverageFrom !== null && coverageTo !== null && coverageFrom <= from && coverageTo >= to
    if (covered) continue
    const has =
      coverageFrom === null || coverageTo === null
        ? 'has no trades in the book'
        : `has trades from ${dateInWords(coverageFrom)} to ${dateInWords(coverageTo)} only`
    findings.push({
      state: 'coverage-incomplete',
      reason: {
        what: `${account.name} ${has}; the window needs ${dateInWords(from)} to ${dateInWords(to)}`,
        account: account.id,
        security: null,
        date: null,
        shares: null,
        rule: rules.coverage,
      },
    })
  }
  return findings
}

export function nameOf(evidence: HouseholdEvidence, account: AccountId): string {
  return evidence.accounts.get(account)?.name ?? account
}
