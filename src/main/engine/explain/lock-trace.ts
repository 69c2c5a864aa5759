/** The trail of a wash lock: the loss sale behind it, what of it is not replaced yet, and the thirty days counted out. IRC section 1091(a). */
import { daysBetween } from '../../../shared/kernel/civil-date.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { counted, date, sharesHeld } from '../../../shared/present/format.ts'
import { historyOf } from '../lineage/history.ts'
import type { Standing } from '../standing/standing.ts'
import { rowTrace } from './row-trace.ts'
import { step } from './step.ts'

/** undefined: no such lock is in force. */
export function lockTrace(standing: Standing, lockId: string): Trace | undefined {
  const lock = standing.locks.find(one => one.id === lockId)
  if (lock === undefined) return undefined
  const history = historyOf(standing)
  const rows = history.booking.rows.filter(row => lock.id.startsWith(`lock ${row.sale} `) && row.gain !== null && row.gain < 0)
  const unreplaced = rows.reduce(
    (sum, row) => sum + row.shares - (history.matchesOf.get(row) ?? []).reduce((used, match) => used + match.saleShares, 0),
    0,
  )
  return step(`Do not buy ${standing.securityOf(lock.security).symbol} through`, date(lock.until), {
    formula: `the day of the sale + ${counted(daysBetween(lock.from, lock.until), 'day')}; free on the day after`,
    rule: 'IRC §1091(a); Reg. §1.1091-1(a)',
    ...(lock.ticket === null ? {} : { source: `ticket ${lock.ticket}` }),
    inputs: [
      step('Sold', date(lock.from), { formula: lock.reason }),
      ...(rows.length === 0
        ? []
        : [step('Loss shares no purchase has replaced', sharesHeld(shares(unreplaced)), { rule: 'Reg. §1.1091-1(c)' })]),
      ...rows.map(row => rowTrace(history, row)),
    ],
  })
}
