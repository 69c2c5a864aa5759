/** The whole book at a glance: tiles and lines of households (a job), the index for the palette, and every open lot as columns. */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import { addCents, type Cents, noCents } from '../../shared/kernel/cents.ts'
import { type CivilDate, dateOfDay, dayNumber } from '../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { marketValue } from '../../shared/kernel/price.ts'
import type { Shares } from '../../shared/kernel/shares.ts'
import type { HouseholdRow, LotColumns, Overview } from '../../shared/model/views.ts'
import { longFrom } from '../engine/lots/holding-period.ts'
import { tilesOfBook } from '../engine/overview/household-row.ts'
import { groupNamesOf } from '../engine/rebalance/limits/groups.ts'
import type { CallContext } from '../ports.ts'
import { householdsCsv, lotsCsv } from '../print/book-csv.ts'
import { listAccounts } from '../store/accounts.ts'
import type { ReadableBook } from '../store/database.ts'
import { listHouseholds } from '../store/households.ts'
import { type LotColumnsOfBook, lotColumns } from '../store/lot-columns.ts'
import { countOpenLots } from '../store/open-lots.ts'
import { latestPrices } from '../store/prices.ts'
import { listSecurities } from '../store/securities.ts'
import type { DeskContext } from './context.ts'
import { sampleDay } from './sample.ts'
import type { SnapshotLoader } from './snapshot.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

/** The overview of a day; lines of households are kept until they change. */
export function overviewer(context: DeskContext, snapshots: SnapshotLoader) {
  const lines = lineKeeper(context)
  return (asOf: CivilDate, call: CallContext) => overview(context, snapshots, lines, asOf, call)
}

export function bookHandlers(context: DeskContext, ask: ReturnType<typeof overviewer>) {
  return {
    'book.overview': (given: Given<'book.overview'>, call: CallContext) => ask(given.asOf, call),
    'book.index': () => {
      const { book } = context.store
      const securities = listSecurities(book)
      return {
        households: listHouseholds(book).map(({ id, name }) => ({ id, name })),
        accounts: listAccounts(book, null).map(({ id, household, name, number }) => ({ id, household, name, number })),
        securities: securities.map(({ id, symbol, name }) => ({ id, symbol, name })),
        groups: groupNamesOf(securities),
      }
    },
    'book.lots': (given: Given<'book.lots'>) => lotsOfBook(context, given.household, given.asOf),
    'book.export': async ({ asOf, what }: Given<'book.export'>, call: CallContext) => {
      const made = { engine: context.resources.engine, sample: sampleDay(context.store.book) !== null }
      const text = what === 'lots' ? lotsCsv(lotsOfBook(context, null, asOf), made) : householdsCsv(await ask(asOf, call), made)
      return context.ports.files.offer(
        `${what === 'lots' ? 'open-lots' : 'households'}-${asOf}.csv`,
        new TextEncoder().encode(text),
        'text/csv',
      )
    },
  }
}

/** Lines of households already computed for a day; a change of one household drops its line, any other change drops all. */
function lineKeeper(context: DeskContext) {
  let day: CivilDate | undefined
  const kept = new Map<HouseholdId, HouseholdRow>()
  context.onChange(household => {
    if (household === null) kept.clear()
    else kept.delete(household)
  })
  return {
    for(asOf: CivilDate): Map<HouseholdId, HouseholdRow> {
      if (day !== asOf) kept.clear()
      day = asOf
      return kept
    },
  }
}

async function overview(
  context: DeskContext,
  snapshots: SnapshotLoader,
  lines: ReturnType<typeof lineKeeper>,
  asOf: CivilDate,
  call: CallContext,
): Promise<Overview> {
  const households = listHouseholds(context.store.book)
  const kept = lines.for(asOf)
  const missing = households.filter(household => !kept.has(household.id)).map(household => household.id)
  if (missing.length > 0) {
    const inputs =
      missing.length > fewHouseholds
        ? snapshots.all(asOf).filter(snapshot => !kept.has(snapshot.household.id))
        : missing.map(id => snapshots.load(id, asOf).snapshot)
    const revision = context.revision()
    const rows = await context.jobs.run('household-rows', inputs, {
      signal: call.signal,
      progress: (done, of) => call.progress({ done, of, what: 'households' }),
    })
    if (revision === context.revision()) for (const row of rows) kept.set(row.id, row)
    else return overview(context, snapshots, lines, asOf, call)
  }
  const rows = households.map(household => kept.get(household.id)).filter(row => row !== undefined)
  return {
    asOf,
    pricesAsOf: rows.reduce<CivilDate | null>(
      (newest, row) => (row.pricesAsOf !== null && (newest === null || row.pricesAsOf > newest) ? row.pricesAsOf : newest),
      null,
    ),
    tiles: tilesOfBook(rows, context.heldFiles()),
    households: rows,
    totals: {
      households: rows.length,
      accounts: rows.reduce((sum, row) => sum + row.accounts, 0),
      lots: countOpenLots(context.store.book),
      value: rows.reduce<Cents>((sum, row) => addCents(sum, row.value ?? noCents), noCents),
    },
  }
}

/** Up to so many households are loaded one by one; more in one pass over each table. */
const fewHouseholds = 12

function lotsOfBook(context: DeskContext, household: HouseholdId | null, asOf: CivilDate): LotColumns {
  const { book } = context.store
  const columns = lotColumns(book, household)
  const { count, basis, shares, holdingFrom, account, security } = columns
  const texts = textTable()
  const accounts = accountTexts(book, household, columns, texts)
  const securities = securityTexts(book, asOf, columns, texts)
  const list = <Cell>(cell: (row: number) => Cell): Cell[] => {
    const cells = new Array<Cell>(count)
    for (let row = 0; row < count; row += 1) cells[row] = cell(row)
    return cells
  }
  const ofAccount = (name: 'household' | 'householdId' | 'account') => list(row => accounts[account[row] as number]?.[name] ?? 0)
  const ofSecurity = (name: 'symbol' | 'name') => list(row => securities[security[row] as number]?.[name] ?? 0)
  const longOn = new Map<number, number>()
  const cost = list(row => (Number.isNaN(basis[row]) ? null : (basis[row] as number)))
  const value = list(row => {
    const price = securities[security[row] as number]?.price
    return price === undefined ? null : marketValue(shares[row] as Shares, price)
  })
  return {
    count,
    asOf,
    texts: texts.list,
    lots: columns.lots.map(run => ({ ...run })),
    household: ofAccount('household'),
    householdId: ofAccount('householdId'),
    account: ofAccount('account'),
    symbol: ofSecurity('symbol'),
    name: ofSecurity('name'),
    acquired: Array.from(columns.acquired),
    longOn: list(row => firstLongDay(holdingFrom[row] as number, longOn)),
    shares: Array.from(shares),
    basis: cost,
    value,
    gain: list(row => {
      const [worth, paid] = [value[row] ?? null, cost[row] ?? null]
      return worth === null || paid === null ? null : worth - paid
    }),
  }
}

/** Per account of the columns: where its words stand in the texts; looked up once an account, not once a lot. */
function accountTexts(
  book: ReadableBook,
  household: HouseholdId | null,
  { accounts }: LotColumnsOfBook,
  texts: ReturnType<typeof textTable>,
) {
  const households = new Map(listHouseholds(book).map(each => [each.id, texts.of(each.name)]))
  const names = new Map(listAccounts(book, household).map(each => [each.id, texts.of(each.name)]))
  return accounts.map(({ id, household: home }) => ({
    household: households.get(home) ?? 0,
    householdId: texts.of(home),
    account: names.get(id) ?? 0,
  }))
}

function securityTexts(book: ReadableBook, asOf: CivilDate, { securities }: LotColumnsOfBook, texts: ReturnType<typeof textTable>) {
  const prices = new Map(latestPrices(book, asOf).map(each => [each.security, each.price]))
  const words = new Map(listSecurities(book).map(each => [each.id, { symbol: texts.of(each.symbol), name: texts.of(each.name) }]))
  return securities.map(security => ({ symbol: 0, name: 0, ...words.get(security), price: prices.get(security) }))
}

/** Day number of the first sale that is long-term; -1 stays unknown. Asked of the calendar once a day of purchase. */
function firstLongDay(heldFrom: number, known: Map<number, number>): number {
  if (heldFrom < 0) return -1
  const found = known.get(heldFrom)
  if (found !== undefined) return found
  const day = dayNumber(longFrom(dateOfDay(heldFrom)))
  known.set(heldFrom, day)
  return day
}

function textTable() {
  const positions = new Map<string, number>()
  const list: string[] = []
  return {
    list,
    of(text: string): number {
      const known = positions.get(text)
      if (known !== undefined) return known
      positions.set(text, list.length)
      list.push(text)
      return list.length - 1
    },
  }
}
