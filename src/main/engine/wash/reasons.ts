/** Reasons of a wash verdict in words, each with the rule behind it, and the state they add up to. */
import { addDays, type CivilDate, earlierDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { noShares, type Shares } from '../../../shared/kernel/shares.ts'
import type { WashVerdict } from '../../../shared/model/review.ts'
import { date as dateInWords, shareCount } from '../../../shared/present/format.ts'
import { healthRule, noBasisRule } from '../../../shared/present/words.ts'
import { type HeldLot, type HouseholdEvidence, type ReinvestingFact, treatmentIn } from './evidence.ts'
import { expectedNear } from './expected.ts'
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
  health: healthRule,
  reinvest: 'IRC §1091(a): a reinvested dividend is a purchase',
  plan: 'Rev. Rul. 2008-5 speaks of IRAs only',
  coverage: 'Pub. 550: every account of the taxpayer and the spouse counts',
  broughtIn: 'IRC §1091(a); Reg. §1.1091-1(f): a transfer in is no purchase, what stands behind it was one',
  sameLot: 'Rev. Rul. 56-602',
  outside: 'IRC §1091(a)',
  dayOrder: 'Reg. §1.1091-1(c), (d); open point "Purchases of one day"',
  lost: noBasisRule,
} as const

export function gravest(findings: readonly Finding[]): WashVerdict['state'] {
  return gravity.find(state => findings.some(finding => finding.state === state)) ?? 'clear'
}

export interface Purchase {
  readonly account: AccountId
  readonly security: SecurityId
  readonly date: CivilDate
  readonly shares: Shares | null
  /** What it washes goes into no basis, as the firm reads the law: a spouse's separate return, shares bought and sold again. */
  readonly lost?: boolean
}

/** A purchase inside the window of a sale of `sold`. `verb`: bought, will buy. */
export function purchaseFinding(evidence: HouseholdEvidence, sold: SecurityId, purchase: Purchase, verb: string): Finding {
  const { account, security, date, shares } = purchase
  const treatment = treatmentIn(evidence, account)
  const count = shares === null ? '' : `${shareCount(shares)} sh of `
  const what = `${nameOf(evidence, account)} ${verb} ${count}${evidence.symbolOf(security)} on ${dateInWords(date)}`
  const reason = (effect: string, rule: string): WashReason => ({ what: `${what}${effect}`, account, security, date, shares, rule })
  if (treatment === 'sheltered')
    return { state: 'ira-risk', reason: reason(': permanent loss, the loss would be lost for good', shelteredRule(evidence, account)) }
  if (treatment === 'unsettled')
    return { state: 'ira-risk', reason: reason(': no ruling says whether a plan counts; decide before selling', rules.plan) }
  const exact = security === sold
  if (purchase.lost === true) {
    const finding = reason(': permanent loss, no basis takes it', rules.lost)
    return { state: exact ? 'potential-exact' : 'potential-related', reason: finding }
  }
  return exact
    ? { state: 'potential-exact', reason: reason(': the loss moves into those shares', rules.window) }
    : { state: 'potential-related', reason: reason(`, declared identical to ${evidence.symbolOf(sold)}`, rules.identical) }
}

/** Shares that a transfer brought in and that were bought inside the window: whose purchase it was the book does not know, so nothing is decided. */
export function broughtInFinding(evidence: HouseholdEvidence, lot: HeldLot, left: Shares): Finding {
  const { account, security, acquired: date } = lot
  const what = `${nameOf(evidence, account)} holds ${shareCount(left)} sh of ${evidence.symbolOf(security)} from a transfer in, bought ${date === null ? 'on an unknown day' : `on ${dateInWords(date)}`} outside the book: they may wash the loss`
  return { state: 'coverage-incomplete', reason: { what, account, security, date, shares: left, rule: rules.broughtIn } }
}

/**
 * A dividend that is expected to buy shares inside the window of a sale on `day`. null: the next ones are expected outside it. Where no date can be told, one
 * may come any day.
 */
export function reinvestFinding(evidence: HouseholdEvidence, sold: SecurityId, holding: ReinvestingFact, day: CivilDate): Finding | null {
  const { account, security } = holding
  const next = expectedNear(holding, day)
  if (next === 'none') return null
  const sheltered = treatmentIn(evidence, account) !== 'taxable'
  const when = next === 'unknown' ? 'a dividend within 30 days' : `the next, est. ${dateInWords(next)},`
  return {
    state: sheltered ? 'ira-risk' : security === sold ? 'potential-exact' : 'potential-related',
    reason: {
      what: `${nameOf(evidence, account)} reinvests dividends of ${evidence.symbolOf(security)}: ${when} would ${sheltered ? 'destroy' : 'wash'} part of the loss`,
      account,
      security,
      date: null,
      shares: null,
      rule: sheltered ? rules.ira : rules.reinvest,
    },
  }
}

/** Rev. Rul. 2008-5 speaks of IRAs; that a health savings account is treated like one is the firm's reading. */
export function shelteredRule(evidence: HouseholdEvidence, account: AccountId): string {
  return evidence.accounts.get(account)?.type === 'hsa' ? rules.health : rules.ira
}

/** Why no basis takes a loss that a purchase in `buyer` disallowed: the account is sheltered, or the firm reads it so. */
export function lostRule(evidence: HouseholdEvidence, buyer: AccountId): string {
  return treatmentIn(evidence, buyer) === 'sheltered' ? shelteredRule(evidence, buyer) : rules.lost
}

/**
 * Accounts of the household without trades for the days the records should speak of: from thirty days before `day` to it, or to the records' end. Of an account
 * that never had trades in the book nobody can say what it buys on any day.
 */
export function coverageFindings(evidence: HouseholdEvidence, day: CivilDate): Finding[] {
  const from = addDays(day, -windowDays)
  const to = earlierDate(day, evidence.asOf)
  const needs = `; the window needs ${dateInWords(from)} to ${dateInWords(to)}`
  const findings: Finding[] = []
  for (const account of evidence.accounts.values()) {
    const { coverageFrom, coverageTo } = account
    const never = coverageFrom === null || coverageTo === null
    // a window that begins after the records end asks nothing of records that are kept
    if (!never && (from > to || (coverageFrom <= from && coverageTo >= to))) continue
    const around = from > to ? `, so nobody can say what it buys around ${dateInWords(day)}` : needs
    const has = never
      ? `has no trades in the book${around}`
      : `has trades from ${dateInWords(coverageFrom)} to ${dateInWords(coverageTo)} only${needs}`
    findings.push({
      state: 'coverage-incomplete',
      reason: {
        what: `${account.name} ${has}`,
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

/** The whole verdict on what is neither stock nor a security: nothing around it matters (RULES 1.9). */
export function outsideVerdict(evidence: HouseholdEvidence, security: SecurityId, day: CivilDate): WashVerdict {
  const reason = { what: outsideWords(evidence, security), account: null, security, date: null, shares: null, rule: rules.outside }
  return { state: 'clear', washedShares: noShares, permanentShares: noShares, reasons: [reason], clearOn: day }
}

export function outsideWords(evidence: HouseholdEvidence, security: SecurityId): string {
  return `${evidence.symbolOf(security)} is a digital asset held as property: §1091 speaks of stock or securities`
}

export function nameOf(evidence: HouseholdEvidence, account: AccountId): string {
  return evidence.accounts.get(account)?.name ?? account
}
