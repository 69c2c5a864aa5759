/** The trail of a year's tax and of the worth of a change to it: every line of the computation with its rule, and who stated the facts. */
import { addCents, type Cents, cents, negateCents, noCents } from '../../../shared/kernel/cents.ts'
import type { TaxProfile } from '../../../shared/model/book.ts'
import type { FederalTable } from '../../../shared/model/tax-table.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { date, exactMoney, rate } from '../../../shared/present/format.ts'
import { whyNoYear } from '../harvest/harvest-scan.ts'
import type { Standing } from '../standing/standing.ts'
import type { TaxOfYear } from '../tax/year.ts'
import { realizedSide } from './realized-trace.ts'
import { step } from './step.ts'

export function profileSource(profile: TaxProfile): string {
  return `tax profile of ${profile.year}, entered by ${profile.author || 'an unnamed person'} on ${date(profile.asOf)}`
}

/** What selling saves now: this year's tax without less this year's tax with. `change` holds net results by term after wash adjustments. */
export function savedNowTrace(
  standing: Standing,
  label: string,
  change: { readonly short: Cents; readonly long: Cents },
  inputs: readonly Trace[],
): Trace {
  const { year } = standing
  if (year === null) return step(label, 'unknown', { source: whyNoYear(standing), inputs })
  const { before, after } = year.workings(change.short, change.long)
  return step(label, exactMoney(cents(before.total - after.total)), {
    formula: 'tax of the year without the sale − tax of the year with it',
    rule: 'IRC §1(h), §1211(b), §1411; Schedule D order',
    inputs: [
      ...inputs,
      yearTrace(standing, 'Tax of the year without', before, noCents, noCents),
      yearTrace(standing, 'Tax of the year with', after, change.short, change.long),
    ],
  })
}

/** `usesUp`: whether less carried is told as a negative amount or as none. */
export function carriedTrace(
  standing: Standing,
  results: { readonly short: Cents; readonly long: Cents },
  usesUp: 'told' | 'none' = 'none',
): Trace {
  const { year } = standing
  if (year === null) return step('Carried to later years', 'unknown', { source: whyNoYear(standing) })
  const { before, after } = year.workings(results.short, results.long)
  const carry = (of: TaxOfYear) => addCents(of.carryShort, of.carryLong)
  const change = carry(after) - carry(before)
  const amount = cents(usesUp === 'told' ? change : Math.max(0, change))
  return step('Carried to later years', exactMoney(amount), {
    formula: 'loss carried out of the year with the sale − without it',
    rule: 'IRC §1212(b)(1); Capital Loss Carryover Worksheet',
    inputs: [
      step('Carried with the sale', exactMoney(carry(after)), { inputs: carryParts(after) }),
      step('Carried without', exactMoney(carry(before)), { inputs: carryParts(before) }),
    ],
  })
}

function carryParts(year: TaxOfYear): Trace[] {
  return [step('Short-term', exactMoney(year.carryShort)), step('Long-term', exactMoney(year.carryLong))]
}

function yearTrace(standing: Standing, label: string, year: TaxOfYear, short: Cents, long: Cents): Trace {
  const profile = standing.snapshot.taxProfile as TaxProfile
  const federal = standing.snapshot.federal as FederalTable
  const source = profileSource(profile)
  const netted = step('Capital gain or loss in income (1040 line 7a)', exactMoney(year.capitalInIncome), {
    formula: 'net of short-term and long-term, a loss only up to the limit',
    rule: 'IRC §1211(b); Schedule D lines 16 and 21',
    inputs: [
      sideTrace(standing, 'short', year.netShort, short),
      sideTrace(standing, 'long', year.netLong, long),
      step('Loss limit', exactMoney(federal.lossLimit[profile.filingStatus]), { rule: 'IRC §1211(b)', source: federal.source }),
    ],
  })
  return step(label, exactMoney(year.total), {
    formula: 'income tax + net investment income tax + state planning amount',
    inputs: [
      incomeTaxTrace(federal, profile, year, netted),
      step('Net investment income tax', exactMoney(year.investmentTax), {
        formula: `${rate(federal.netInvestment[profile.filingStatus].rate)} of the smaller of the two`,
        rule: 'IRC §1411',
        inputs: [
          step('Net investment income', exactMoney(year.investmentIncome), { source }),
          step('MAGI over the threshold', exactMoney(year.overThreshold), { source }),
        ],
      }),
      step('State tax on the capital result, planning amount', exactMoney(year.stateTax), {
        formula: `short-term at ${rate(profile.stateShortRate)}, long-term at ${rate(profile.stateLongRate)}, netted and limited as on the federal return`,
        source,
      }),
    ],
  })
}

function incomeTaxTrace(federal: FederalTable, profile: TaxProfile, year: TaxOfYear, netted: Trace): Trace {
  const source = profileSource(profile)
  return step('Income tax', exactMoney(year.incomeTax), {
    formula: 'brackets on the ordinary part, 0/15/20 % on top, never more than the brackets on everything',
    rule: 'IRC §1(h)(1), §1(j)',
    source: federal.source,
    inputs: [
      step('Taxable income', exactMoney(year.taxable), {
        formula: 'ordinary income + qualified dividends + capital gain or loss, not below zero',
        inputs: [
          step('Ordinary taxable income', exactMoney(profile.ordinaryIncome), { source }),
          step('Qualified dividends', exactMoney(profile.qualifiedDividends), { source }),
          netted,
        ],
      }),
      step('Taxed in the brackets', exactMoney(year.ordinaryPortion)),
      step('Taxed at 0 %', exactMoney(year.at0)),
      step('Taxed at 15 %', exactMoney(year.at15)),
      step('Taxed at 20 %', exactMoney(year.at20)),
      step('By the brackets on everything', exactMoney(year.regularTax), { rule: 'the most that may be due' }),
    ],
  })
}

/** Sales that are issued and not in the custodian's files yet stand in the year as well: a second ticket does not save the same tax again. */
function ticketedSide(standing: Standing, term: 'short' | 'long'): Trace {
  const tickets = [...new Set((standing.snapshot.plannedSales ?? []).map(sale => sale.ticket))].join(', ')
  return step('Sales on issued tickets', exactMoney(standing.planned[term]), { source: tickets })
}

function sideTrace(standing: Standing, term: 'short' | 'long', net: Cents, added: Cents): Trace {
  const carried = term === 'short' ? standing.realized.carryforwardShort : standing.realized.carryforwardLong
  const profile = standing.snapshot.taxProfile as TaxProfile
  return step(term === 'short' ? 'Net short-term (Schedule D line 7)' : 'Net long-term (line 15)', exactMoney(net), {
    formula: 'realized this year + sales on issued tickets + this sale − carried in',
    rule: 'IRC §1222, §1212(b)',
    inputs: [
      realizedSide(standing, term),
      ...(standing.planned[term] === 0 ? [] : [ticketedSide(standing, term)]),
      step('This sale', exactMoney(added)),
      step('Carried in', exactMoney(negateCents(carried)), { source: profileSource(profile) }),
    ],
  })
}
