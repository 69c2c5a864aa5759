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

/** One entry a sale. Sales told by both sources are taken from the projection, which knows the lots. */
export function lossSalesOf(
  projection: Pick<Projection, 'realized' | 'matches' | 'undecided'>,
  stated: readonly RealizedLot[],
): LossSale[] {
  const sales = new Map<string, LossSale>()
  const projected = new Set<string>()
  for (const row of projection.realized) {
    projected.add(`${row.account}\n${row.security}\n${row.sold}`)
    if (row.gain === null || row.gain >= 0) continue
    add(sales, {
      id: row.sale,
      account: row.account,
      security: row.security,
      date: row.sold,
      shares: row.shares,
      loss: negateCents(row.gain),
      unreplaced: row.shares,
    })
  }
  for (const match of projection.matches) {
    const sale = sales.get(match.sale)
    if (sale !== undefined) sales.set(match.sale, { ...sale, unreplaced: shares(sale.unreplaced - match.shares) })
  }
  for (const row of stated) {
    if (row.basis === null || row.proceeds >= row.basis || projected.has(`${row.account}\n${row.security}\n${row.closed}`)) continue
    const id = `${row.account} ${row.security} ${row.closed}`
    const loss = cents(row.basis - row.proceeds)
    // a loss that the broker has already disallowed in full has found its replacement
    const unreplaced = row.disallowed >= loss ? shares(0) : row.shares
    add(sales, { id, account: row.account, security: row.security, date: row.closed, shares: row.shares, loss, unreplaced })
  }
  const told = new Set(stated.map(row => `${row.account}\n${row.security}\n${row.closed}`))
  for (const { sale, account, security, sold, shares: count } of projection.undecided) {
    if (told.has(`${account}\n${security}\n${sold}`) || sales.has(sale)) continue
    sales.set(sale, { id: sale, account, security, date: sold, shares: count, loss: null, unreplaced: count })
  }
  return [...sales.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1))
}

function add(sales: Map<string, LossSale>, sale: LossSale): void {
  const known = sales.get(sale.id)
  if (known === undefined) sales.set(sale.id, sale)
  else {
    sales.set(sale.id, {
      ...known,
      shares: shares(known.shares + sale.shares),
      loss: known.loss === null || sale.loss === null ? null : addCents(known.loss, sale.loss),
      unreplaced: shares(known.unreplaced + sale.unreplaced),
    })
  }
}
