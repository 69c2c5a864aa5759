/** What every kept book holds. */
import { civilDate } from '../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../src/shared/kernel/id.ts'
import type { Ticket } from '../../../src/shared/model/ticket.ts'
import { account, at, cents, household } from '../samples.ts'

const zero = cents(0)

export const keptTicket: Ticket = {
  id: id<'ticket'>('T-2026-0001'),
  household: household.id,
  householdName: household.name,
  firm: 'Ito & Co',
  asOf: civilDate('2026-11-21'),
  preparedAt: at,
  snapshotHash: '00',
  engine: 'lotwright-engine 0.1.0',
  pricesAsOf: civilDate('2026-11-20'),
  pages: [
    {
      account: account.id,
      accountName: account.name,
      accountNumber: account.number,
      accountType: account.type,
      custodian: account.custodian,
      orders: [],
      totals: { proceeds: zero, bought: zero, gainShort: zero, gainLong: zero, cost: zero },
    },
  ],
  basket: {
    lossShort: zero,
    lossLong: zero,
    gainShort: zero,
    gainLong: zero,
    washed: zero,
    permanent: zero,
    savedNow: null,
    carried: null,
    cost: zero,
    net: null,
    proceeds: zero,
  },
  reason: 'kept',
  recommendedBy: 'K. Ito',
  placedBy: 'desk',
  discretionary: false,
  solicited: true,
  warnings: [],
}
