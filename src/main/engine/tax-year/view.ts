/**
 * A household's tax year: rows, two scopes, Form 8949, Schedule D, carryovers, tax, and what must be read before them. One document for the screen, the
 * file and the paper, so that all three show the same sums. A year without a federal table or a profile says so and shows no tax.
 */
import { addCents, cents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, yearOf } from '../../../shared/kernel/civil-date.ts'
import { isTaxable, type TaxProfile } from '../../../shared/model/book.ts'
import type { HandOver, YearNotice, YearRow, YearTax, YearView } from '../../../shared/model/tax-year.ts'
import { counted, date, exactMoney } from '../../../shared/present/format.ts'
import { lawStatement } from '../../../shared/present/law.ts'
import { enteredResults } from '../standing/realized.ts'
import type { Standing } from '../standing/standing.ts'
import { unmatchedWhy } from '../standing/unmatched-loss.ts'
import { type TaxOfYear, taxOfYear } from '../tax/year.ts'
import { carryoverOf, handOver } from './carryover.ts'
import { chainsOf } from './chains.ts'
import type { YearFacts } from './facts.ts'
import { formBoxes } from './form.ts'
import { methodStatement } from './method.ts'
import { undecidedWhy } from './plans.ts'
import { separateReturns } from './returns.ts'
import { custodianKind, custodianWhy, orderWhy, yearRows } from './rows.ts'
import { scheduleD } from './schedule-d.ts'
import { identityOf, totalsOf } from './totals.ts'

export function yearView(facts: YearFacts): YearView {
  const { standing, snapshot, year, choices } = facts
  const rows = yearRows(standing, year)
  const profile = profileOf(facts, year)
  const tax = taxWith(facts, year, rows)
  const handOvers = handOversOf(facts, tax)
  const identity = identityOf(standing, rows)
  const table = facts.tableOf(year)
  const returns = separateReturns(standing, profile, rows, table)
  const parts = { rows, identity, handOvers, profile, returns }
  return {
    household: snapshot.household.id,
    householdName: snapshot.household.name,
    asOf: snapshot.asOf,
    year,
    years: yearsOf(facts),
    snapshotHash: facts.snapshotHash,
    engine: facts.engine,
    ...parts,
    totals: totalsOf(rows),
    boxes: formBoxes(rows, choices),
    schedule: scheduleD(rows, { year, profile, tax, choices, apart: returns.length > 0 }),
    carryover: tax === null ? null : carryoverOf(tax),
    tax: tax === null ? null : taxBesides(facts, tax),
    chains: chainsOf(standing, year),
    notices: noticesOf(facts, parts),
    table: table === undefined ? null : { source: table.source, effective: table.effective },
    method: [...methodStatement(choices, standing.policy), ...lawStatement(snapshot.settings.law)],
  }
}

function profileOf({ profiles }: YearFacts, year: number): TaxProfile | null {
  return profiles.find(profile => profile.year === year) ?? null
}

/** The whole year with its sales; null without a profile or a table of that year. */
function taxWith(facts: YearFacts, year: number, rows: readonly YearRow[]): TaxOfYear | null {
  const [profile, table] = [profileOf(facts, year), facts.tableOf(year)]
  if (profile === null || table === undefined) return null
  // spouses who file separately have no tax in common
  if (separateReturns(facts.standing, profile, rows, table).length > 0) return null
  const { taxpayer } = totalsOf(rows)
  const entered = enteredResults(profile)
  return taxOfYear(profile, table, { short: addCents(taxpayer.short, entered.short), long: addCents(taxpayer.long, entered.long) })
}

function taxBesides(facts: YearFacts, tax: TaxOfYear): YearTax | null {
  const without = taxWith(facts, facts.year, [])
  if (without === null) return null
  const figures = ({ taxable, incomeTax, regularTax, investmentTax, stateTax, total, carryShort, carryLong }: TaxOfYear) => ({
    taxable,
    incomeTax,
    regularTax,
    investmentTax,
    stateTax,
    total,
    carried: addCents(carryShort, carryLong),
  })
  return { with: figures(tax), without: figures(without), difference: cents(tax.total - without.total) }
}

/** Into this year from the one before, and out of it into the next, where both have a profile and the earlier one a table. */
function handOversOf(facts: YearFacts, tax: TaxOfYear | null): HandOver[] {
  const { year, standing } = facts
  const [own, next] = [profileOf(facts, year), profileOf(facts, year + 1)]
  const before = own === null || profileOf(facts, year - 1) === null ? null : taxWith(facts, year - 1, yearRows(standing, year - 1))
  return [
    ...(before === null || own === null ? [] : [handOver(before, year - 1, own)]),
    ...(tax === null || next === null ? [] : [handOver(tax, year, next)]),
  ]
}

/** Newest first: every year from the first trade or sale to the as-of year, and the years of a tax profile or a federal table. */
function yearsOf({ snapshot, standing, profiles, tableOf }: YearFacts): number[] {
  const taxable = new Set(snapshot.accounts.filter(account => isTaxable(account.type)).map(account => account.id))
  const last = yearOf(snapshot.asOf)
  const years = new Set([last, ...profiles.map(profile => profile.year)])
  for (const row of snapshot.realized) if (taxable.has(row.account) && row.closed <= snapshot.asOf) years.add(yearOf(row.closed))
  for (const row of standing.projection.realized) years.add(yearOf(row.sold))
  for (const sale of standing.projection.undecided) years.add(yearOf(sale.sold))
  let first = last
  for (const year of years) first = Math.min(first, year)
  for (const entry of snapshot.entries) if (taxable.has(entry.account)) first = Math.min(first, yearOf(entry.tradeDate))
  for (let year = Math.max(first, earliest); year < last; year += 1) years.add(year)
  for (let year = last - tableYears; year < last; year += 1) if (tableOf(year) !== undefined) years.add(year)
  return [...years].sort((a, b) => b - a)
}

/** How far back a federal table alone offers a year: what a refund may still be claimed for, and one more (IRC section 6511(a)). */
const tableYears = 4
/** A trade before it is offered by its sale alone: one slip of a year must not make a list of a century. */
const earliest = 2000

type Parts = Pick<YearView, 'rows' | 'identity' | 'handOvers' | 'profile' | 'returns'>

function noticesOf({ year, snapshot, standing, tableOf }: YearFacts, { rows, identity, handOvers, profile, returns }: Parts): YearNotice[] {
  const notices: YearNotice[] = []
  const say = (code: YearNotice['code'], what: string) => void notices.push({ code, what })
  if (year > yearOf(snapshot.asOf)) say('future', `${year} lies after ${date(snapshot.asOf)}: the records cannot speak of it yet.`)
  if (tableOf(year) === undefined)
    say('no-table', `There is no federal table for ${year}: no tax is worked out for it, and nothing is guessed. Gains and forms stand.`)
  if (profile === null)
    say(
      'no-profile',
      `No tax profile of ${year} is entered: carryovers, lines 7, 15 and 16 and the year's tax are unknown until there is one.`,
    )
  if (returns.length > 0)
    say(
      'no-one-return',
      `Spouses file separately in ${year}: ${returns.length} returns, each with its own netting and its own limit on losses (IRC §1211(b)). Sums over both are of no return, and no tax is worked out; carryovers of the profile name no owner.`,
    )
  const unknown = rows.filter(row => row.recognized === null || row.term === null)
  if (unknown.length > 0)
    say('unknown', `${counted(unknown.length, 'sale')} of unknown basis or term: left out of every sum and of the forms.`)
  const provisional = rows.flatMap(row => row.provisional ?? [])
  if (provisional.length > 0)
    say('provisional', `${counted(provisional.length, 'loss', 'losses')} may still change: ${whatChanges(provisional)}.`)
  const ordered = rows.filter(row => orderWhy(standing, { entry: row.sale, lot: row.lot }) !== null)
  if (ordered.length > 0)
    say(
      'undecided',
      `${counted(ordered.length, 'loss depends', 'losses depend')} on which account bought first on a day, which the records do not say (Settings, Open points of law: Purchases of one day).`,
    )
  for (const what of recordNotices(standing, rows)) say('undecided', what)
  const restated = rows.filter(row => custodianKind(standing, { entry: row.sale, lot: row.lot }) === 'restated')
  if (restated.length > 0)
    say(
      'restated',
      `${counted(restated.length, 'sale')} on a custodian's own wash sale that the law gives elsewhere: the return leaves the custodian's adjustment out, and Form 1099-B will show other figures. Each row says both.`,
    )
  const undecided = rows.filter(row => undecidedWhy(standing, row) !== null)
  if (undecided.length > 0)
    say(
      'undecided',
      `${counted(undecided.length, 'loss', 'losses')} beside a purchase in an employer, education or health plan: a person decides.`,
    )
  for (const over of handOvers) if (!over.agrees) say('hand-over', handOverWords(over))
  if (!identity.holds)
    say(
      'identity',
      `The sums do not close by ${exactMoney(identity.gone)}: raw gains, wash adjustments and recognized gains disagree. Do not file from these figures.`,
    )
  return notices
}

/** Figures that follow a custodian where the return may not, and losses in no booking. */
function recordNotices(standing: Standing, rows: readonly YearRow[]): string[] {
  const ordered = rows.flatMap(row => custodianWhy(standing, { entry: row.sale, lot: row.lot }) ?? [])
  const unmatched = rows.filter(row => unmatchedWhy(standing, row) !== null)
  const words: string[] = []
  if (ordered.length > 0)
    words.push(`${counted(ordered.length, 'sale')} on a custodian's own wash sale: ${[...new Set(ordered)].join('; ')}.`)
  if (unmatched.length > 0)
    words.push(
      `${counted(unmatched.length, 'loss', 'losses')} told of by a custodian's file alone: no purchase of the household has been held against them, and they may be disallowed (IRC §1091). Import the trades or a later lot file.`,
    )
  return words
}

/** A purchase inside a window that is open, trades that the book lacks, or both of one loss. */
function whatChanges(losses: readonly NonNullable<YearRow['provisional']>[]): string {
  const open = losses.filter(one => one.open)
  const last = open.reduce<CivilDate | null>((latest, { until }) => (latest === null || until > latest ? until : latest), null)
  const lacking = losses.filter(one => one.missing.length > 0)
  const accounts = [...new Set(lacking.flatMap(one => one.missing))]
  return [
    ...(last === null ? [] : [`${open.length} by a purchase, the last window closes on ${date(last)}`]),
    ...(lacking.length === 0 ? [] : [`${lacking.length} by trades of ${accounts.join(', ')}, which are not in the book`]),
  ].join('; ')
}

function handOverWords({ from, to, computed, entered }: HandOver): string {
  const figures = (one: HandOver['computed']) => `short ${exactMoney(one.short)}, long ${exactMoney(one.long)}`
  return `The losses carried out of ${from} (${figures(computed)}) are not those entered for ${to} (${figures(entered)}).`
}
