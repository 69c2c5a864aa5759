/**
 * The independent checker. From the instance and the lot picks alone it re-derives shares, cash, every limit, wash sales and every term in integers, and the bound from
 * the prices that certify it. It shares no code with the optimizer, so that a mistake there is not made twice.
 */
import type { RebalanceProposal } from '../../../../shared/model/rebalance-proposal.ts'
import { alsoChecks } from './also.ts'
import { type Check, limitChecks } from './limits.ts'
import { picksOf } from './picks.ts'
import { checkProof } from './proof.ts'
import { type DerivedTerms, termsOf } from './terms.ts'

export interface Verdict {
  readonly name: string
  readonly verdict: 'holds' | 'broken'
  readonly checks: readonly Check[]
  readonly objective: number
  /** Distance to the stated bound, relative to gross terms. */
  readonly gap: number
}

/** What rounding may make of a figure: a billionth of the terms it is made of. */
const precision = 1e-9

export function verifyProposal(proposal: RebalanceProposal): Verdict {
  const { instance, stated } = proposal
  const picks = picksOf(proposal)
  const shares: Check = {
    name: 'shares',
    verdict: picks.faults.length === 0 ? 'holds' : 'broken',
    found: picks.faults.length === 0 ? 'every pick is in its lot' : picks.faults.join('; '),
  }
  if (picks.faults.length > 0) return { name: instance.name, verdict: 'broken', checks: [shares], objective: Number.NaN, gap: Number.NaN }
  const derived = termsOf(instance, picks)
  const checks = [
    shares,
    ...limitChecks(instance, picks),
    ...alsoChecks(instance, picks, derived.te, derived.tax),
    ...figureChecks(stated, derived),
    boundCheck(proposal, derived),
  ]
  return {
    name: instance.name,
    verdict: checks.some(check => check.verdict === 'broken') ? 'broken' : 'holds',
    checks,
    objective: derived.objective,
    gap: (derived.objective - stated.bound) / Math.max(derived.gross, 1e-6),
  }
}

function figureChecks({ objective, terms }: RebalanceProposal['stated'], derived: DerivedTerms): Check[] {
  const compare = (name: string, said: number, is: number): Check => ({
    name,
    verdict: Math.abs(said - is) <= precision * Math.max(derived.gross, Math.abs(is)) + 1e-12 ? 'holds' : 'broken',
    found: `says ${said}, is ${is}`,
  })
  return [
    compare('tracking error', terms.te, derived.te),
    compare('tax', terms.tax, derived.tax),
    compare('linear cost', terms.linear, derived.linear),
    compare('impact', terms.impact, derived.impact),
    compare('fixed cost', terms.fixed, derived.fixed),
    compare('objective', objective, derived.objective),
  ]
}

function boundCheck({ instance, stated, certificate }: RebalanceProposal, derived: DerivedTerms): Check {
  const room = precision * derived.gross + 1e-11
  if (stated.bound > derived.objective + room) {
    return { name: 'bound', verdict: 'broken', found: `${stated.bound} is above this plan's own objective` }
  }
  const regimes = new Set(certificate.map(({ regime }) => regime))
  if (regimes.size < 3) return { name: 'bound', verdict: 'broken', found: 'the certificate leaves out a case of the netting' }
  const checked = certificate.map(each => checkProof(instance, each, stated.bound - room))
  const proven = checked.reduce((least, { bound }) => Math.min(least, bound), Infinity)
  const parts = checked.reduce((sum, each) => sum + each.parts, 0)
  const fault = checked.find(each => each.fault !== undefined)?.fault
  if (fault !== undefined) return { name: 'bound', verdict: 'broken', found: fault }
  if (stated.bound <= proven + room) {
    return { name: 'bound', verdict: 'holds', found: `${proven} by the certificate’s prices, ${parts} parts checked one by one` }
  }
  return { name: 'bound', verdict: 'broken', found: `says ${stated.bound}, the certificate’s prices prove ${proven}` }
}
