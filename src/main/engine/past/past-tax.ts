/** Tax of a simulated past: today's rates of the household's year on gains as a rule realizes them, for the part of the household that is in taxable accounts. */
import { noCents } from '../../../shared/kernel/cents.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import { percent, rate } from '../../../shared/present/format.ts'
import type { TaxRates } from '../backtest/tax-ledger.ts'
import { yearRates } from '../rebalance/year-rates.ts'
import { holdingsOf } from '../standing/holdings.ts'
import type { Standing } from '../standing/standing.ts'

export interface PastTax {
  /** null: nothing is taxed, or the rates are not known. */
  readonly rates: TaxRates | null
  /** No account is taxable: the tax is nothing, and known. */
  readonly untaxed: boolean
  readonly words: string
}

export function taxOf(standing: Standing): PastTax {
  const { snapshot, year } = standing
  const taxable = taxablePart(standing)
  if (taxable === 0) return { rates: null, untaxed: true, words: 'No account is taxable: rules are compared without tax.' }
  if (year === null || snapshot.taxProfile === null)
    return {
      rates: null,
      untaxed: false,
      words: 'Tax is unknown: the household has no tax profile for this year. Rules are compared before tax.',
    }
  const { rS, rL } = yearRates(year, snapshot.taxProfile, 0)
  const words = `Tax: every gain is realized lot by lot, the oldest first, and netted by calendar year; short-term at ${rate(rS)}, long-term (over a year) at ${rate(rL)}, today’s rates of the household, on the ${percent(Math.round(taxable * 10_000))} of it in taxable accounts, as if every account traded alike. All was bought on the first day. Left out: wash sales, harvests, losses against other income, and tax on what is still held at the end, which favors rules that trade little.`
  return { rates: { taxable, short: rS, long: rL }, untaxed: false, words }
}

function taxablePart(standing: Standing): number {
  let [all, taxed] = [0, 0]
  const add = (taxable: boolean, value: number) => {
    all += value
    if (taxable) taxed += value
  }
  for (const { account, value } of holdingsOf(standing)) add(isTaxable(standing.accountOf(account).type), Math.max(0, value ?? 0))
  for (const { type, cash } of standing.snapshot.accounts) add(isTaxable(type), Math.max(0, cash ?? noCents))
  return all > 0 ? taxed / all : 0
}
