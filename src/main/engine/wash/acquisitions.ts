/**
 * Every purchase the book knows of, in all accounts of the household: buys and reinvestments of the ledger, the stock of taxable mergers, and the dates of
 * statement lots that no buy explains. Evidence for wash windows, whether the shares are still held or not. A statement lot without a date is evidence of an unknown date.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, EntryId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { LedgerEntry, StatementLot } from '../../../shared/model/ledger.ts'
import type { Projection } from '../lots/project.ts'

export interface Acquisition {
  readonly account: AccountId
  readonly security: SecurityId
  /** null: the custodian does not know the date. */
  readonly date: CivilDate | null
  readonly shares: Shares
  readonly source: 'buy' | 'reinvest' | 'merger' | 'statement'
  /** The ledger entry or statement lot it was read from, or the lot that a merger opened. */
  readonly from: EntryId | LotId
}

interface Traded {
  readonly entries: readonly LedgerEntry[]
  readonly statementLots: readonly StatementLot[]
}

/** `received`: what taxable mergers brought, as the projection of the same records booked it. */
export function acquisitionsOf({ entries, statementLots }: Traded, received: Projection['received']): Acquisition[] {
  const reversed = new Set<LedgerEntry['reverses']>()
  for (const { reverses } of entries) if (reverses !== null) reversed.add(reverses)
  const found: Acquisition[] = []
  const explained = new Map<string, number>()
  for (const entry of entries) {
    if (entry.security === null || entry.reverses !== null || (reversed.size > 0 && reversed.has(entry.id))) continue
    const right = ofUnderlying(entry)
    if (right !== null) found.push(right)
    if (entry.kind !== 'buy' && entry.kind !== 'reinvest') continue
    const { account, security, tradeDate, kind, id } = entry
    found.push({ account, security, date: tradeDate, shares: entry.shares, source: kind, from: id })
    if (statementLots.length === 0) continue
    const key = dayKey(account, security, tradeDate)
    explained.set(key, (explained.get(key) ?? 0) + entry.shares)
  }
  for (const { lot, account, security, date, shares: count } of received) {
    found.push({ account, security, date, shares: count, source: 'merger', from: lot })
    const key = dayKey(account, security, date)
    explained.set(key, (explained.get(key) ?? 0) + count)
  }
  for (const lot of statementLots) {
    const key = dayKey(lot.account, lot.security, lot.acquired)
    const known = explained.get(key) ?? 0
    explained.set(key, Math.max(0, known - lot.shares))
    const rest = lot.shares - known
    if (rest > 0)
      found.push({
        account: lot.account,
        security: lot.security,
        date: lot.acquired,
        shares: shares(rest),
        source: 'statement',
        from: lot.id,
      })
  }
  return found
}

/** A call is a contract to acquire, and its exercise buys: IRC section 1091(a). */
function ofUnderlying({ kind, account, counter, ratio, shares: contracts, tradeDate, id }: LedgerEntry): Acquisition | null {
  if ((kind !== 'buy' && kind !== 'exercise') || counter == null || ratio === null) return null
  const count = Number((BigInt(contracts) * BigInt(ratio[0])) / BigInt(ratio[1]))
  return { account, security: counter, date: tradeDate, shares: shares(count), source: 'buy', from: id }
}

function dayKey(account: AccountId, security: SecurityId, date: CivilDate | null): string {
  return `${account}\n${security}\n${date}`
}
