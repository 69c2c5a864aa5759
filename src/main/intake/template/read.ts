/**
 * Reads one table of the template, row by row: header, cells, rules. Every cell that cannot be read is an issue with line, column and remedy,
 * and its row makes no fact. What a row states is made by facts.ts, what must hold between cells and rows by rules.ts.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { Fact, FileAccount } from '../../../shared/model/import-batch.ts'
import { Issues } from '../issues.ts'
import { type LayoutReader, type Row, type RowReading, streamed } from '../layout.ts'
import { bareText, type CellValue, isBad } from './cells.ts'
import { type FactMaker, factMaker } from './facts.ts'
import { type CrossRows, crossRows, type RowRule, rowRule } from './rules.ts'
import { markOf, type Table, type TableName, tableNames, tables, templateVersion } from './tables.ts'

const mark = /^lotwright:([a-z-]+)\/(\d{1,4})$/i

function markIn(row: Row | undefined): { table: string; version: number } | undefined {
  const match = mark.exec(row?.cells[0]?.trim() ?? '')
  return match ? { table: (match[1] ?? '').toLowerCase(), version: Number(match[2]) } : undefined
}

function isBlank(row: Row): boolean {
  return row.cells.every(cell => cell.trim() === '')
}

/** A table being read. */
interface Reading {
  readonly table: Table
  /** For each column of the table its place in the file; -1 where the file has none. */
  readonly places: readonly number[]
  readonly width: number
  readonly toFact: FactMaker
  readonly stands: RowRule
  readonly crossRows: CrossRows
}

/** undefined: the header is not one of a table this desk reads, and the issues say why. */
function readHeader(row: Row, issues: Issues): Reading | undefined {
  const found = markIn(row)
  const column = row.cells[0]?.trim() ?? ''
  if (found === undefined || !isTableName(found.table)) {
    issues.stop(
      'template-table',
      row.line,
      column,
      `there is no table ${found?.table ?? column}`,
      `Use one of ${tableNames.map(markOf).join(', ')}.`,
    )
    return undefined
  }
  if (found.version !== templateVersion) {
    const remedy = `This desk reads version ${templateVersion}: begin the header with ${markOf(found.table)} and follow docs/import.md, or update Lotwright.`
    issues.stop('template-version', row.line, column, `the file is version ${found.version} of the table ${found.table}`, remedy)
    return undefined
  }
  const table = tables[found.table]
  const places = placesOf(table, row, issues)
  if (issues.count > 0) return undefined
  return { table, places, width: row.cells.length, toFact: factMaker(table), stands: rowRule(table), crossRows: crossRows(table) }
}

function isTableName(name: string): name is TableName {
  return (tableNames as readonly string[]).includes(name)
}

function placesOf(table: Table, row: Row, issues: Issues): number[] {
  const names = row.cells.map(cell => cell.trim().toLowerCase())
  const known = table.columns.map(column => column.name)
  names.forEach((name, place) => {
    if (place === 0 || name === '') return
    if (names.indexOf(name, 1) !== place)
      issues.stop('template-column', row.line, name, `the column ${name} stands twice`, 'Delete one of them.')
    else if (!known.includes(name)) {
      const remedy = `Rename it to one of ${known.join(', ')}, or delete it: nothing is left out silently.`
      issues.stop('template-column', row.line, name, `the table ${table.name} has no column ${name}`, remedy)
    }
  })
  for (const { name, required, meaning } of table.columns) {
    if (required && !names.includes(name, 1)) {
      issues.stop('template-column', row.line, name, `the column ${name} is missing`, `Add a column ${name}: ${meaning}.`)
    }
  }
  return known.map(name => names.indexOf(name, 1))
}

function readCells({ table, places, width }: Reading, row: Row, issues: Issues): CellValue[] | undefined {
  const before = issues.count
  for (let place = 0; place < row.cells.length; place++) {
    if (place < width && (place === 0 || places.includes(place))) continue
    const extra = row.cells[place]?.trim() ?? ''
    if (extra === '') continue
    const what = `"${extra.slice(0, 40)}" stands under no column`
    issues.stop('template-cell', row.line, '', what, 'Put it under its column; a cell that holds a comma stands in quotes.')
  }
  const values = table.columns.map((column, index): CellValue => {
    const text = bareText(row.cells[places[index] ?? -1] ?? '')
    if (text === '') {
      if (column.required) {
        issues.stop(
          'template-blank',
          row.line,
          column.name,
          `${column.name} is blank`,
          `Fill it in: ${column.meaning}, for example ${column.example}.`,
        )
      }
      return null
    }
    const result = column.kind.read(text)
    if (!isBad(result)) return result.value
    issues.stop('template-cell', row.line, column.name, result.what, result.remedy)
    return null
  })
  return issues.count === before ? values : undefined
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

class TemplateReader implements LayoutReader {
  readonly #issues = new Issues()
  readonly #facts: Fact[] = []
  readonly #readings: RowReading[] = []
  #header: readonly string[] = []
  #reading: Reading | undefined

  take(row: Row): void {
    if (isBlank(row)) this.#readings.push({ line: row.line, reading: 'blank', says: '' })
    else if (this.#header.length === 0) this.#begin(row)
    else if (this.#reading) this.#takeData(this.#reading, row)
    else this.#readings.push({ line: row.line, reading: 'unread', says: 'its table has no readable header' })
  }

  #begin(row: Row): void {
    this.#header = row.cells
    this.#reading = readHeader(row, this.#issues)
    this.#readings.push({
      line: row.line,
      reading: 'header',
      says: this.#reading ? `header of the table ${this.#reading.table.name}` : 'header',
    })
  }

  #takeData(reading: Reading, row: Row): void {
    const values = readCells(reading, row, this.#issues)
    if (values === undefined || !reading.stands(row.line, values, this.#issues)) {
      this.#readings.push({ line: row.line, reading: 'unread', says: 'see its issues' })
      return
    }
    reading.crossRows.take(row.line, values, this.#issues)
    this.#facts.push(reading.toFact(row.line, values))
  }

  finish() {
    this.#reading?.crossRows.finish(this.#issues)
    const facts = this.#facts
    return {
      asOf: latestDay(facts),
      coverageFrom: null,
      coverageTo: null,
      header: this.#header,
      accounts: accountsIn(facts),
      facts,
      readings: this.#readings,
      issues: this.#issues.all(),
      tieOuts: [],
    }
  }
}

export const templateLayout = streamed({
  id: 'lotwright-template',
  name: "Lotwright's own template",
  recognises: head => markIn(head.find(row => !isBlank(row))) !== undefined,
  begin: () => new TemplateReader(),
})
