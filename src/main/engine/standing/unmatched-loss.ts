/**
 * Losses that only a custodian's realized file tells of, where the book has trades or lots of the holding and cannot say which of them were sold. They are in no
 * booking, so no purchase of the household has been held against them (IRC section 1091), and the lots they came from still stand open: said, never shown as final.
 */
import { type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { date, sharesHeld } from '../../../shared/present/format.ts'
import type { ToldLine } from '../lots/ledger-events.ts'
import { windowDays } from '../wash/window.ts'
import type { Standing } from './standing.ts'

export function unmatchedLines({ projection }: Standing): ToldLine[] {
  return projection.told.filter(({ row, known, lot }) => !known && lot === null && row.basis !== null && row.proceeds < row.basis)
}

const made = new WeakMap<Snapshot, ReadonlySet<string>>()

/** A year asks for each of its sales, so the lines are gone through once. */
function keysOf(standing: Standing): ReadonlySet<string> {
  const known = made.get(standing.snapshot)
  if (known) return known
  const keys = new Set(unmatchedLines(standing).map(({ row, day }) => keyOf(row.account, row.security, day)))
  made.set(standing.snapshot, keys)
  return keys
}

function keyOf(account: AccountId, security: SecurityId, day: CivilDate): string {
  return `${account}\n${security}\n${day}`
}

interface TradeOf {
  readonly account: AccountId
  readonly security: SecurityId
  readonly sold: CivilDate
  readonly lot: string | null
}

/** null: the loss is booked, or it is none. Names the purchases of the window, which may disallow it; one that the file disallows itself is in no basis of the book either. */
export function unmatchedWhy(standing: Standing, { account, security, sold, lot }: TradeOf): string | null {
  if (lot !== null) return null
  if (!keysOf(standing).has(keyOf(account, security, sold))) return null
  const { accountOf, securityOf, evidence } = standing
  const near = evidence
    .group(security)
    .acquisitions.filter(one => one.date !== null && Math.abs(daysBetween(one.date, sold)) <= windowDays)
    .map(
      one => `${accountOf(one.account).name} bought ${sharesHeld(one.shares)} of ${securityOf(one.security).symbol} on ${date(one.date)}`,
    )
  const purchases = near.length === 0 ? '' : `; ${near.join('; ')}`
  return `only the custodian's file tells of this loss, and the book cannot say which of its lots were sold: no purchase has been held against it (IRC §1091)${purchases}`
}
