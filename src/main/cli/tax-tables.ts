/** The federal tables as shipped, for commands that run without a book. */
import { readFileSync } from 'node:fs'
import { type FederalTable, federalTableShape } from '../../shared/model/tax-table.ts'
import { resourcePath } from '../resources.ts'

const tables = new Map<number, FederalTable | undefined>()

/** The table of a year; undefined where there is none. */
export function shippedTable(year: number): FederalTable | undefined {
  if (!tables.has(year)) tables.set(year, readTable(year))
  return tables.get(year)
}

function readTable(year: number): FederalTable | undefined {
  try {
    return federalTableShape.parse(JSON.parse(readFileSync(resourcePath(`tax/${year}.json`), 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
