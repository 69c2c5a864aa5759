/** All open lots of the book as columns, for scans and the big grid: the stored columns of each account, put one after the other. */
import type { AccountId, HouseholdId, ImportId, SecurityId } from '../../shared/kernel/id.ts'
import type { ReadableBook, Row } from './database.ts'
import { type LotBlock, lotBlock } from './lot-block.ts'
import { blockIn } from './open-lots.ts'
import { identifier, integer, text } from './row.ts'

/** Row i is made of entry i of each column. `account`, `security` and `import` are positions in the lists beside them; -1 for no import. */
export interface LotColumnsOfBook extends LotBlock {
  readonly accounts: readonly { readonly id: AccountId; readonly household: HouseholdId }[]
  readonly securities: readonly SecurityId[]
  readonly imports: readonly ImportId[]
  /** One run of rows an account: where it begins, and the lots' ids as the book holds them, a JSON list of as many. */
  readonly lots: readonly { readonly first: number; readonly ids: string }[]
  readonly account: Int32Array
}

/** Of one household, or of all. */
export function lotColumns(book: ReadableBook, household: HouseholdId | null): LotColumnsOfBook {
  const accounts = indexed(book, 'accounts')
  const securities = indexed(book, 'securities')
  const imports = indexed(book, 'imports')
  const where = household === null ? '' : 'WHERE account IN (SELECT key FROM accounts WHERE household = ?)'
  const rows = book.rows(`SELECT * FROM open_lots ${where} ORDER BY account`, household === null ? [] : [household])
  const count = rows.reduce((sum, row) => sum + integer(row, 'lots'), 0)
  const all = lotBlock(count)
  const account = new Int32Array(count)
  const lots: { first: number; ids: string }[] = []
  let first = 0
  for (const row of rows) {
    const block = blockIn(row)
    account.fill(accounts.positions[integer(row, 'account')] ?? -1, first, first + block.count)
    append(all, block, first)
    lots.push({ first, ids: text(row, 'ids') })
    first += block.count
  }
  for (let at = 0; at < count; at += 1) {
    all.security[at] = securities.positions[all.security[at] as number] ?? -1
    all.import[at] = imports.positions[all.import[at] as number] ?? -1
  }
  return {
    ...all,
    accounts: accounts.rows.map(row => ({ id: identifier<'account'>(row, 'id'), household: identifier<'household'>(row, 'household') })),
    securities: securities.rows.map(row => identifier<'security'>(row, 'id')),
    imports: imports.rows.map(row => identifier<'import'>(row, 'id')),
    lots,
    account,
  }
}

function append(all: LotBlock, block: LotBlock, at: number): void {
  for (const name of ['shares', 'basis', 'washAdjustment'] as const) all[name].set(block[name], at)
  for (const name of ['security', 'import', 'acquired', 'holdingFrom', 'line', 'origin'] as const) all[name].set(block[name], at)
}

/** Rows of a small table, and where in them a key is found. */
function indexed(
  book: ReadableBook,
  table: 'accounts' | 'securities' | 'imports',
): { readonly rows: readonly Row[]; readonly positions: Int32Array } {
  const rows = book.rows(`SELECT key, id${table === 'accounts' ? ', household' : ''} FROM ${table} ORDER BY key`)
  const last = rows.at(-1)
  const positions = new Int32Array(last === undefined ? 0 : integer(last, 'key') + 1).fill(-1)
  for (const [position, row] of rows.entries()) positions[integer(row, 'key')] = position
  return { rows, positions }
}
