/**
 * A realized sale the book has already, stated anew with another basis, proceeds, disallowed loss or number of shares: the custodian corrected it. Both cannot stand, or the gain
 * would count twice. The same sale is the same account, security, purchase day and sale day, and the same shares, or with other shares the same proceeds or
 * basis; fills that both files state alike are set off first, so that a further fill of the day is no correction. Held with what to do; files of another layout are the matter of realized-twice.ts.
 */
import type { Account } from '../../../shared/model/book.ts'
import type { ImportIssue, ReadFile } from '../../../shared/model/import-batch.ts'
import type { RealizedLot } from '../../../shared/model/ledger.ts'
import { exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import type { ReadableBook } from '../../store/database.ts'
import { listRealized } from '../../store/holdings.ts'
import { listImports } from '../../store/imports.ts'
import { listSecurities } from '../../store/securities.ts'

type Stated = Pick<RealizedLot, 'opened' | 'closed' | 'shares' | 'proceeds' | 'basis' | 'disallowed'>

interface Row extends Stated {
  readonly sale: string
  readonly symbol: string
  readonly line: number
}

/** One stop for each older file. */
export function correctedSales(book: ReadableBook, file: ReadFile, accounts: ReadonlyMap<string, Account>): ImportIssue[] {
  const stated = file.facts.flatMap(fact => {
    const account = fact.fact === 'realized' ? accounts.get(fact.account) : undefined
    return fact.fact === 'realized' && account ? [rowOf(account.id, fact.symbol, fact, fact.line)] : []
  })
  if (stated.length === 0) return []
  const known = standingSales(book, file.layout, [...new Set([...accounts.values()].map(account => account.id))])
  const found = new Map<string, { first: Row; old: Stated; count: number }>()
  for (const [sale, rows] of Map.groupBy(stated, row => row.sale)) {
    const { left, right } = withoutCommon(rows, known.get(sale) ?? [])
    for (const { row, old } of pairs(left, right)) {
      const before = found.get(old.fileName)
      found.set(old.fileName, before ? { ...before, count: before.count + 1 } : { first: row, old, count: 1 })
    }
  }
  return [...found].map(([fileName, { first, old, count }]) => corrected(fileName, first, old, count))
}

/** Each row with the one it corrects: first of the same shares, then of the same proceeds or basis. */
function pairs(left: readonly Row[], right: readonly StandingRow[]): { row: Row; old: StandingRow }[] {
  const open = [...right]
  const take = (row: Row, like: (old: StandingRow) => boolean) => {
    const at = open.findIndex(like)
    return at === -1 ? [] : [{ row, old: open.splice(at, 1)[0] as StandingRow }]
  }
  const alike = left.flatMap(row => take(row, old => old.shares === row.shares))
  const paired = new Set(alike.map(({ row }) => row))
  const halves = left
    .filter(row => !paired.has(row))
    .flatMap(row => take(row, old => old.proceeds === row.proceeds || (old.basis !== null && old.basis === row.basis)))
  return [...alike, ...halves]
}

interface StandingRow extends Row {
  readonly fileName: string
}

function standingSales(book: ReadableBook, layout: string | null, accounts: readonly Account['id'][]): Map<string, StandingRow[]> {
  const symbols = new Map(listSecurities(book).map(security => [security.id as string, security.symbol]))
  const imports = new Map(listImports(book).map(row => [row.id as string, row]))
  const rows = accounts
    .flatMap(account => listRealized(book, { account }))
    .flatMap(lot => {
      const older = imports.get(lot.source.import ?? '')
      if (older === undefined || older.layout !== layout) return []
      return [{ ...rowOf(lot.account, symbols.get(lot.security) ?? '', lot, lot.source.line), fileName: older.fileName }]
    })
  return Map.groupBy(rows, row => row.sale)
}

function rowOf(account: string, symbol: string, stated: Stated, line: number): Row {
  const { opened, closed, shares, proceeds, basis, disallowed } = stated
  const sale = `${account}|${symbol.toUpperCase()}|${opened ?? ''}|${closed}`
  return { sale, symbol: symbol.toUpperCase(), line, opened, closed, shares, proceeds, basis, disallowed }
}

/** What each side has that the other has not. */
function withoutCommon(stated: readonly Row[], known: readonly StandingRow[]): { left: Row[]; right: StandingRow[] } {
  return { left: beyond(stated, known), right: beyond(known, stated) }
}

function beyond<One extends Row>(rows: readonly One[], others: readonly Row[]): One[] {
  const counts = new Map<string, number>()
  const keyOf = (row: Row) => `${row.shares} ${figures(row)}`
  for (const other of others) counts.set(keyOf(other), (counts.get(keyOf(other)) ?? 0) + 1)
  return rows.filter(row => {
    const key = keyOf(row)
    const left = counts.get(key) ?? 0
    counts.set(key, left - 1)
    return left <= 0
  })
}

function corrected(fileName: string, first: Row, old: Stated, count: number): ImportIssue {
  const others = count === 1 ? '' : ` (and ${count - 1} more sales like it)`
  const inWords = (row: Stated) => (first.shares === old.shares ? figures(row) : `${sharesHeld(row.shares)}, ${figures(row)}`)
  return {
    code: 'import/realized-corrected',
    line: first.line,
    column: '',
    what: `The sale of ${first.symbol} on ${first.closed} stands in the book from ${fileName} with ${inWords(old)}; this file says ${inWords(first)}${others}: it would count twice`,
    remedy: `If this file corrects it, undo the import of ${fileName} first, then import this one; else keep the older one.`,
    weight: 'stop',
  }
}

function figures({ proceeds, basis, disallowed }: Stated): string {
  const cost = basis === null ? 'unknown basis' : `basis ${exactMoney(basis)}`
  return `proceeds ${exactMoney(proceeds)}, ${cost}, disallowed ${exactMoney(disallowed)}`
}
