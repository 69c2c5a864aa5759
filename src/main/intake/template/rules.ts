/**
 * What must hold between cells of a row (a split has a ratio, an amount agrees with shares x price) and between rows of a table (keys are
 * unique, weights of a model sum to 100.00 %). A `stop` keeps the row out; a `warning` is shown and the file's own amount stands.
 */
import type { Cents } from '../../../shared/kernel/cents.ts'
import { decimalFromCents } from '../../../shared/kernel/cents.ts'
import { decimalFromScaled } from '../../../shared/kernel/decimal.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { EntryKind } from '../../../shared/model/ledger.ts'
import type { Issues, Weight } from '../issues.ts'
import { actionRules } from './action-rules.ts'
import type { CellValue } from './cells.ts'
import { modelLines, modelRow } from './model-rows.ts'
import type { Table, TableName } from './tables.ts'

export type Tell = (column: string, what: string, remedy: string, weight?: Weight) => void
export type Values = Readonly<Record<string, CellValue>>
export type Rule = (row: Values, tell: Tell) => void

function positive(column: string): Rule {
  return (row, tell) => {
    const value = row[column]
    if (typeof value === 'number' && value <= 0)
      tell(column, `${column} must be more than zero`, 'Type the amount without a sign; the table says what it means.')
  }
}

function notNegative(...columns: readonly string[]): Rule {
  return (row, tell) => {
    for (const column of columns) {
      const value = row[column]
      if (typeof value === 'number' && value < 0) tell(column, `${column} must not be negative`, 'Type it without a sign.')
    }
  }
}

function notAfter(early: string, late: string): Rule {
  return (row, tell) => {
    const [from, to] = [row[early], row[late]]
    if (typeof from === 'string' && typeof to === 'string' && from > to)
      tell(early, `${early} ${from} is after ${late} ${to}`, 'Correct one of the two dates.')
  }
}

function together(one: string, other: string): Rule {
  return (row, tell) => {
    if ((row[one] === null) !== (row[other] === null))
      tell(row[one] === null ? one : other, `${one} and ${other} go together`, 'Fill in both, or leave both blank.')
  }
}

const between =
  (column: string, least: number, most: number, says: string): Rule =>
  (row, tell) => {
    const value = row[column]
    if (typeof value === 'number' && (value < least || value > most))
      tell(column, `${column} is outside ${says}`, `Type a value within ${says}.`)
  }

const movesShares: ReadonlySet<EntryKind> = new Set([
  'buy',
  'reinvest',
  'sell',
  'transfer-in',
  'transfer-out',
  'gift-in',
  'inherited',
  'gift-out',
  'donation',
  'cash-in-lieu',
  'exercise',
  'expired',
])
/** A billion shares, in millionths. */
const mostShares = 1_000_000_000_000_000

const bringsLots: ReadonlySet<EntryKind> = new Set(['buy', 'reinvest', 'transfer-in', 'gift-in', 'inherited'])

/** Whether cash may leave (-1) or come in (1); kinds not listed go either way. */
const cashSign: Partial<Record<EntryKind, 1 | -1>> = {
  buy: -1,
  reinvest: -1,
  sell: 1,
  merger: 1,
  'taxable-merger': 1,
  'return-of-capital': 1,
  'capital-gain-distribution': 1,
  'cash-in-lieu': 1,
  exercise: -1,
  'cash-in': 1,
  'cash-out': -1,
  fee: -1,
}

const entryShape: Rule = (row, tell) => {
  const kind = row.kind as EntryKind
  const shares = row.shares as number | null
  if (movesShares.has(kind)) {
    if (row.symbol === null) tell('symbol', `a ${kind} names a security`, 'Fill in the ticker.')
    if (shares === null || shares <= 0)
      tell('shares', `a ${kind} moves shares`, 'Type the shares without a sign; the kind says the direction.')
    else if (shares > mostShares)
      tell('shares', `${decimalFromScaled(shares, 6, 0)} shares are more than anybody holds`, 'Look for a slipped decimal point.')
  } else if (shares !== null && shares !== 0)
    tell('shares', `a ${kind} moves no shares`, 'Leave shares blank, or choose the kind that moves them.')
  if (row.acquired !== null && !bringsLots.has(kind)) tell('acquired', `a ${kind} brings no lot`, 'Leave acquired blank.')
  if (row.basis !== null && !bringsLots.has(kind)) tell('basis', `a ${kind} brings no basis`, 'Leave basis blank.')
}

const entryCash: Rule = (row, tell) => {
  const kind = row.kind as EntryKind
  const amount = row.amount as number | null
  const sign = cashSign[kind]
  if (amount !== null && sign !== undefined && amount * sign < 0) {
    tell(
      'amount',
      `the amount of a ${kind} is ${sign < 0 ? 'negative: cash leaves' : 'positive: cash comes in'}`,
      'Correct the sign or the kind.',
    )
  }
  if (amount === null && kind === 'sell')
    tell('amount', 'a sale without proceeds', 'Fill in the net proceeds: gains cannot be told without them.')
  if (amount === null && (kind === 'buy' || kind === 'reinvest') && row.basis === null) {
    tell(
      'amount',
      'a purchase without an amount: its basis is unknown and its lots cannot be harvested',
      'Fill in what was paid, if it is known.',
      'warning',
    )
  }
}

/** The file's amount stands; more than one cent off shares x price, fees considered, is something to look at. */
const entryArithmetic: Rule = (row, tell) => {
  const kind = row.kind as EntryKind
  const [shares, price, amount] = [row.shares as Shares | null, row.price as Price | null, row.amount as Cents | null]
  if (shares === null || price === null || amount === null || !(kind === 'buy' || kind === 'sell' || kind === 'reinvest')) return
  const gross = marketValue(shares, price)
  const fees = (row.fees as number | null) ?? 0
  const expected = (kind === 'sell' ? gross - fees : -(gross + fees)) as Cents
  if (Math.abs(amount - expected) > 1) {
    tell(
      'amount',
      `shares x price and fees give ${decimalFromCents(expected)}, the row says ${decimalFromCents(amount)}`,
      'The stated amount is used. Check shares, price and fees.',
      'warning',
    )
  }
}

const different: Rule = (row, tell) => {
  if (row.a === row.b) tell('b', 'a security is related to itself', 'Name two different securities.')
}

const limits = ['least-weight', 'most-weight']

const weightWhereLimited: Rule = (row, tell) => {
  const limited = limits.includes(String(row.kind))
  if (limited && row.weight === null) tell('weight', `a ${row.kind} needs a weight`, 'Type the percent of the account, such as 10.00.')
  if (!limited && row.weight !== null)
    tell('weight', `a ${row.kind} has no weight`, 'Leave weight blank, or choose least-weight or most-weight.')
}

const modelOrPinned: Rule = (row, tell) => {
  if (row.model === null && row.pinned === null)
    tell('model', `${row.sleeve} has neither a model nor a pinned holding`, 'Fill in the model, or the tickers that are held as they are.')
}

const rules: Partial<Record<TableName, readonly Rule[]>> = {
  securities: [between('expense_ratio', 0, 1_000_000, '0 % to 100 %')],
  models: [between('weight', 0, 10_000, '0 % to 100 %'), between('band', 0, 10_000, '0 to 100 points'), modelRow],
  accounts: [together('coverage_from', 'coverage_to'), notAfter('coverage_from', 'coverage_to'), notNegative('cash_reserve')],
  relations: [different, between('correlation', -100, 100, '-1 to 1')],
  prices: [positive('price')],
  'tax-profiles': [notNegative('qualified_dividends', 'carryforward_short', 'carryforward_long', 'line_13')],
  restrictions: [weightWhereLimited, between('weight', 0, 10_000, '0 % to 100 %')],
  'cash-needs': [positive('amount')],
  sleeves: [modelOrPinned, between('part', 1, 10_000, '0.01 % to 100 %')],
  entries: [
    entryShape,
    ...actionRules,
    entryCash,
    entryArithmetic,
    notNegative('fees', 'basis', 'gift_tax'),
    notAfter('trade_date', 'settle_date'),
    notAfter('acquired', 'trade_date'),
  ],
  lots: [positive('shares'), notNegative('basis'), notAfter('acquired', 'as_of')],
  positions: [notNegative('shares', 'basis')],
  realized: [positive('shares'), notNegative('proceeds', 'basis', 'disallowed'), notAfter('opened', 'closed')],
}

/** Tells the issues of a row; false where one of them keeps the row out. */
export type RowRule = (line: number, values: readonly CellValue[], issues: Issues) => boolean

export function rowRule(table: Table): RowRule {
  const own = rules[table.name] ?? []
  const names = table.columns.map(column => column.name)
  if (own.length === 0) return () => true
  return (line, values, issues) => {
    const row: Record<string, CellValue> = {}
    for (let place = 0; place < names.length; place++) row[names[place] ?? ''] = values[place] ?? null
    let stands = true
    const tell: Tell = (column, what, remedy, weight = 'stop') => {
      issues.add(weight, 'template-rule', line, column, what, remedy)
      if (weight === 'stop') stands = false
    }
    for (const rule of own) rule(row, tell)
    return stands
  }
}

/** Issues that only show when rows are held against each other. */
export interface CrossRows {
  take(line: number, values: readonly CellValue[], issues: Issues): void
  finish(issues: Issues): void
}

export function crossRows(table: Table): CrossRows {
  const checks = [
    ...(table.key.length > 0 ? [uniqueKeys(table)] : []),
    ...(table.name === 'models' ? [modelWeights(table), modelLines(table)] : []),
    ...(table.name === 'sleeves' ? [sleeveParts(table)] : []),
  ]
  return {
    take: (line, values, issues) => checks.forEach(check => check.take(line, values, issues)),
    finish: issues => checks.forEach(check => check.finish(issues)),
  }
}

/** A key that means the same in another order (a relation holds both ways) is the same key. */
function uniqueKeys(table: Table): CrossRows {
  const places = table.key.map(name => table.columns.findIndex(column => column.name === name))
  const first = new Map<string, number>()
  return {
    take(line, values, issues) {
      const parts = places.map(place => String(values[place]))
      const key = JSON.stringify(table.name === 'relations' ? [parts[0], ...parts.slice(1).sort()] : parts)
      const seen = first.get(key)
      if (seen === undefined) first.set(key, line)
      else {
        const what = `${table.key.join(', ')} ${parts.join(', ')} stand already in line ${seen}`
        issues.stop('template-repeated', line, table.key.at(-1) ?? '', what, 'Delete or correct one of the two rows.')
      }
    },
    finish: () => {},
  }
}

function modelWeights(table: Table): CrossRows {
  const place = (name: string) => table.columns.findIndex(column => column.name === name)
  const [modelAt, nameAt, weightAt, lineAt] = [place('model'), place('name'), place('weight'), place('line')]
  const counted = new Set<string>()
  const models = new Map<string, { line: number; name: CellValue | undefined; weight: number }>()
  return {
    take(line, values, issues) {
      const model = String(values[modelAt])
      const found = models.get(model) ?? { line, name: values[nameAt], weight: 0 }
      const named = values[lineAt] ?? null
      const weight = named !== null && counted.has(`${model}\n${named}`) ? 0 : Number(values[weightAt])
      counted.add(`${model}\n${named}`)
      models.set(model, { ...found, weight: found.weight + weight })
      if (found.name !== values[nameAt]) {
        issues.stop(
          'template-rule',
          line,
          'name',
          `the model ${model} is called "${found.name}" in line ${found.line}`,
          'Give a model one name.',
        )
      }
    },
    finish(issues) {
      for (const [model, { line, weight }] of models) {
        if (weight === 10_000) continue
        const what = `the weights of ${model} sum to ${decimalFromScaled(weight, 2, 2)} %`
        issues.stop('template-weights', line, 'weight', what, 'Correct the weights so that they sum to exactly 100.00 %.')
      }
    },
  }
}

function sleeveParts(table: Table): CrossRows {
  const place = (name: string) => table.columns.findIndex(column => column.name === name)
  const [accountAt, partAt] = [place('account'), place('part')]
  const accounts = new Map<string, { line: number; part: number }>()
  return {
    take(line, values) {
      const account = String(values[accountAt])
      const found = accounts.get(account) ?? { line, part: 0 }
      accounts.set(account, { ...found, part: found.part + Number(values[partAt]) })
    },
    finish(issues) {
      for (const [account, { line, part }] of accounts) {
        if (part === 10_000) continue
        const what = `the parts of the sleeves of ${account} sum to ${decimalFromScaled(part, 2, 2)} %`
        issues.stop(
          'template-weights',
          line,
          'part',
          what,
          'Correct the parts so that they sum to exactly 100.00 %: all sleeves of an account stand in one file.',
        )
      }
    },
  }
}
