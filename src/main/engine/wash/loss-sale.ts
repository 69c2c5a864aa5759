/** Sales at a loss in taxable accounts, as the ledger's projection or the custodian's realized file tells of them: what a later purchase could wash. */
import { addCents, type Cents, cents, negateCents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { RealizedLot } from '../../../shared/model/ledger.ts'
import type { Projection } from '../lots/project.ts'

export interface LossSale {
  /** The sale's ledger entry, or the place of the row in the custodian's file. */
  readonly id: string
  readonly account: AccountId
  readonly security: SecurityId
  readonly date: CivilDate
  readonly shares: Shares
  /** Positive; null where the records cannot tell what the sale realized: it may have been a loss. */
  readonly loss: Cents | null
  /** Shares that no purchase has replaced yet: only these can still be washed. */
  readonly unreplaced: Shares
}

/**
 * Sales told by both sources are taken from the projection, which knows the lots; where it lacks a basis, from the custodian's rows of that day, if these
 * state every basis. What neither can tell stays a sale of unknown result, which keeps a purchase from being called clear.
 */
export function lossSalesOf(
  projection: Pick<Projection, 'realized' | 'matches' | 'undecided'> & Partial<Pick<Projection, 'told'>>,
  lines: readonly RealizedLot[],
): LossSale[] {
  const sales = new Map<string, Summed>()
  // a line speaks of the trade date of its sale, whatever the file dates it
  const tradeDates = new Map(projection.told?.map(({ row, day }) => [row, day]))
  const stated = lines.map(row => ({ ...row, closed: tradeDates.get(row) ?? row.closed }))
  // days are only compared where a second source speaks
  const compares = stated.length > 0 || projection.undecided.length > 0
  const projected = knownDays(
    compares ? projection.realized : [],
    row => dayKey(row.account, row.security, row.sold),
    row => row.gain !== null,
  )
  const told = knownDays(
    stated,
    row => dayKey(row.account, row.security, row.closed),
    row => row.basis !== null,
  )
  for (const { sale: id, account, security, sold: date, shares: count, gain, replacedUnseen = 0 } of projection.realized) {
    if (gain === null || gain >= 0) continue
    const key = dayKey(account, security, date)
    if (compares && projected.get(key) === false && told.get(key) === true) continue
    add(sales, { id, account, security, date, shares: count, loss: negateCents(gain), unreplaced: shares(count - replacedUnseen) })
  }
  for (const match of projection.matches) {
    const sale = sales.get(match.sale)
    if (sale !== undefined) sale.unreplaced = shares(sale.unreplaced - match.shares)
  }
  for (const row of stated) {
    const key = dayKey(row.account, row.security, row.closed)
    if (projected.get(key) === true || (projected.has(key) && told.get(key) === false)) continue
    const sale = statedSale(row)
    if (sale !== null) add(sales, sale)
  }
  for (const { sale, account, security, sold, shares: count } of projection.undecided) {
    const key = dayKey(account, security, sold)
    if (told.get(key) === true || sales.has(unknownId(key))) continue
    const id = sales.has(sale) ? unknownId(sale) : sale
    sales.set(id, { id, account, security, date: sold, shares: count, loss: null, unreplaced: count })
  }
  return [...sales.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1))
}

/** The custodian's row as a sale; null for a gain. */
function statedSale({ account, security, closed: date, shares: count, proceeds, basis, disallowed }: RealizedLot): LossSale | null {
  const id = dayKey(account, security, date)
  if (basis === null) return { id: unknownId(id), account, security, date, shares: count, loss: null, unreplaced: count }
  if (proceeds >= basis) return null
  const loss = cents(basis - proceeds)
  // a loss that the broker has already disallowed in full has found its replacement
  return { id, account, security, date, shares: count, loss, unreplaced: disallowed >= loss ? shares(0) : count }
}

function dayKey(account: AccountId, security: SecurityId, day: CivilDate): string {
  return `${account} ${security} ${day}`
}

function unknownId(id: string): string {
  return `${id} of unknown result`
}

/** Days on which rows speak, and whether every row of the day is known. */
function knownDays<Row>(rows: readonly Row[], keyOf: (row: Row) => string, isKnown: (row: Row) => boolean): Map<string, boolean> {
  const days = new Map<string, boolean>()
  for (const row of rows) days.set(keyOf(row), (days.get(keyOf(row)) ?? true) && isKnown(row))
  return days
}

/** A sale whose rows are still being summed. */
type Summed = { -readonly [Field in keyof LossSale]: LossSale[Field] }

function add(sales: Map<string, Summed>, sale: Summed): void {
  const known = sales.get(sale.id)
  if (known === undefined) sales.set(sale.id, sale)
  else {
    known.shares = shares(known.shares + sale.shares)
    known.loss = known.loss === null || sale.loss === null ? null : addCents(known.loss, sale.loss)
    known.unreplaced = shares(known.unreplaced + sale.unreplaced)
  }
}
