/**
 * From record facts of the template to the book's nouns, as strictly as their zod shapes. Pure: what the book already knows comes in as
 * questions; an unknown reference or a value the shape refuses is an issue at the row's line, and its noun is not made.
 */
import { z } from 'zod'
import { centsFromDecimal } from '../../../shared/kernel/cents.ts'
import { scaledFromDecimal } from '../../../shared/kernel/decimal.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import { priceFromDecimal } from '../../../shared/kernel/price.ts'
import {
  accountShape,
  cashNeedShape,
  householdShape,
  type ModelPortfolio,
  modelShape,
  personShape,
  priceRowShape,
  relationShape,
  restrictionShape,
  securityShape,
  taxProfileShape,
} from '../../../shared/model/book.ts'
import type { Fact, ImportIssue } from '../../../shared/model/import-batch.ts'
import { planLimitsShape } from '../../../shared/model/plan-limits.ts'
import { settingsShape } from '../../../shared/model/settings.ts'
import { sleevesShape } from '../../../shared/model/sleeve.ts'
import { sleeveTrouble } from '../../../shared/model/sleeve-rules.ts'
import { modelLinesOf } from './model-rows.ts'
import { settingsOfRows, type ValueKind } from './settings-rows.ts'

export type RecordFact = Extract<Fact, { fact: 'record' }>

/** What the book knows by now, rows of the same file not counted. */
export interface KnownBook {
  has(noun: 'household' | 'person' | 'account' | 'model', id: string): boolean
  /** The security of a ticker; undefined where the book has none. */
  security(symbol: string): SecurityId | undefined
  /** The id that a security new to the book will have. */
  nameSecurity(symbol: string): SecurityId
  /** What stops a model that the shapes allow, line by line: `where` is the line's name. */
  modelTrouble(model: ModelPortfolio): readonly { readonly where: string; readonly what: string; readonly remedy: string }[]
}

/** Cash comes from statements of cash, so the accounts table leaves it alone. */
export const accountRecordShape = accountShape.omit({ cash: true, cashAsOf: true })

const recordShapes = {
  households: householdShape,
  people: personShape,
  securities: securityShape,
  models: modelShape,
  accounts: accountRecordShape,
  relations: relationShape,
  prices: priceRowShape,
  'tax-profiles': taxProfileShape,
  restrictions: restrictionShape,
  'cash-needs': cashNeedShape,
  'household-models': z.object({ household: householdShape.shape.id, model: householdShape.shape.model.unwrap() }),
  sleeves: z.object({ account: accountShape.shape.id, sleeves: sleevesShape }),
  settings: z.union([
    z.object({ household: z.null(), settings: settingsShape }),
    z.object({ household: householdShape.shape.id, limits: planLimitsShape }),
  ]),
}
type Shapes = typeof recordShapes
export type RecordTable = keyof Shapes
export type BookRecord = {
  [Name in RecordTable]: { readonly table: Name; readonly line: number; readonly record: z.infer<Shapes[Name]> }
}[RecordTable]

export interface BookRecords {
  readonly records: readonly BookRecord[]
  readonly issues: readonly ImportIssue[]
}

interface Maker {
  readonly fact: RecordFact
  readonly known: KnownBook
  /** Told problems of this row, as [column, what, remedy]. */
  readonly problems: [string, string, string][]
}

function text(maker: Maker, column: string): string {
  return maker.fact.values[column] ?? ''
}

function optional(maker: Maker, column: string): string | null {
  return text(maker, column) || null
}

function cents(maker: Maker, column: string): number | undefined {
  return centsFromDecimal(text(maker, column))
}

/** Lines of Schedule D that the row states; a blank one is left out. */
function linesIn(maker: Maker): Record<string, unknown> {
  const stated = ([4, 5, 11, 12, 13] as const).filter(line => optional(maker, `line_${line}`) !== null)
  return Object.fromEntries(stated.map(line => [`line${line}`, cents(maker, `line_${line}`)]))
}

function scaled(maker: Maker, column: string, places: number): number | null | undefined {
  const value = optional(maker, column)
  return value === null ? null : scaledFromDecimal(value, places)
}

const tableOf = { household: 'households', person: 'people', account: 'accounts', model: 'models' } as const

function reference(maker: Maker, noun: keyof typeof tableOf, column: string): string | null {
  const value = optional(maker, column)
  if (value !== null && !maker.known.has(noun, value)) {
    maker.problems.push([column, `the book has no ${noun} ${value}`, `Commit the ${tableOf[noun]} table first, or correct the id.`])
  }
  return value
}

function securityOf(maker: Maker, column: string): SecurityId | undefined {
  return tickerOf(maker, text(maker, column), column)
}

function tickerOf(maker: Maker, ticker: string, column = 'pinned'): SecurityId | undefined {
  const found = maker.known.security(ticker)
  if (found === undefined)
    maker.problems.push([column, `the book has no security ${ticker}`, 'Commit the securities table first, or correct the symbol.'])
  return found
}

/** Tables of which several rows make one record. */
const joinedTables = ['models', 'sleeves', 'settings'] as const
type JoinedTable = (typeof joinedTables)[number]

/** One noun a row; what is made of several rows stands apart. */
const makers: Record<Exclude<RecordTable, JoinedTable>, (maker: Maker) => Record<string, unknown>> = {
  households: maker => ({ id: text(maker, 'id'), name: text(maker, 'name'), note: text(maker, 'note') }),
  people: maker => ({
    id: text(maker, 'id'),
    household: reference(maker, 'household', 'household'),
    name: text(maker, 'name'),
    role: text(maker, 'role'),
  }),
  securities: maker => {
    const symbol = text(maker, 'symbol')
    return {
      id: maker.known.security(symbol) ?? maker.known.nameSecurity(symbol),
      symbol,
      name: text(maker, 'name'),
      cusip: optional(maker, 'cusip'),
      kind: text(maker, 'kind'),
      assetClass: optional(maker, 'asset_class'),
      sector: optional(maker, 'sector'),
      industry: optional(maker, 'industry'),
      country: optional(maker, 'country'),
      expenseRatio: scaled(maker, 'expense_ratio', 4),
      capClass: optional(maker, 'cap_class'),
    }
  },
  accounts: maker => ({
    id: text(maker, 'id'),
    household: reference(maker, 'household', 'household'),
    name: text(maker, 'name'),
    number: text(maker, 'number'),
    custodian: text(maker, 'custodian'),
    type: text(maker, 'type'),
    owner: reference(maker, 'person', 'owner'),
    mode: text(maker, 'mode'),
    defaultMethod: text(maker, 'default_method'),
    fractional: text(maker, 'fractional') === 'yes',
    model: reference(maker, 'model', 'model'),
    coverageFrom: optional(maker, 'coverage_from'),
    coverageTo: optional(maker, 'coverage_to'),
    ...(optional(maker, 'cash_reserve') === null ? {} : { cashReserve: cents(maker, 'cash_reserve') }),
  }),
  relations: maker => {
    const [kind, a, b] = [text(maker, 'kind'), text(maker, 'a'), text(maker, 'b')]
    return {
      id: `relation-${kind}-${a}-${b}`,
      kind,
      a: securityOf(maker, 'a'),
      b: securityOf(maker, 'b'),
      author: text(maker, 'author'),
      date: text(maker, 'date'),
      reason: text(maker, 'reason'),
      correlation: scaled(maker, 'correlation', 2),
    }
  },
  prices: maker => ({ security: securityOf(maker, 'symbol'), date: text(maker, 'date'), price: priceFromDecimal(text(maker, 'price')) }),
  'tax-profiles': maker => ({
    household: reference(maker, 'household', 'household'),
    year: Number(text(maker, 'year')),
    filingStatus: text(maker, 'filing_status'),
    ordinaryIncome: cents(maker, 'ordinary_income'),
    qualifiedDividends: cents(maker, 'qualified_dividends'),
    magi: cents(maker, 'magi'),
    otherInvestmentIncome: cents(maker, 'other_investment_income'),
    state: optional(maker, 'state'),
    stateShortRate: Number(text(maker, 'state_short_rate')),
    stateLongRate: Number(text(maker, 'state_long_rate')),
    carryforwardShort: cents(maker, 'carryforward_short'),
    carryforwardLong: cents(maker, 'carryforward_long'),
    otherShort: cents(maker, 'other_short'),
    otherLong: cents(maker, 'other_long'),
    author: text(maker, 'author'),
    asOf: text(maker, 'as_of'),
    ...linesIn(maker),
  }),
  restrictions: maker => ({
    id: text(maker, 'id'),
    household: reference(maker, 'household', 'household'),
    account: reference(maker, 'account', 'account'),
    security: securityOf(maker, 'symbol'),
    kind: text(maker, 'kind'),
    reason: text(maker, 'reason'),
    expires: optional(maker, 'expires'),
    ...(optional(maker, 'weight') === null ? {} : { weight: scaled(maker, 'weight', 2) }),
  }),
  'cash-needs': maker => ({
    id: text(maker, 'id'),
    household: reference(maker, 'household', 'household'),
    account: reference(maker, 'account', 'account'),
    amount: cents(maker, 'amount'),
    due: text(maker, 'due'),
    note: text(maker, 'note'),
    ...(text(maker, 'flow') === 'deposit' ? { flow: 'deposit' } : {}),
  }),
  'household-models': maker => ({ household: reference(maker, 'household', 'household'), model: reference(maker, 'model', 'model') }),
}

function isRecordTable(name: string): name is RecordTable {
  return Object.hasOwn(recordShapes, name)
}

function issuesOf(maker: Maker): ImportIssue[] {
  return maker.problems.map(([column, what, remedy]) => ({
    code: 'import/unknown-reference',
    line: maker.fact.line,
    column,
    what,
    remedy,
    weight: 'stop',
  }))
}

function checked(table: RecordTable, line: number, raw: unknown): { record: BookRecord } | { issue: ImportIssue } {
  const parsed = recordShapes[table].safeParse(raw)
  if (parsed.success) return { record: { table, line, record: parsed.data } as BookRecord }
  const first = parsed.error.issues[0]
  const issue: ImportIssue = {
    code: 'import/record',
    line,
    column: first?.path.join('.') ?? '',
    what: `the row makes no ${table} record: ${first?.message ?? 'refused'}`,
    remedy: 'Correct the row; docs/import.md lists what each column allows.',
    weight: 'stop',
  }
  return { issue }
}

interface Joined {
  readonly makers: Maker[]
  readonly raw: unknown
  readonly line: number
}

/** Rows of a model, in the order of the file, as one noun. */
function modelsOf(facts: readonly RecordFact[], known: KnownBook): Joined[] {
  return [...Map.groupBy(facts, ({ values }) => values.model ?? '')].map(([model, rows]) => {
    const each = rows.map((fact): Maker => ({ fact, known, problems: [] }))
    const targets = modelLinesOf(
      each.map(maker => ({
        values: maker.fact.values,
        security: securityOf(maker, 'symbol'),
        weight: scaled(maker, 'weight', 2),
        band: scaled(maker, 'band', 2),
      })),
    )
    return { makers: each, raw: { id: model, name: rows[0]?.values.name ?? '', targets }, line: rows[0]?.line ?? 0 }
  })
}

/** What the book has against a model, at the first row of the line it is about. */
function modelIssues({ makers, raw, line }: Joined, known: KnownBook): ImportIssue[] {
  const parsed = modelShape.safeParse(raw)
  if (!parsed.success) return []
  const rowOf = (where: string) => makers.find(({ fact: { values } }) => (values.line || values.symbol) === where)?.fact.line ?? line
  return known.modelTrouble(parsed.data).map(({ where, what, remedy }) => ({
    code: 'import/record',
    line: rowOf(where),
    column: 'line',
    what,
    remedy,
    weight: 'stop' as const,
  }))
}

/** Rows of an account, in the order of the file, as all of its sleeves. */
function sleevesOf(facts: readonly RecordFact[], known: KnownBook): Joined[] {
  return [...Map.groupBy(facts, ({ values }) => values.account ?? '')].map(([account, rows]) => {
    const each = rows.map((fact): Maker => ({ fact, known, problems: [] }))
    each.slice(0, 1).forEach(maker => reference(maker, 'account', 'account'))
    const sleeves = each.map(maker => {
      const pinned = text(maker, 'pinned')
        .split(/[\s,;]+/)
        .filter(ticker => ticker !== '')
      return {
        name: text(maker, 'sleeve'),
        part: scaled(maker, 'part', 2),
        model: reference(maker, 'model', 'model'),
        ...(pinned.length === 0 ? {} : { pinned: pinned.map(ticker => tickerOf(maker, ticker)) }),
        ...(text(maker, 'hold') === 'yes' ? { hold: true } : {}),
      }
    })
    return { makers: each, raw: { account, sleeves }, line: rows[0]?.line ?? 0 }
  })
}

/** Rows of the firm, or of a household, as all of its settings. */
function settingsOf(facts: readonly RecordFact[], known: KnownBook): Joined[] {
  return [...Map.groupBy(facts, ({ values }) => values.household ?? '')].map(([household, rows]) => {
    const each = rows.map((fact): Maker => ({ fact, known, problems: [] }))
    const whose = each.slice(0, 1).map(maker => reference(maker, 'household', 'household'))[0] ?? null
    const stated = settingsOfRows(
      each.map(maker => ({ name: text(maker, 'name'), kind: text(maker, 'kind') as ValueKind, value: text(maker, 'value') })),
      ticker => (each[0] === undefined ? undefined : tickerOf(each[0], ticker, 'value')),
    )
    const raw = household === '' ? { household: null, settings: stated } : { household: whose, ...(stated as object) }
    return { makers: each, raw, line: rows[0]?.line ?? 0 }
  })
}

/** Beyond the rules of the rows: a name or a pinned security that stands in two sleeves of an account. */
function sleeveIssues({ raw, line }: Joined): ImportIssue[] {
  const parsed = recordShapes.sleeves.safeParse(raw)
  const trouble = parsed.success ? sleeveTrouble(parsed.data.sleeves) : []
  return trouble.map(what => ({
    code: 'import/record',
    line,
    column: 'sleeve',
    what,
    remedy: 'Correct the rows of this account.',
    weight: 'stop' as const,
  }))
}

/** The nouns that record facts state. Facts of other kinds and of unknown tables are left out; the reader never makes the latter. */
export function recordsToModels(facts: Iterable<Fact>, known: KnownBook): BookRecords {
  const records: BookRecord[] = []
  const issues: ImportIssue[] = []
  const joined: Record<JoinedTable, RecordFact[]> = { models: [], sleeves: [], settings: [] }
  const take = (table: RecordTable, line: number, raw: unknown, told: readonly ImportIssue[]) => {
    if (told.length > 0) return void issues.push(...told)
    const outcome = checked(table, line, raw)
    if ('record' in outcome) records.push(outcome.record)
    else issues.push(outcome.issue)
  }
  for (const fact of facts) {
    if (fact.fact !== 'record' || !isRecordTable(fact.table)) continue
    const several = joinedTables.find(name => name === fact.table)
    if (several !== undefined) {
      joined[several].push(fact)
      continue
    }
    const maker: Maker = { fact, known, problems: [] }
    const raw = makers[fact.table as Exclude<RecordTable, JoinedTable>](maker)
    take(fact.table, fact.line, raw, issuesOf(maker))
  }
  for (const model of modelsOf(joined.models, known))
    take('models', model.line, model.raw, [...model.makers.flatMap(issuesOf), ...modelIssues(model, known)])
  for (const all of sleevesOf(joined.sleeves, known))
    take('sleeves', all.line, all.raw, [...all.makers.flatMap(issuesOf), ...sleeveIssues(all)])
  for (const all of settingsOf(joined.settings, known)) take('settings', all.line, all.raw, all.makers.flatMap(issuesOf))
  return { records, issues }
}
