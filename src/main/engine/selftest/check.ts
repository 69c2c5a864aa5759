/** Runs a published example on the engine and holds each figure against what the source or the rule says. Amounts are held to the cent. */
import { scaledFromDecimal } from '../../../shared/kernel/decimal.ts'
import type { CheckedExample, CheckedFigure } from '../../../shared/model/selftest.ts'
import type { FederalTable } from '../../../shared/model/tax-table.ts'
import { answerCase, type LotAnswer } from '../lots/case.ts'
import type { BookingPolicy } from '../lots/policy.ts'
import { answerTaxCase } from '../tax/case.ts'
import type { LotExample, PublishedExample, TaxExample } from './example.ts'
import { buyKinds, type ExpectedLot, readStatement, type Statement } from './statement.ts'

export function checkExample(example: PublishedExample, tableOf: (year: number) => FederalTable | undefined): CheckedExample {
  const { id, citation, title, figures } = example
  const checked = 'statement' in example ? checkLots(example) : checkTax(example, tableOf)
  const facts = 'statement' in example ? factsOf(example.statement) : taxFacts(example)
  return { id, citation, title, figures, facts, checked, holds: checked.every(figure => figure.holds) }
}

/** In words; empty where everything agrees. `policy` replaces parts of the law, for tests that a switch is noticed. */
export function differences(id: string, text: string, policy: Partial<BookingPolicy> = {}): string[] {
  return checkStatement(id, text, policy)
    .filter(figure => !figure.holds)
    .map(({ name, expected, found }) => `${name}: ${expected} expected, ${found} found`)
}

function checkLots({ id, statement }: LotExample): CheckedFigure[] {
  return checkStatement(id, statement, {})
}

function checkStatement(id: string, text: string, policy: Partial<BookingPolicy>): CheckedFigure[] {
  const statement = readStatement(id, text)
  const answer = answerCase(statement.lotCase, policy)
  if (!answer.ok) return [failed('answer', answer.refusal.what)]
  if ('unsupported' in answer.value) return [failed('answer', `unsupported: ${answer.value.unsupported}`)]
  const refused = 'error' in answer.value ? answer.value.error.atTrade : null
  if ('error' in answer.value || statement.refused !== null) {
    const expected = statement.refused === null ? 'nothing refused' : `${statement.refused} refused`
    return [
      {
        name: 'trades',
        expected,
        found: refused === null ? 'nothing refused' : `${refused} refused`,
        holds: refused === statement.refused,
      },
    ]
  }
  return [...lotFigures(statement, answer.value), ...lotsLeft(statement.left, answer.value)]
}

function failed(name: string, found: string): CheckedFigure {
  return { name, expected: 'figures', found, holds: false }
}

function lotFigures(statement: Statement, answer: LotAnswer): CheckedFigure[] {
  const sum = (of: (row: Readonly<Record<string, string>>) => number): number => answer.realized.reduce((total, row) => total + of(row), 0)
  const recognized = (row: Readonly<Record<string, string>>): number => units(row.gainBeforeWash) + units(row.washDisallowed)
  const figures: Readonly<Record<string, number>> = {
    allowed: units(answer.totals.recognizedGain),
    disallowed: -units(answer.totals.washDisallowed),
    permanent: -units(answer.totals.permanentlyDisallowed),
    short: sum(row => (row.holding === 'short' ? recognized(row) : 0)),
    recharacterized: -sum(row => units(row.recharacterizedLongTermLoss)),
    long: sum(row => (row.holding === 'long' ? recognized(row) : 0)),
  }
  return [...statement.figures].map(([name, expected]) => {
    const have = figures[name]
    if (have === undefined) throw new SyntaxError(`a statement expects no figure named ${name}`)
    return { name, expected, found: inDollars(have), holds: Math.abs(have - units(expected)) <= cent }
  })
}

/** Every lot that is expected, and every lot that is not but is there. */
function lotsLeft(expected: readonly ExpectedLot[], answer: LotAnswer): CheckedFigure[] {
  const have = answer.openLots.map(lot => ({
    name: `${lot.security} ${lot.quantity}`,
    basis: units(lot.adjustedBasis),
    heldFrom: lot.holdingPeriodStart ?? null,
  }))
  const shown = (basis: string, heldFrom: string | null): string => `basis ${basis}${heldFrom === null ? '' : `, held from ${heldFrom}`}`
  const checked = expected.map((lot): CheckedFigure => {
    const name = `${lot.security} ${lot.shares}`
    const fits = (other: (typeof have)[number]): boolean =>
      other.name === name && Math.abs(other.basis - units(lot.basis)) <= cent && (lot.heldFrom === null || other.heldFrom === lot.heldFrom)
    const at = have.findIndex(fits)
    const [found] = at < 0 ? [undefined] : have.splice(at, 1)
    const words = found === undefined ? 'no such lot' : shown(inDollars(found.basis), lot.heldFrom === null ? null : found.heldFrom)
    return { name: `left: ${name}`, expected: shown(lot.basis, lot.heldFrom), found: words, holds: found !== undefined }
  })
  const more = have.map(lot => ({
    name: `left: ${lot.name}`,
    expected: 'no such lot',
    found: shown(inDollars(lot.basis), lot.heldFrom),
    holds: false,
  }))
  return [...checked, ...more]
}

function checkTax(example: TaxExample, tableOf: (year: number) => FederalTable | undefined): CheckedFigure[] {
  const { id, year, filingStatus, input, expected } = example
  const answer = answerTaxCase({ id, year, filingStatus, input }, tableOf)
  return Object.entries(expected).map(([path, value]) => {
    let at: unknown = answer
    for (const step of path.split('.')) at = (at as Readonly<Record<string, unknown>> | undefined)?.[step]
    const found = JSON.stringify(answer.error ?? 'nothing')
    const holds = isAmount(value) && isAmount(at) ? units(value) === units(at) : at === value
    return { name: taxNames[path] ?? path, expected: shownAnswer(value), found: at === undefined ? found : shownAnswer(at), holds }
  })
}

/** Trades as they stand in the statement, without what comes out. */
function factsOf(statement: string): string[] {
  const lines = statement.split('\n').map(line => line.trim().replace(/\s+/g, ' '))
  const facts = lines.filter(line => line !== '' && !/^(expect|left|refuse) /.test(line))
  // lots have to be named where a sale names them
  if (!facts.some(fact => / of b\d/.test(fact))) return facts
  let lots = 0
  return facts.map(fact => {
    const bought = fact.split(' ', 1)[0] ?? ''
    if (bought in buyKinds) return `${fact}: lot b${++lots}`
    return fact.replace(/ of (b\d.*)$/, ', shares of lot $1')
  })
}

function taxFacts({ year, filingStatus, input }: TaxExample): string[] {
  const frame = year === undefined ? [] : [`tax year ${year}, ${filings[filingStatus ?? ''] ?? filingStatus}`]
  return [...frame, ...Object.entries(input).map(([name, value]) => `${inputNames[name] ?? name} ${shownValue(value)}`)]
}

function shownValue(value: unknown): string {
  if (Array.isArray(value)) return value.map((one: Readonly<Record<string, string>>) => `${one.d} proceeds, ${one.e} basis`).join('; ')
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}

const filings: Readonly<Record<string, string>> = {
  single: 'single',
  mfj: 'married filing jointly',
  mfs: 'married filing separately',
  hoh: 'head of household',
}
const inputNames: Readonly<Record<string, string>> = {
  ordinaryIncome: 'ordinary income',
  interest: 'interest',
  ordinaryDividends: 'dividends',
  qualifiedDividends: 'of them qualified',
  shortTermNet: 'short-term net of the year',
  longTermNet: 'long-term net of the year',
  carryoverShortIn: 'short-term loss carried in',
  carryoverLongIn: 'long-term loss carried in',
  deductions: 'deductions',
  d_proceeds: 'column (d) proceeds',
  e_basis: 'column (e) basis',
  g_adjustment: 'column (g) adjustment',
  f_code: 'column (f) code',
  transactions: 'sales:',
  term: 'term',
  basisReportedToIrs: 'basis reported to the IRS:',
  adjustments: 'adjustments:',
}
const taxNames: Readonly<Record<string, string>> = {
  'scheduleD.line7': 'Schedule D line 7',
  'scheduleD.line15': 'Schedule D line 15',
  'scheduleD.line16': 'Schedule D line 16',
  'scheduleD.line21': 'Schedule D line 21',
  taxableIncome: 'taxable income',
  incomeTax: 'income tax',
  incomeTaxWithIrsTaxTable: 'income tax by the IRS table',
  'preferential.worksheetLine3': 'worksheet line 3',
  'preferential.at0': 'taxed at 0%',
  'preferential.at15': 'taxed at 15%',
  'preferential.at20': 'taxed at 20%',
  'niit.netInvestmentIncome': 'net investment income',
  'niit.tax': 'net investment income tax',
  'carryoverOut.short': 'short-term loss carried on',
  'carryoverOut.long': 'long-term loss carried on',
  h_gain: 'column (h)',
  d: 'column (d)',
  e: 'column (e)',
  h: 'column (h)',
  line: 'Schedule D line',
  form8949Needed: 'Form 8949 needed',
}

const places = 6
const scale = 10 ** places
const cent = scale / 100

function isAmount(value: unknown): value is string {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
}

function shownAnswer(value: unknown): string {
  if (isAmount(value)) return inDollars(units(value))
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}

/** Decimal text in millionths; further places only tell pieces of a repeating decimal apart. */
function units(text: string | null | undefined): number {
  const [whole = '0', fraction = ''] = (text ?? '0').split('.')
  return scaledFromDecimal(`${whole}.${fraction.slice(0, places)}`, places) ?? Number.NaN
}

function inDollars(amount: number): string {
  const hundredths = Math.round(amount / cent)
  const text = String(Math.abs(hundredths)).padStart(3, '0')
  return `${hundredths < 0 ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`
}
