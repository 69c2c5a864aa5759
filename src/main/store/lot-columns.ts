/** All open lots of the book as columns of numbers, for scans and the big grid: one pass, no objects, no joins. */
import type { AccountId, HouseholdId, LotId, SecurityId } from '../../shared/kernel/id.ts'
import type { ReadableBook } from './database.ts'
import { identifier, integer } from './row.ts'

/** Row i is made of entry i of each column. `account` and `security` are positions in the lists beside them. */
export interface LotColumnsOfBook {
  readonly count: number
  readonly accounts: readonly { readonly id: AccountId; readonly household: HouseholdId }[]
  readonly securities: readonly SecurityId[]
  readonly lot: readonly LotId[]
  readonly account: Int32Array
  readonly security: Int32Array
  /** Day numbers; -1 is unknown. */
  readonly acquired: Int32Array
  readonly holdingFrom: Int32Array
  /** Millionths of a share. */
  readonly shares: Float64Array
  /** Cents; NaN is unknown. */
  readonly basis: Float64Array
  readonly washAdjustment: Float64Array
}

export function lotColumns(book: ReadableBook, household: HouseholdId | null): LotColumnsOfBook {
  const accounts = indexed(book, 'SELECT key, id, household FROM accounts ORDER BY key')
  const securities = indexed(book, 'SELECT key, id FROM securities ORDER BY key')
  const where = household === null ? '' : 'WHERE account IN (SELECT key FROM accounts WHERE household = ?)'
  const values = household === null ? [] : [household]
  const count = book.row(`SELECT count(*) AS count FROM open_lots ${where}`, values)?.count as number
  const columns = {
    account: new Int32Array(count),
    security: new Int32Array(count),
    acquired: new Int32Array(count),
    holdingFrom: new Int32Array(count),
    shares: new Float64Array(count),
    basis: new Float64Array(count),
    washAdjustment: new Float64Array(count),
  }
  const lot = new Array<LotId>(count)
  let row = 0
  for (const cells of book.scan(
    `SELECT account, security, acquired, holding_from, shares, basis, wash_adjustment, id FROM open_lots ${where} ORDER BY account, id`,
    values,
  )) {
    columns.account[row] = accounts.positions[cells[0] as number] as number
    columns.security[row] = securities.positions[cells[1] as number] as number
    columns.acquired[row] = cells[2] as number
    columns.holdingFrom[row] = cells[3] as number
    columns.shares[row] = cells[4] as number
    columns.basis[row] = cells[5] === null ? Number.NaN : (cells[5] as number)
    columns.washAdjustment[row] = cells[6] as number
    lot[row] = cells[7] as LotId
    row += 1
  }
  return {
    count,
    accounts: accounts.rows.map(each => ({ id: identifier<'account'>(each, 'id'), household: identifier<'household'>(each, 'household') })),
    securities: securities.rows.map(each => identifier<'security'>(each, 'id')),
    lot,
    ...columns,
  }
}

/** Rows of a small table, and where in them a key is found. */
function indexed(book: ReadableBook, sql: string) {
  const rows = book.rows(sql)
  const last = rows.at(-1)
  const positions = new Int32Array(last === undefined ? 0 : integer(last, 'key') + 1)
  for (const [position, row] of rows.entries()) positions[integer(row, 'key')] = position
  return { rows, positions }
}
