/**
 * The harvest scan over a million lots of 2,500 accounts on a drive: opening the book, reading its lots as columns and scanning them, against opening and reading
 * alone. The book is closed between rounds; the machine's file cache is not emptied, for the subject or for the peer.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { costClass, oneWayRate } from '../src/main/engine/cost/facts.ts'
import { type LotTable, scanLots } from '../src/main/engine/harvest/scan-lots.ts'
import { longFrom } from '../src/main/engine/lots/holding-period.ts'
import { worthing } from '../src/main/engine/tax/worth.ts'
import { listAccounts } from '../src/main/store/accounts.ts'
import type { ReadableBook } from '../src/main/store/database.ts'
import { listHouseholds } from '../src/main/store/households.ts'
import { type LotColumnsOfBook, lotColumns } from '../src/main/store/lot-columns.ts'
import { listTaxProfiles } from '../src/main/store/planning.ts'
import { latestPrices } from '../src/main/store/prices.ts'
import { listSecurities } from '../src/main/store/securities.ts'
import { openStore } from '../src/main/store/store.ts'
import { noCents } from '../src/shared/kernel/cents.ts'
import { civilDate, dateOfDay, dayNumber } from '../src/shared/kernel/civil-date.ts'
import { valueOrThrow } from '../src/shared/kernel/outcome.ts'
import { isTaxable } from '../src/shared/model/book.ts'
import { costAssumptionsShape } from '../src/shared/model/costs.ts'
import { federalTableShape } from '../src/shared/model/tax-table.ts'
import { fillBook } from '../test/fixtures/fill-book.ts'
import { type Bench, inTurn } from './bench.ts'

const asOf = civilDate('2026-11-20')
const size = { seed: 7, accounts: 2500, lotsPerAccount: 400 }
const resource = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, '../resources', name), 'utf8'))

export const scanBench: Bench = {
  name: 'scan',
  title: 'Harvest scan',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'scan-bench-'))
    const file = join(folder, 'bench.lotwright')
    fillBook(file, size)
    let lots = 0
    let worthwhile = 0
    const times = await inTurn(
      5,
      () =>
        inBook(file, book => {
          const columns = lotColumns(book, null)
          lots = columns.count
          worthwhile = scanned(book, columns).worthwhile
        }),
      () =>
        inBook(file, book => {
          lots = lotColumns(book, null).count
        }),
    )
    rmSync(folder, { recursive: true, force: true })
    if (lots !== size.accounts * size.lotsPerAccount || worthwhile === 0) throw new Error(`${lots} lots, ${worthwhile} worth harvesting`)
    return [
      {
        subject: { what: 'open, read and scan 1,000,000 lots', ms: times.subject },
        peer: { what: 'open and read the same rows', ms: times.peer },
        goal: '≤ 1.5x cold',
        limit: 1.5,
        note: 'Gain, tax saved, cost and net of every lot; wash verdicts and reasons belong to the review of a household. The file cache is warm for both.',
      },
    ]
  },
}

function inBook(file: string, work: (book: ReadableBook) => void): void {
  const store = valueOrThrow(openStore(file))
  work(store.book)
  store.discard()
}

function scanned(book: ReadableBook, columns: LotColumnsOfBook) {
  const costs = costAssumptionsShape.parse(resource('costs.json'))
  const federal = federalTableShape.parse(resource('tax/2026.json'))
  const profiles = new Map(listTaxProfiles(book, 2026).map(profile => [profile.household, profile]))
  const households = listHouseholds(book)
  const years = households.map(household => {
    const profile = profiles.get(household.id)
    return profile ? worthing(profile, federal, { short: noCents, long: noCents }) : null
  })
  return scanLots(tableOf(book, columns, new Map(households.map((household, at) => [household.id as string, at])), costs), {
    asOf: dayNumber(asOf),
    years,
    commission: costs.commission,
    leastLoss: 20_000,
    leastLossPoints: 500,
    leastNet: 2500,
  })
}

/** Facts of accounts and securities become columns of their own first, so that the pass over the lots only looks up numbers. */
function tableOf(
  book: ReadableBook,
  columns: LotColumnsOfBook,
  households: ReadonlyMap<string, number>,
  costs: Parameters<typeof oneWayRate>[1],
): LotTable {
  const { count } = columns
  const accounts = new Map(listAccounts(book, null).map(account => [account.id, account]))
  const securities = new Map(listSecurities(book).map(security => [security.id, security]))
  const prices = new Map(latestPrices(book, asOf).map(row => [row.security, row.price]))
  const householdOf = Int32Array.from(columns.accounts, ({ household }) => households.get(household) ?? 0)
  const eligibleOf = Uint8Array.from(columns.accounts, ({ id }) => {
    const account = accounts.get(id)
    return account !== undefined && isTaxable(account.type) && account.mode === 'tradable' ? 1 : 0
  })
  const priceOf = Float64Array.from(columns.securities, id => prices.get(id) ?? Number.NaN)
  const rateOf = Float64Array.from(columns.securities, id => {
    const security = securities.get(id)
    return security ? oneWayRate(costClass(security), costs) : 0
  })
  const table = {
    count,
    household: new Int32Array(count),
    shares: columns.shares,
    price: new Float64Array(count),
    basis: columns.basis,
    longOn: new Int32Array(count),
    eligible: new Uint8Array(count),
    washedLoss: new Float64Array(count),
    sellRate: new Float64Array(count),
    buyRate: new Float64Array(count),
  }
  const longDays = new Int32Array(mostDays)
  for (let at = 0; at < count; at += 1) {
    const account = columns.account[at] as number
    const security = columns.security[at] as number
    table.household[at] = householdOf[account] as number
    table.eligible[at] = eligibleOf[account] as number
    table.price[at] = priceOf[security] as number
    const rate = rateOf[security] as number
    table.sellRate[at] = rate
    table.buyRate[at] = rate
    const heldFrom = columns.holdingFrom[at] as number
    table.longOn[at] = heldFrom < 0 ? never : longDays[heldFrom] || longDay(heldFrom, longDays)
  }
  return table
}

const never = 2 ** 31 - 1
/** Day numbers until the year 2079. */
const mostDays = 40_000

/** The calendar is asked once for each day of purchase. */
function longDay(heldFrom: number, known: Int32Array): number {
  const day = dayNumber(longFrom(dateOfDay(heldFrom)))
  known[heldFrom] = day
  return day
}
