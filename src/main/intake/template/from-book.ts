/**
 * The book's own facts as files of the template: what people entered about households, so that the same files read into an empty book give the same facts. Trades, lots,
 * positions, cash and prices are not among them: they are a custodian's evidence and come from its files, and with them the days for which trades are complete. A cell that
 * the template could not read back is left blank, a row that it needs is left out, and both are told.
 */
import { decimalFromScaled } from '../../../shared/kernel/decimal.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type {
  Account,
  CashNeed,
  Household,
  ModelPortfolio,
  Person,
  Relation,
  Restriction,
  Security,
  TaxProfile,
} from '../../../shared/model/book.ts'
import { taxTypes } from '../../../shared/model/lists.ts'
import { isPlain, type ModelLine } from '../../../shared/model/model-line.ts'
import { Issues } from '../issues.ts'
import { bareText, type CellKind, type CellValue, isBad } from './cells.ts'
import type { TableName } from './column.ts'
import { rowRule } from './rules.ts'
import { type SettingsFacts, settingsTableRows } from './settings-rows.ts'
import { tables } from './tables.ts'
import { cellText, type TableRow, writeTable } from './write.ts'

export interface BookFacts {
  readonly households: readonly Household[]
  readonly people: readonly Person[]
  readonly securities: readonly Security[]
  readonly models: readonly ModelPortfolio[]
  readonly accounts: readonly Account[]
  readonly relations: readonly Relation[]
  readonly restrictions: readonly Restriction[]
  readonly cashNeeds: readonly CashNeed[]
  readonly taxProfiles: readonly TaxProfile[]
  /** The firm’s settings, null where none were saved, and limits by household. */
  readonly settings: SettingsFacts
}

export interface TemplateFiles {
  /** In the order in which they are read in; tables without rows are left out. */
  readonly files: readonly { readonly table: TableName; readonly text: string; readonly rows: number }[]
  /** What is in the book and not in the files, in sentences. */
  readonly leftOut: readonly string[]
}

type SymbolOf = (security: SecurityId) => string | null

/** A row, and what it is called where it is told. */
interface Named {
  readonly called: string
  readonly row: TableRow
}

export function templateFiles(facts: BookFacts): TemplateFiles {
  const leftOut = notInTheTemplate(facts)
  const symbols = new Map(facts.securities.map(({ id, symbol }) => [id, symbol]))
  const symbolOf: SymbolOf = security => symbols.get(security) ?? null
  const files = Object.entries(rowsOf(facts, symbolOf)).flatMap(([name, named]) => {
    const table = name as TableName
    const rows = named.flatMap(each => readable(table, each, leftOut))
    return rows.length === 0 ? [] : [{ table, text: writeTable(table, rows), rows: rows.length }]
  })
  return { files, leftOut }
}

/** In the order of the tables. */
function rowsOf(facts: BookFacts, symbolOf: SymbolOf): Partial<Record<TableName, Named[]>> {
  return {
    households: facts.households.map(({ id, name, note }) => ({ called: name, row: { id, name, note } })),
    people: facts.people.map(({ id, household, name, role }) => ({ called: name, row: { id, household, name, role } })),
    securities: facts.securities.map(securityRow),
    models: facts.models.flatMap(model => model.targets.flatMap(line => modelRows(model, line, symbolOf))),
    accounts: facts.accounts.map(accountRow),
    'household-models': facts.households.flatMap(({ id, name, model }) => (model ? [{ called: name, row: { household: id, model } }] : [])),
    sleeves: facts.accounts.flatMap(account => sleeveRows(account, symbolOf)),
    relations: facts.relations.map(({ kind, a, b, author, date, reason, correlation }) => ({
      called: `${symbolOf(a)} and ${symbolOf(b)}`,
      row: { kind, a: symbolOf(a), b: symbolOf(b), author, date, reason, correlation },
    })),
    'tax-profiles': facts.taxProfiles.map(profileRow),
    restrictions: facts.restrictions.map(({ id, household, account, security, kind, reason, expires, weight }) => ({
      called: `${kind} ${symbolOf(security)}`,
      row: { id, household, account, symbol: symbolOf(security), kind, reason, expires, weight: weight ?? null },
    })),
    'cash-needs': facts.cashNeeds.map(({ id, household, account, amount, due, note, flow }) => ({
      called: note === '' ? id : note,
      row: { id, household, account, amount, due, note, flow: flow === 'deposit' ? flow : null },
    })),
    settings: settingsTableRows(facts.settings, security => symbolOf(security as SecurityId)).map(({ called, row }) => ({
      called,
      row: { ...row },
    })),
  }
}

function securityRow(security: Security): Named {
  const { symbol, name, cusip, kind, assetClass, sector, industry, country, expenseRatio, capClass } = security
  const row = {
    symbol,
    name,
    cusip,
    kind,
    asset_class: assetClass,
    sector,
    industry,
    country,
    expense_ratio: expenseRatio,
    cap_class: capClass,
  }
  return { called: symbol, row }
}

/** Coverage is left blank: it comes with trades, and without them the book would call a purchase it cannot see none. */
function accountRow(account: Account): Named {
  const { id, household, name, number, custodian, type, owner, mode, defaultMethod, fractional, model, cashReserve } = account
  const row = {
    id,
    household,
    name,
    number,
    custodian,
    type,
    owner,
    mode,
    default_method: defaultMethod,
    fractional,
    model,
    cash_reserve: cashReserve ?? null,
  }
  return { called: name, row }
}

/** Of a line: what is bought for it in its order, then what counts toward it. */
function modelRows({ id, name }: ModelPortfolio, line: ModelLine, symbolOf: SymbolOf): Named[] {
  const { security, weight, band, counts, members, mapped = [] } = line
  const shared = { model: id, name, weight, band }
  const called = `${name}, ${counts?.of ?? line.name ?? symbolOf(security)}`
  if (isPlain(line)) return [{ called, row: { ...shared, symbol: symbolOf(security) } }]
  const own = { ...shared, line: counts?.of ?? line.name ?? symbolOf(security), counts: counts?.kind ?? null }
  const bought = members ?? [{ security, role: 'equivalent' as const, taxTypes: [...taxTypes] }]
  return [
    ...bought.map(member => ({
      called,
      row: {
        ...own,
        symbol: symbolOf(member.security),
        role: member.role === 'equivalent' ? null : member.role,
        accounts: taxTypes.every(type => member.taxTypes.includes(type))
          ? null
          : taxTypes.filter(type => member.taxTypes.includes(type)).join(' '),
      },
    })),
    ...mapped.map(({ security: held, reason }) => ({ called, row: { ...own, symbol: symbolOf(held), role: 'mapped', reason } })),
  ]
}

function sleeveRows({ id, name, sleeves = [] }: Account, symbolOf: SymbolOf): Named[] {
  return sleeves.map(sleeve => ({
    called: `${name}, ${sleeve.name}`,
    row: {
      account: id,
      sleeve: sleeve.name,
      part: sleeve.part,
      model: sleeve.model,
      pinned: sleeve.pinned === undefined ? null : sleeve.pinned.map(symbolOf).join(' '),
      hold: sleeve.hold === true ? true : null,
    },
  }))
}

function profileRow(profile: TaxProfile): Named {
  const { household, year, author } = profile
  const row = {
    household,
    year,
    filing_status: profile.filingStatus,
    ordinary_income: profile.ordinaryIncome,
    qualified_dividends: profile.qualifiedDividends,
    magi: profile.magi,
    other_investment_income: profile.otherInvestmentIncome,
    state: profile.state,
    state_short_rate: rateText(profile.stateShortRate),
    state_long_rate: rateText(profile.stateLongRate),
    carryforward_short: profile.carryforwardShort,
    carryforward_long: profile.carryforwardLong,
    other_short: profile.otherShort,
    other_long: profile.otherLong,
    author,
    as_of: profile.asOf,
    ...Object.fromEntries(([4, 5, 11, 12, 13] as const).map(line => [`line_${line}`, profile[`line${line}`] ?? null])),
  }
  return { called: `tax profile of ${year}`, row }
}

function rateText(rate: number): string {
  return decimalFromScaled(Math.round(rate * 1e8), 8, 1)
}

/** The row as the template reads it back; none where a cell it needs would not come back, or the rules of the table refuse it. */
function readable(table: TableName, { called, row }: Named, leftOut: string[]): TableRow[] {
  const { columns, title } = tables[table]
  const kept: Record<string, CellValue> = {}
  for (const { name, required, kind } of columns) {
    const value = row[name] ?? null
    const blank = value === null || value === ''
    const bad = blank ? null : troubleOf(kind, value)
    if (bad === null && !(blank && required)) kept[name] = value
    else if (!required) leftOut.push(`${title}: ${called}, ${name}: ${bad}. The cell is left blank.`)
    else return told(leftOut, `${title}: ${called}, ${name}: ${bad ?? 'there is none'}. The row is left out.`)
  }
  const issues = new Issues()
  const values = columns.map(({ name }) => kept[name] ?? null)
  if (rowRule(tables[table])(0, values, issues)) return [kept]
  const why = issues.all().map(({ what }) => what)
  return told(leftOut, `${title}: ${called}: ${why.join('; ')}. The row is left out.`)
}

function told(leftOut: string[], sentence: string): TableRow[] {
  leftOut.push(sentence)
  return []
}

function troubleOf(kind: CellKind, value: CellValue): string | null {
  const written = cellText(kind, value)
  const read = kind.read(bareText(written))
  if (isBad(read)) return read.what
  return read.value === value ? null : `${written} would be read as ${String(read.value)}`
}

/** Facts without a column. */
function notInTheTemplate({ accounts, models }: BookFacts): string[] {
  const having = (what: string, list: readonly { readonly name: string }[]) =>
    list.length === 0 ? [] : [`${what} of ${list.map(({ name }) => name).join(', ')}: the template has no column for it.`]
  const named = models.filter(({ targets }) => targets.some(line => line.counts !== undefined && line.name !== undefined))
  return [
    ...having(
      'Earlier default methods',
      accounts.filter(({ earlierMethods = [] }) => earlierMethods.length > 0),
    ),
    ...having(
      'The method the desk begins with',
      accounts.filter(({ deskMethod }) => deskMethod != null),
    ),
    ...having(
      'The election of average basis',
      accounts.filter(({ averageElectedOn }) => averageElectedOn != null),
    ),
    ...having('The own name of a line that counts a class, sector or factor,', named),
  ]
}
