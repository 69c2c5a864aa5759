/** Drafts, frozen tickets, locks, settings and the audit trail. */
import { describe, expect, test } from 'vitest'
import { appendAudit, listAudit, verifyAudit } from '../../../../src/main/store/audit.ts'
import { readBasket, saveBasket } from '../../../../src/main/store/baskets.ts'
import { appendLocks, liftLocksOf, listLocks } from '../../../../src/main/store/locks.ts'
import { readSettings, saveSettings } from '../../../../src/main/store/settings.ts'
import type { Store } from '../../../../src/main/store/store.ts'
import { appendTicket, appendTicketEvent, listTickets, nextTicketId, readTicket } from '../../../../src/main/store/tickets.ts'
import { id } from '../../../../src/shared/kernel/id.ts'
import type { WashLock } from '../../../../src/shared/model/ledger.ts'
import type { Settings } from '../../../../src/shared/model/settings.ts'
import type { SaleChoice, Ticket } from '../../../../src/shared/model/ticket.ts'
import { abc, account, at, cents, day, household, memoryBook, shares } from '../../../store/kit.ts'

const number = id<'ticket'>('T-2026-0143')
const issued = { at, status: 'issued' as const, what: 'issued by K. Ito' }

function ticket(over: Partial<Ticket> = {}): Ticket {
  const totals = { proceeds: cents(100), bought: cents(0), gainShort: cents(-40), gainLong: cents(-2), cost: cents(1) }
  const zero = cents(0)
  return {
    id: number,
    household: household.id,
    householdName: household.name,
    firm: 'Ito & Co',
    asOf: day('2026-11-21'),
    preparedAt: at,
    snapshotHash: 'abc',
    engine: 'e1',
    pricesAsOf: day('2026-11-20'),
    pages: [
      {
        account: account.id,
        accountName: account.name,
        accountNumber: '0012',
        accountType: 'joint',
        custodian: 'schwab',
        orders: [],
        totals,
      },
    ],
    basket: {
      lossShort: cents(40),
      lossLong: cents(2),
      gainShort: zero,
      gainLong: zero,
      washed: zero,
      permanent: zero,
      savedNow: cents(11),
      carried: null,
      cost: cents(1),
      net: cents(10),
      proceeds: cents(100),
    },
    reason: 'harvest',
    recommendedBy: 'K. Ito',
    placedBy: 'desk',
    discretionary: true,
    solicited: false,
    warnings: [],
    ...over,
  }
}

/** As somebody with a database tool would: without the triggers. */
function tamper(store: Store, table: string, sql: string): void {
  store.transaction(book => {
    for (const verb of ['update', 'delete']) book.run(`DROP TRIGGER ${table}_no_${verb}`)
    book.run(sql)
  })
}

describe('tickets', () => {
  test('a ticket is read as it was frozen, with its history and summary', () => {
    const store = memoryBook()
    store.transaction(book => appendTicket(book, ticket(), issued))
    store.transaction(book => appendTicketEvent(book, number, { at, status: 'exported', what: 'CSV for Schwab' }))
    expect(readTicket(store.book, number)).toEqual({
      ticket: ticket(),
      status: 'exported',
      history: [issued, { at, status: 'exported', what: 'CSV for Schwab' }],
    })
    expect(listTickets(store.book, household.id)).toEqual([
      {
        id: number,
        household: household.id,
        householdName: 'Lee',
        status: 'exported',
        asOf: '2026-11-21',
        preparedAt: at,
        orders: 0,
        accounts: 1,
        gainShort: -40,
        gainLong: -2,
        savedNow: 11,
      },
    ])
    expect(listTickets(store.book, id<'household'>('another'))).toEqual([])
    expect(readTicket(store.book, id<'ticket'>('T-2026-0001'))).toBeUndefined()
  })

  test.each([
    "UPDATE tickets SET document = '{}'",
    'DELETE FROM tickets',
    "UPDATE ticket_events SET status = 'draft'",
    'DELETE FROM ticket_events',
  ])('refuses %s', sql => {
    const store = memoryBook()
    store.transaction(book => appendTicket(book, ticket(), issued))
    expect(() => store.transaction(book => book.run(sql))).toThrow('append-only')
  })

  test('a number is given once', () => {
    const store = memoryBook()
    store.transaction(book => appendTicket(book, ticket(), issued))
    expect(() => store.transaction(book => appendTicket(book, ticket({ reason: 'another' }), issued))).toThrow(/UNIQUE/)
  })

  test('a document changed behind the program’s back is not shown as the ticket', () => {
    const store = memoryBook()
    store.transaction(book => appendTicket(book, ticket(), issued))
    tamper(store, 'tickets', "UPDATE tickets SET document = replace(document, '-40', '-41')")
    expect(() => readTicket(store.book, number)).toThrow(/store\/ticket-altered/)
  })

  test('numbers run by year and past 9999', () => {
    const store = memoryBook()
    expect(nextTicketId(store.book, 2026)).toBe('T-2026-0001')
    for (const name of ['T-2026-0009', 'T-2026-9999', 'T-2026-10000', 'T-2025-0500'])
      store.transaction(book => appendTicket(book, ticket({ id: id<'ticket'>(name) }), issued))
    expect([nextTicketId(store.book, 2026), nextTicketId(store.book, 2025)]).toEqual(['T-2026-10001', 'T-2025-0501'])
  })
})

describe('drafts and settings', () => {
  test('a basket is replaced as a whole; none is empty', () => {
    const store = memoryBook()
    const choice: SaleChoice = {
      account: account.id,
      security: abc.id,
      method: 'HIFO',
      picks: [{ lot: id<'lot'>('l-1'), shares: shares(5) }],
      replacement: null,
      override: '',
    }
    expect(readBasket(store.book, household.id)).toEqual({ choices: [], savedAt: null })
    store.transaction(book => saveBasket(book, household.id, [choice, choice], at))
    store.transaction(book => saveBasket(book, household.id, [choice], at))
    expect(readBasket(store.book, household.id)).toEqual({ choices: [choice], savedAt: at })
  })

  test('settings: undefined until saved, refused where they cannot be read', () => {
    const store = memoryBook()
    const oneWay = { large: 300, mid: 800, small: 2500, unknown: 2500 }
    const settings: Settings = {
      firm: 'Ito & Co',
      recommendedBy: '',
      placedBy: '',
      discretionary: false,
      costs: { commission: cents(0), oneWay, asOf: day('2026-11-01'), source: 'desk' },
      harvest: { leastLoss: cents(100_00), leastLossPoints: 300, leastNet: cents(25_00), nearLongDays: 30 },
      driftThreshold: 500,
      staleAfterTradingDays: 3,
    }
    expect(readSettings(store.book)).toBeUndefined()
    store.transaction(book => saveSettings(book, settings))
    expect(readSettings(store.book)).toEqual(settings)
    store.transaction(book => book.run(`UPDATE settings SET document = '{"firm": 7}'`))
    expect(() => readSettings(store.book)).toThrow(/store\/settings/)
  })
})

describe('wash locks', () => {
  test('a lock holds through its last day, and is lifted with its ticket, never deleted', () => {
    const store = memoryBook()
    store.transaction(book => appendTicket(book, ticket(), issued))
    const lock: WashLock = {
      id: 'k-1',
      household: household.id,
      security: abc.id,
      from: day('2026-11-21'),
      until: day('2026-12-21'),
      reason: 'loss sale of 5 ABC on 2026-11-21',
      ticket: number,
    }
    store.transaction(book => appendLocks(book, [lock]))
    expect(listLocks(store.book, household.id, day('2026-12-21'))).toEqual([lock])
    expect(listLocks(store.book, null, day('2026-12-22'))).toEqual([])
    expect(() => store.transaction(book => book.run('DELETE FROM wash_locks'))).toThrow('never deleted')
    expect(store.transaction(book => liftLocksOf(book, number, { at, reason: 'ticket cancelled' }))).toBe(1)
    expect(listLocks(store.book, null, day('2026-11-25'))).toEqual([])
  })
})

describe('audit', () => {
  const written = () => {
    const store = memoryBook()
    store.transaction(book => {
      for (const subject of ['one', 'two', 'three']) appendAudit(book, { at, what: 'ticket issued', subject })
    })
    return store
  }

  test('a chain of what happened, newest first', () => {
    const store = written()
    expect(verifyAudit(store.book)).toEqual({ ok: true, value: 3 })
    expect(listAudit(store.book, 2)).toEqual([
      { number: 3, at, what: 'ticket issued', subject: 'three' },
      { number: 2, at, what: 'ticket issued', subject: 'two' },
    ])
    expect(() => store.transaction(book => book.run('DELETE FROM audit'))).toThrow('audit is append-only')
  })

  test.each([
    ['a changed row', "UPDATE audit SET subject = 'four' WHERE number = 2", 'audit row 2'],
    ['a missing row', 'DELETE FROM audit WHERE number = 2', 'audit row 2'],
    ['rows cut off at the end', 'DELETE FROM audit WHERE number = 3', 'audit row 3'],
    ['everything cut off', 'DELETE FROM audit', 'audit row 1'],
    ['a forged hash', 'UPDATE audit SET previous = hash WHERE number = 3', 'audit row 3'],
  ])('names %s', (_, sql, where) => {
    const store = written()
    tamper(store, 'audit', sql)
    expect(verifyAudit(store.book)).toMatchObject({ ok: false, refusal: { code: 'store/audit-broken', where } })
  })
})
