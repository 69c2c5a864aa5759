/**
 * Lotwright's own template: one CSV a table. The first header cell is the mark `lotwright:<table>/1`; its column is free for notes and never
 * read. The other columns may stand in any order. This list is the one place that says what a table holds: reader, writer and
 * docs/import.md follow it.
 */
import {
  accountTypes,
  custodians,
  filingStatuses,
  personShape,
  relationShape,
  reliefMethods,
  securityShape,
} from '../../../shared/model/book.ts'
import { entryKinds } from '../../../shared/model/ledger.ts'
import * as cell from './cells.ts'
import { account, type Column, day, household, may, must, rarely, symbol, type Table, type TableName, tableNames } from './column.ts'
import { modelLineColumns } from './model-rows.ts'
import { cashNeeds, householdModels, restrictions, settings, sleeves } from './planning-tables.ts'

export type { Column, Table, TableName }
export { tableNames }

export const templateVersion = 1

export function markOf(name: TableName): string {
  return `lotwright:${name}/${templateVersion}`
}

const households: Table = {
  name: 'households',
  title: 'Households',
  key: ['id'],
  meaning: 'A household is every account whose trades can wash each other: both spouses and their IRAs (IRC §1091, Pub. 550).',
  columns: [
    must('id', cell.identifier, 'lasting id of the household', 'alvarez-kim'),
    must('name', cell.text(120), 'name on screens and tickets', 'Alvarez-Kim'),
    may('note', cell.text(2000), 'what an adviser wants to remember', 'Meets in November'),
  ],
}

const people: Table = {
  name: 'people',
  title: 'People',
  key: ['id'],
  meaning: 'Owners of accounts. A trust is a person too.',
  columns: [
    must('id', cell.identifier, 'lasting id of the person', 'dana-kim'),
    household,
    must('name', cell.text(120), 'full name', 'Dana Kim'),
    must('role', cell.choice(personShape.shape.role.options), 'place in the household', 'spouse'),
  ],
}

const securities: Table = {
  name: 'securities',
  title: 'Securities',
  key: ['symbol'],
  meaning: 'What is held or may be bought.',
  columns: [
    symbol,
    must('name', cell.text(200), 'name as printed on tickets', 'Vanguard Total Stock Market ETF'),
    may('cusip', cell.cusip, 'nine characters; blank: not known', "'922908769"),
    must('kind', cell.choice(securityShape.shape.kind.options), 'form of the security', 'etf'),
    may('asset_class', cell.text(60), 'class in words of the firm', 'US equity'),
    may('sector', cell.text(60), 'sector', 'Broad market'),
    may('industry', cell.text(60), 'industry', 'Blend'),
    may('country', cell.text(60), 'country or region', 'United States'),
    may('expense_ratio', cell.expenseRatio, 'yearly cost in percent; blank: not known', '0.03'),
    may('cap_class', cell.choice(['large', 'mid', 'small']), 'decides the cost assumption; blank: not known', 'large'),
  ],
}

const models: Table = {
  name: 'models',
  title: 'Model portfolios',
  key: ['model', 'symbol'],
  meaning:
    'One row a target, or several rows a line: a list of what is bought by kind of account, or an asset class, sector or factor. The weights of the lines of a model sum to exactly 100.00 %.',
  columns: [
    must('model', cell.identifier, 'lasting id of the model', 'growth-80'),
    must('name', cell.text(120), 'name of the model, the same in each of its rows', 'Growth 80/20'),
    symbol,
    must('weight', cell.percent, 'target weight in percent', '42.00'),
    must('band', cell.percent, 'drift allowed to either side, in percentage points', '5.00'),
    ...modelLineColumns,
  ],
}

const accounts: Table = {
  name: 'accounts',
  title: 'Accounts',
  key: ['id'],
  meaning: 'Every account of a household, those the firm cannot trade included: a purchase in any of them can wash a loss.',
  columns: [
    must('id', cell.identifier, 'lasting id of the account; the other tables name accounts by it', 'alvarez-kim-joint'),
    household,
    must('name', cell.text(120), 'name on screens and tickets', 'Joint brokerage'),
    must('number', cell.accountNumber, 'number as the custodian prints it; an apostrophe in front keeps leading zeros', "'00416789"),
    must('custodian', cell.choice(custodians), 'who holds it', 'schwab'),
    must('type', cell.choice(accountTypes), 'tax treatment', 'joint'),
    may('owner', cell.identifier, 'id of the owner in the people table; blank for joint owners', 'dana-kim'),
    must('mode', cell.choice(['tradable', 'view-only']), 'whether the firm may trade it', 'tradable'),
    must('default_method', cell.choice(reliefMethods), 'lots the custodian sells where none are named', 'FIFO'),
    must('fractional', cell.yesOrNo, 'whether fractions of a share may be ordered', 'no'),
    may('model', cell.identifier, 'id of the model portfolio it follows; blank: none', 'growth-80'),
    may('coverage_from', cell.date, 'first day for which the book has all of its trades; blank: none were imported', '2025-09-01'),
    may('coverage_to', cell.date, 'last such day; blank exactly where coverage_from is', '2026-11-20'),
    rarely('cash_reserve', cell.money, 'cash that stays in the account whatever is planned; blank: what is entered stays', '2500.00'),
  ],
}

const relations: Table = {
  name: 'relations',
  title: 'Relations between securities',
  key: ['kind', 'a', 'b'],
  meaning:
    "The firm's judgement, never inferred: `same` is one security under two names, `identical` is substantially identical for IRC §1091, `substitute` may be bought while the other is locked. Each holds in both directions; write it once.",
  columns: [
    must('kind', cell.choice(relationShape.shape.kind.options), 'what the two are to each other', 'substitute'),
    must('a', cell.symbol, 'first ticker', 'VTI'),
    must('b', cell.symbol, 'second ticker', 'ITOT'),
    must('author', cell.text(120), 'who decided', 'M. Reyes, CFP'),
    must('date', cell.date, 'when', '2026-01-12'),
    must('reason', cell.text(500), 'why, with the source of the correlation where one is stated', 'Different index (CRSP against S&P)'),
    may('correlation', cell.correlation, 'stated correlation; blank: nobody stated one', '0.99'),
  ],
}

const prices: Table = {
  name: 'prices',
  title: 'Prices',
  key: ['symbol', 'date'],
  meaning: 'Closing prices by day.',
  columns: [symbol, must('date', cell.date, 'trading day', '2026-11-20'), must('price', cell.priceCell, 'dollars a share', '312.40')],
}

/** Schedule D beside the book's sales. A table without them, such as one from before they were, does not take back what a person has entered. */
const enteredLines = [
  ['line_4', 'short-term gain from Forms 6252, 4684, 6781 and 8824, signed (Schedule D line 4)', '-350.00'],
  ['line_5', 'short-term gain from partnerships, S corporations, estates and trusts, signed (line 5)', '120.00'],
  ['line_11', 'long-term gain from Forms 4797, 2439, 6252, 4684, 6781 and 8824, signed (line 11)', '0.00'],
  ['line_12', 'long-term gain from partnerships, S corporations, estates and trusts, signed (line 12)', '4100.00'],
  ['line_13', 'capital gain distributions, Form 1099-DIV box 2a (line 13)', '412.55'],
].map(([name = '', what = '', example = '']) => rarely(name, cell.money, `${what}; blank: what is entered stays`, example))

const taxProfiles: Table = {
  name: 'tax-profiles',
  title: 'Tax profiles',
  key: ['household', 'year'],
  meaning:
    "What the household's return of one year looks like without this year's capital gains. Dollars; a blank amount is an issue, not zero.",
  columns: [
    household,
    must('year', cell.whole(2000, 2100), 'tax year', '2026'),
    must(
      'filing_status',
      cell.choice(filingStatuses),
      'single, married jointly, married separately, head of household, surviving spouse',
      'mfj',
    ),
    must('ordinary_income', cell.money, 'taxable income without capital gains and qualified dividends, after deductions', '412000.00'),
    must('qualified_dividends', cell.money, 'qualified dividends', '18400.00'),
    must('magi', cell.money, "modified adjusted gross income without this year's net gain (IRC §1411)", '466000.00'),
    must('other_investment_income', cell.money, 'net investment income other than gains (IRC §1411)', '26100.00'),
    may('state', cell.choice(states()), 'two letters; blank: no state tax in the plan', 'CA'),
    must('state_short_rate', cell.rate, 'state rate on the next dollar of short-term gain', '0.093'),
    must('state_long_rate', cell.rate, 'state rate on the next dollar of long-term gain', '0.093'),
    must('carryforward_short', cell.money, 'unused short-term loss of earlier years, positive (IRC §1212(b))', '0.00'),
    must('carryforward_long', cell.money, 'unused long-term loss of earlier years, positive', '8250.00'),
    must('other_short', cell.money, 'short-term result of this year outside the book, signed', '0.00'),
    must('other_long', cell.money, 'long-term result of this year outside the book, signed', '12400.00'),
    must('author', cell.text(120), 'who entered it', 'M. Reyes, CFP'),
    must('as_of', cell.date, 'when', '2026-10-15'),
    ...enteredLines,
  ],
}

/** Specific lots are named with the order, not by a word in a file. */
const saleMethods = reliefMethods.filter(method => method !== 'SPECID')

const entries: Table = {
  name: 'entries',
  title: 'Ledger entries',
  key: [],
  meaning: 'Trades and cash movements. Rows of one day stand in the order in which they happened; days may stand in any order.',
  columns: [
    account,
    must('trade_date', cell.date, 'trade date: it decides term and wash window (Pub. 550)', '2026-11-09'),
    may('settle_date', cell.date, 'settlement date', '2026-11-10'),
    must('kind', cell.choice(entryKinds), 'what happened; it says the direction', 'buy'),
    may('symbol', cell.symbol, 'ticker; blank only where no security is concerned', 'VTI'),
    may('shares', cell.quantity, 'shares moved, positive for every kind; blank where none move', '40'),
    may(
      'price',
      cell.priceCell,
      'dollars a share; of a gift its value when given, of an inheritance that at death, of a transfer into or out of an IRA that of the day',
      '309.12',
    ),
    may('amount', cell.money, 'effect on cash, signed, fees included: negative for a purchase', '-12364.80'),
    may('fees', cell.money, 'commissions and fees inside the amount, positive; blank: none', '0.00'),
    may('basis', cell.money, 'total basis that comes with the shares; blank for a buy: the amount; blank else: unknown', '12364.80'),
    may('acquired', cell.date, 'purchase date of shares that came by transfer, gift or inheritance', '2019-04-02'),
    may(
      'ratio',
      cell.ratio,
      'new shares for old: of a split; of the counter security for a merger or spin-off; of the underlying a contract for a call',
      '3 for 2',
    ),
    may('memo', cell.text(500), 'free text', 'DRIP'),
    rarely('order_group', cell.text(60), 'the same words on fills of one order: they count as one lot (Rev. Rul. 56-602)', 'order 4471'),
    rarely('method', cell.choice(saleMethods), "method told for this sale; blank: the account's on that day (Reg. §1.1012-1(c))", 'HIFO'),
    rarely('counter', cell.symbol, 'the other security: what a merger, spin-off or name change gives, or what a call is a right to', 'WBD'),
    rarely(
      'counter_price',
      cell.priceCell,
      'value of a share of the counter security on that day, for a merger with cash, a taxable merger, or a spin-off by values',
      '24.43',
    ),
    rarely(
      'allocation',
      cell.basisPart,
      'part of the basis that goes to the shares of a spin-off (Form 8937); blank: by the two values',
      '24.1867',
    ),
    rarely(
      'gift_tax',
      cell.money,
      'gift tax on the net increase in value, which is added to the basis of a gift (IRC §1015(d)(6))',
      '1250.00',
    ),
  ],
}

const lots: Table = {
  name: 'lots',
  title: 'Open lots',
  key: [],
  meaning: "A custodian's statement of open tax lots: the rows of one account, symbol and day are all of its lots on that day.",
  columns: [
    account,
    symbol,
    day,
    may('acquired', cell.date, 'purchase date; blank: the custodian does not know it', '2023-03-14'),
    must('shares', cell.quantity, 'shares left in the lot', '80'),
    may('basis', cell.money, 'total basis of those shares; blank: unknown, and the lot cannot be harvested', '23768.00'),
  ],
}

const positions: Table = {
  name: 'positions',
  title: 'Positions',
  key: ['account', 'symbol', 'as_of'],
  meaning: 'What the custodian says is held. The sum of lots is held against it.',
  columns: [
    account,
    symbol,
    day,
    must('shares', cell.quantity, 'shares held', '120'),
    may('basis', cell.money, 'total basis by the custodian; blank: it states none', '35830.00'),
    may('reinvest', cell.yesOrNo, 'dividends buy more shares, each time an acquisition for IRC §1091; blank: not known', 'no'),
  ],
}

const cash: Table = {
  name: 'cash',
  title: 'Cash',
  key: ['account', 'as_of'],
  meaning: 'Cash and sweep balance of an account.',
  columns: [account, day, must('amount', cell.money, 'dollars', '1840.22')],
}

const realized: Table = {
  name: 'realized',
  title: 'Realized lots',
  key: [],
  meaning: 'What the custodian says was sold, lot by lot. It sees one account and one CUSIP only.',
  columns: [
    account,
    symbol,
    may('opened', cell.date, 'purchase date; blank: unknown or various', '2026-03-02'),
    must('closed', cell.date, 'trade date of the sale', '2026-11-03'),
    must('shares', cell.quantity, 'shares sold', '25'),
    must('proceeds', cell.money, 'net proceeds', '1890.25'),
    may('basis', cell.money, 'total basis; blank: unknown', '2210.00'),
    may('term', cell.choice(['short', 'long']), 'term by the custodian; blank: it does not say', 'short'),
    may('disallowed', cell.money, 'loss it disallowed as a wash sale, positive; blank: none', '0.00'),
  ],
}

function states(): string[] {
  return 'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(
    ' ',
  )
}

export const tables: Readonly<Record<TableName, Table>> = {
  households,
  people,
  securities,
  models,
  accounts,
  relations,
  prices,
  'tax-profiles': taxProfiles,
  'household-models': householdModels,
  sleeves,
  restrictions,
  'cash-needs': cashNeeds,
  settings,
  entries,
  lots,
  positions,
  cash,
  realized,
}
