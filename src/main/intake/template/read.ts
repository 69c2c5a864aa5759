/**
 * Reads one table of the template: header, cells, row rules, keys. Every cell that cannot be read is an issue with line, column and remedy,
 * and its row makes no fact. What the rows state is made by facts.ts, what must hold between cells by rules.ts.
 */

import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { Fact, FileAccount, ImportIssue } from '../../../shared/model/import-batch.ts'
import type { Layout, LayoutResult, Row, RowReading } from '../layout.ts'
import { bareText, type CellValue, isBad } from './cells.ts'
import { factMaker } from './facts.ts'
import { crossRowIssues, rowRule } from './rules.ts'
import { markOf, type ReadRow, type Table, type TableName, tableNames, tables, templateVersion } from './tables.ts'

const mark = /^lotwright:([a-z-]+)\/(\d{1,4})$/i

function markIn(row: Row | undefined): { table: string; version: number } | undefined {
  const match = mark.exec(row?.cells[0]?.trim() ?? '')
  return match ? { table: (match[1] ?? '').toLowerCase(), version: Number(match[2]) } : undefined
}

function isBlank(row: Row): boolean {
  return row.cells.every(cell => cell.trim() === '')
}

interface Reading {
  readonly table: Table
  /** For each column of the table its place in the file; -1 where the file has none. */
  readonly places: readonly number[]
  readonly width: number
  readonly issues: ImportIssue[]
}

function stop(line: number, column: string, code: string, what: string, remedy: string): ImportIssue {
  return { code, line, column, what, remedy, weight: 'stop' }
}

function readHeader(table: Table, row: Row): Reading {
  const issues: ImportIssue[] = []
  const names = row.cells.map(cell => cell.trim().toLowerCase())
  const known = new Set(table.columns.map(column => column.name))
  names.forEach((name, place) => {
    if (place === 0 || name === '') return
    if (names.indexOf(name) !== place)
      issues.push(stop(row.line, name, 'import/template-column', `the column ${name} stands twice`, 'Delete one of them.'))
    else if (!known.has(name))
      issues.push(
        stop(
          row.line,
          name,
          'import/template-column',
          `the table ${table.name} has no column ${name}`,
          `Rename it to one of ${[...known].join(', ')}, or delete it.`,
        ),
      )
  })
  const places = table.columns.map(column => names.indexOf(column.name, 1))
  table.columns.forEach((column, index) => {
    if (column.required && places[index] === -1)
      issues.push(
        stop(
          row.line,
          column.name,
          'import/template-column',
          `the column ${column.name} is missing`,
          `Add a column ${column.name}: ${column.meaning}.`,
        ),
      )
  })
  return { table, places, width: names.length, issues }
}

function readCells(reading: Reading, row: Row): CellValue[] | undefined {
  const { table, places, issues } = reading
  const before = issues.length
  for (let place = reading.width; place < row.cells.length; place++) {
    const extra = row.cells[place]?.trim() ?? ''
    if (extra !== '')
      issues.push(
        stop(
          row.line,
          '',
          'import/template-cell',
          `a cell "${extra.slice(0, 40)}" stands right of the last column`,
          'Put it under its column, or quote the cell that holds a comma.',
        ),
      )
  }
  const values = table.columns.map((column, index): CellValue => {
    const text = bareText(row.cells[places[index] ?? -1] ?? '')
    if (text === '') {
      if (column.required && places[index] !== -1)
        issues.push(
          stop(
            row.line,
            column.name,
            'import/template-blank',
            `${column.name} is blank`,
            `Fill it in: ${column.meaning}, for example ${column.example}.`,
          ),
        )
      return null
    }
    const result = column.kind.read(text)
    if (!isBad(result)) return result.value
    issues.push(stop(row.line, column.name, 'import/template-cell', result.what, result.remedy))
    return null
  })
  return issues.length === before ? values : undefined
}

function* dataRows(rows: Iterable<Row>, readings: RowReading[]): Generator<Row> {
  for (const row of rows) {
    if (isBlank(row)) readings.push({ line: row.line, reading: 'blank', says: '' })
    else yield row
  }
}

function accountsIn(facts: readonly Fact[]): FileAccount[] {
  const counts = new Map<string, number>()
  for (const fact of facts) if (fact.fact !== 'record') counts.set(fact.account, (counts.get(fact.account) ?? 0) + 1)
  return [...counts].map(([key, rows]) => ({
    key,
    number: key,
    name: key,
    custodian: 'other',
    typeHint: null,
    matched: key as AccountId,
    rows,
  }))
}

function latestDay(facts: readonly Fact[]): CivilDate | null {
  let latest: CivilDate | null = null
  for (const fact of facts) if ('asOf' in fact && (latest === null || fact.asOf > latest)) latest = fact.asOf
  return latest
}

function result(
  header: readonly string[],
  facts: readonly Fact[],
  readings: readonly RowReading[],
  issues: readonly ImportIssue[],
): LayoutResult {
  return {
    asOf: latestDay(facts),
    coverageFrom: null,
    coverageTo: null,
    header,
    accounts: accountsIn(facts),
    facts,
    readings,
    issues,
    tieOuts: [],
  }
}

function readTable(name: TableName, header: Row, rows: Iterable<Row>, readings: RowReading[]): LayoutResult {
  const table = tables[name]
  const reading = readHeader(table, header)
  if (reading.issues.length > 0) return result(header.cells, [], readings, reading.issues)
  const toFact = factMaker(table)
  const rule = rowRule(table)
  const good: ReadRow[] = []
  const facts: Fact[] = []
  for (const row of rows) {
    const values = readCells(reading, row)
    const broken = values === undefined ? [] : rule(row.line, values)
    reading.issues.push(...broken)
    if (values === undefined || broken.some(issue => issue.weight === 'stop')) {
      readings.push({ line: row.line, reading: 'unread', says: 'see its issues' })
      continue
    }
    const { fact, reading: how, says } = toFact(row.line, values)
    good.push({ line: row.line, values })
    facts.push(fact)
    readings.push({ line: row.line, reading: how, says })
  }
  reading.issues.push(...crossRowIssues(table, good))
  return result(header.cells, facts, readings, reading.issues)
}

function isTableName(name: string): name is TableName {
  return (tableNames as readonly string[]).includes(name)
}

export const templateLayout: Layout = {
  id: 'lotwright-template',
  name: "Lotwright's own template",
  recognises: head => markIn(head.find(row => !isBlank(row))) !== undefined,
  read(rows) {
    const readings: RowReading[] = []
    const data = dataRows(rows, readings)
    const header = data.next().value as Row | undefined
    const found = markIn(header)
    if (header === undefined || found === undefined) throw new Error('read without recognises')
    readings.push({ line: header.line, reading: 'header', says: `table ${found.table}, version ${found.version}` })
    if (!isTableName(found.table)) {
      const issue = stop(
        header.line,
        header.cells[0] ?? '',
        'import/template-table',
        `there is no table ${found.table}`,
        `Use one of ${tableNames.map(markOf).join(', ')}.`,
      )
      return result(header.cells, [], readings, [issue])
    }
    if (found.version !== templateVersion) {
      const issue = stop(
        header.line,
        header.cells[0] ?? '',
        'import/template-version',
        `the file is version ${found.version} of the table ${found.table}`,
        `This desk reads version ${templateVersion}: write ${markOf(found.table)} and follow docs/import.md, or update Lotwright.`,
      )
      return result(header.cells, [], readings, [issue])
    }
    return readTable(found.table, header, data, readings)
  },
}
