/** A calendar of needs and deposits worked by hand: what a plan keeps free, what a deposit spares it, what comes too late, what is not certain, and what cannot be met. */
import { describe, expect, test } from 'vitest'
import { planTrace } from '../../src/main/engine/explain/plan-trace.ts'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { editBench, repick } from '../../src/main/engine/rebalance/repick.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Proposal, Wishes } from '../../src/shared/model/proposal.ts'
import { twoAccounts, wishes } from '../fixtures/household.ts'
import { amountOf } from '../fixtures/snapshot.ts'

type Book = ReturnType<typeof twoAccounts>
const joint = { account: id<'account'>('joint') }
const ira = { account: id<'account'>('ira') }

function planned(book: Book, over: Partial<Wishes> = {}) {
  const request = { accounts: null, wishes: { ...wishes, flowDays: 30, ...over }, curve: false }
  return valueOrThrow(planHousehold(book.snapshot(), request, { advance: () => undefined }))
}
type Plan = ReturnType<typeof planned>
const cashIn = (plan: Plan, account: string) => plan.accounts.find(each => each.account === account)?.after.cashAfter ?? 0
const said = (plan: Plan) => [plan.cashByDate?.words, ...(plan.cashByDate?.notes ?? [])].join(' ')
const tradesIn = (plan: Plan, account: string, side: 'buy' | 'sell') =>
  (plan.accounts.find(each => each.account === account)?.trades ?? []).filter(trade => trade.side === side)

/** On its model but for $5,000 of cash that would buy. $30,000 of funds, hardly a gain. */
const onModel = () =>
  twoAccounts()
    .lot('joint', 'VTI', '2023-03-14', '50', '14000.00')
    .lot('joint', 'VXUS', '2023-03-14', '128', '8800.00')
    .lot('joint', 'BND', '2023-03-14', '80', '5900.00')

describe('a calendar by hand', () => {
  /** Balance less the start, needs of a day first: −8,000; −9,000 (3,000 came); 20,000 comes on the 5th; −4,000. The lowest is −9,000. */
  const calendar = () =>
    onModel()
      .cashNeed('8000', '2026-11-25', { ...joint, note: 'Tuition' })
      .deposit('3000', '2026-11-25', { ...joint, note: 'Bonus' })
      .cashNeed('4000', '2026-12-01', { ...joint, note: 'Rent' })
      .deposit('20000', '2026-12-05', { ...joint, note: 'Sale of the car' })
      .cashNeed('15000', '2026-12-10', { ...joint, note: 'Roof' })
      .cashNeed('50000', '2026-12-21', { ...joint, note: 'Boat' })

  test.each(['accounts', 'household'] as const)('planned by %s, the lowest balance is met and not a dollar more is sold for it', scope => {
    const plan = planned(calendar(), { scope })
    const cash = cashIn(plan, 'joint')
    expect(cash).toBeGreaterThanOrEqual(amountOf('9000'))
    expect(cash).toBeLessThan(amountOf('10200'))
    const [section] = plan.cashByDate?.sections ?? []
    expect(section).toMatchObject({ account: 'joint', start: cash, met: true })
    const balances = section?.lines.map(({ what, balance }) => [what, balance - cash])
    expect(balances).toEqual([
      ['Tuition', amountOf('-8000')],
      ['Bonus', amountOf('-5000')],
      ['Rent', amountOf('-9000')],
      ['Sale of the car', amountOf('11000')],
      ['Roof', amountOf('-4000')],
    ])
    expect(section?.least).toBe(cash - amountOf('9000'))
    expect(said(plan)).toContain('3 needs and 2 deposits until Dec 20, 2026: $9,000.00 is kept free for them, and not invested.')
    expect(said(plan)).toContain('1 need or deposit after Dec 20, 2026 not counted yet.')
  })

  test('the horizon is the advisor’s: to the 21st the boat counts, within three days nothing does', () => {
    expect(cashIn(planned(calendar(), { flowDays: 4 }), 'joint')).toBeLessThan(amountOf('2000'))
    const boat = planned(calendar(), { flowDays: 31 })
    // −4,000 and 50,000 more: nothing of $33,760 is worth so much
    expect(boat.accounts.find(({ account }) => account === 'joint')?.status).toBe('infeasible')
  })

  test('what stays in the account stays on every day', () => {
    const book = calendar()
    const snapshot = book.snapshot()
    const accounts = snapshot.accounts.map(each => (each.id === 'joint' ? { ...each, cashReserve: amountOf('1000') } : each))
    const plan = planned(book.with({ accounts }))
    expect(cashIn(plan, 'joint')).toBeGreaterThanOrEqual(amountOf('10000'))
    expect(plan.cashByDate?.sections[0]).toMatchObject({ reserve: amountOf('1000'), met: true })
  })

  test('cash raised for today is gone: what is kept for later needs is beside it, and what spends that says so', () => {
    const book = onModel().cashNeed('4000', '2026-12-01', joint)
    for (const over of [{ cashToRaise: amountOf('6000') }, { raiseIn: [{ ...joint, amount: amountOf('6000') }] }]) {
      const plan = planned(book, over)
      const [section] = plan.cashByDate?.sections ?? []
      expect(section?.lines.map(({ amount }) => amount)).toEqual([amountOf('-6000'), amountOf('-4000')])
      expect(section).toMatchObject({ met: true, least: (section?.start ?? 0) - 1_000_000 })
      const bench = valueOrThrow(editBench(book.snapshot(), plan))
      const sales = tradesIn(plan, 'joint', 'sell').map(({ security }) => ({ ...joint, security, picks: [] }))
      const purchases = tradesIn(plan, 'joint', 'buy').map(({ security }) => ({ ...joint, security, shares: 0 as never }))
      const edited = valueOrThrow(repick(bench, plan, { sales, purchases }))
      const left = edited.accounts.find(({ account }) => account === 'joint')?.after.cashAfter ?? 0
      expect(left).toBeGreaterThan(amountOf('4000'))
      expect(edited.cashByDate?.sections[0]?.met).toBe(false)
    }
  })

  test('its trail adds up from the cash after the plan, day by day', () => {
    const plan = planned(calendar())
    const trace = planTrace(
      { ...plan, id: id('P-1'), snapshotHash: '', engine: '', hash: '', kept: null, stale: false } as Proposal,
      null,
      'flows',
    )
    expect(trace.inputs[0]).toMatchObject({ label: 'joint', value: 'met' })
    expect(trace.inputs[0]?.inputs.map(({ value }) => value)).toContain('−$15,000.00')
  })

  test('an edit that spends the cash says that the needs are not met', () => {
    const book = calendar()
    const plan = planned(book)
    const bench = valueOrThrow(editBench(book.snapshot(), plan))
    const sales = tradesIn(plan, 'joint', 'sell').map(({ security }) => ({ ...joint, security, picks: [] }))
    expect(sales.length).toBeGreaterThan(0)
    const edited = valueOrThrow(repick(bench, plan, { sales, purchases: [] }))
    expect(edited.cashByDate?.sections[0]?.met).toBe(false)
    expect(edited.cashByDate?.words).toContain('not all are met')
  })
})

describe('contrary trades', () => {
  test('cash that is needed buys nothing; without the need it buys', () => {
    expect(tradesIn(planned(onModel()), 'joint', 'buy').length).toBeGreaterThan(0)
    const plan = planned(onModel().cashNeed('4900', '2026-12-01', joint))
    const sum = (side: 'buy' | 'sell') => tradesIn(plan, 'joint', side).reduce((total, { amount }) => total + amount, 0)
    expect(sum('buy')).toBeLessThanOrEqual(sum('sell') + amountOf('100'))
    expect(cashIn(plan, 'joint')).toBeGreaterThanOrEqual(amountOf('4900'))
  })

  test('nothing is sold to raise what a deposit brings in time', () => {
    const late = planned(onModel().cashNeed('20000', '2026-12-10', joint).deposit('20000', '2026-12-11', joint))
    expect(tradesIn(late, 'joint', 'sell').length).toBeGreaterThan(0)
    const sameDay = planned(onModel().cashNeed('20000', '2026-12-10', joint).deposit('20000', '2026-12-10', joint))
    expect(tradesIn(sameDay, 'joint', 'sell').length).toBeGreaterThan(0)
    const early = planned(onModel().cashNeed('20000', '2026-12-10', joint).deposit('20000', '2026-12-09', joint))
    expect(tradesIn(early, 'joint', 'sell')).toEqual([])
    expect(early.cashByDate?.words).toContain('deposits come in time, no cash is kept for them')
  })

  test('a deposit buys nothing before it is there', () => {
    const plan = planned(onModel().deposit('90000', '2026-11-24', joint))
    expect(cashIn(plan, 'joint')).toBeGreaterThanOrEqual(0)
    expect(tradesIn(plan, 'joint', 'buy')).toEqual(tradesIn(planned(onModel()), 'joint', 'buy'))
  })
})

describe('needs of any account', () => {
  test('are met from taxable accounts: an IRA’s cash is not taken, an own deposit that is left over helps', () => {
    const plan = planned(onModel().cashNeed('7000', '2026-12-10', { note: 'Roof' }))
    expect(cashIn(plan, 'joint')).toBeGreaterThanOrEqual(amountOf('7000'))
    expect(cashIn(plan, 'ira')).toBeLessThan(amountOf('2000'))
    const helped = planned(onModel().cashNeed('7000', '2026-12-10').deposit('6000', '2026-12-01', joint))
    expect(cashIn(helped, 'joint')).toBeLessThan(amountOf('2000'))
    expect(helped.cashByDate?.sections.at(-1)).toMatchObject({ account: null, met: true })
    const intoIra = planned(onModel().cashNeed('7000', '2026-12-10').deposit('6000', '2026-12-01', ira))
    expect(cashIn(intoIra, 'joint')).toBeGreaterThanOrEqual(amountOf('7000'))
  })

  test('what an account needs itself later is not lent', () => {
    const plan = planned(
      onModel().deposit('6000', '2026-12-01', joint).cashNeed('6000', '2026-12-15', joint).cashNeed('3000', '2026-12-10'),
    )
    expect(cashIn(plan, 'joint')).toBeGreaterThanOrEqual(amountOf('3000'))
    expect(plan.cashByDate?.sections.every(({ met }) => met)).toBe(true)
  })

  test('as one household they come from whichever account can', () => {
    const plan = planned(onModel().cashNeed('7000', '2026-12-10'), { scope: 'household' })
    expect(cashIn(plan, 'joint')).toBeGreaterThanOrEqual(amountOf('7000'))
    expect(plan.cashByDate?.sections).toHaveLength(1)
  })
})

describe('only what is certain', () => {
  test('a deposit past its day without the cash in the book is flagged, not counted', () => {
    const plan = planned(
      onModel()
        .cashNeed('7000', '2026-12-10', joint)
        .deposit('7000', '2026-11-16', { ...joint, note: 'Bonus' }),
    )
    expect(cashIn(plan, 'joint')).toBeGreaterThanOrEqual(amountOf('7000'))
    expect(said(plan)).toContain('Deposit of $7,000.00 (Bonus), due Nov 16, 2026: its day is past and the cash is not in the book')
  })

  test('one that the ledger has already is not counted twice', () => {
    const book = onModel().cashNeed('7000', '2026-12-10', joint).deposit('7000', '2026-11-23', joint)
    const [entry] = onModel().buy('joint', 'VTI', '2026-11-19', '1', '300').snapshot().entries
    const there = book.with({ entries: [{ ...entry, security: null, kind: 'cash-in', amount: amountOf('7000') } as never] })
    const plan = planned(there)
    expect(cashIn(plan, 'joint')).toBeGreaterThanOrEqual(amountOf('7000'))
    expect(said(plan)).toContain('the ledger has it')
  })

  test('of two deposits alike one entry is one of them, and the other still comes', () => {
    const book = onModel().cashNeed('9000', '2026-12-10', joint).deposit('7000', '2026-11-16', joint).deposit('7000', '2026-11-23', joint)
    const [entry] = onModel().buy('joint', 'VTI', '2026-11-16', '1', '300').snapshot().entries
    const come = (...ids: string[]) =>
      ids.map(own => ({ ...entry, id: id(own), security: null, kind: 'cash-in', amount: amountOf('7000') }) as never)
    const plan = planned(book.with({ entries: come('c1') }))
    expect(cashIn(plan, 'joint')).toBeLessThan(amountOf('3300'))
    expect(plan.cashByDate?.sections[0]?.lines.map(({ amount }) => amount)).toEqual([amountOf('7000'), amountOf('-9000')])
    expect(cashIn(planned(book.with({ entries: come('c1', 'c2') })), 'joint')).toBeGreaterThanOrEqual(amountOf('9000'))
  })

  test('a need past its day, one before sales settle, and one in an account nobody trades are said', () => {
    const book = onModel()
      .account('seen', { mode: 'view-only', model: id('growth'), cash: amountOf('0') })
      .cashNeed('7000', '2026-11-02', { ...joint, note: 'Dues' })
      .cashNeed('100', '2026-11-20', { ...joint, note: 'Fee' })
      .cashNeed('200', '2026-12-01', { account: id('seen'), note: 'Gift' })
    const words = said(planned(book))
    expect(words).toContain('Need of $7,000.00 (Dues), due Nov 2, 2026: its day is past')
    expect(words).toContain('Fee is due Nov 20, 2026, before sales of Nov 20, 2026 settle on Nov 23, 2026')
    expect(words).toContain('seen is not planned, so nothing is raised for it')
  })

  test('wishes that ask for no flows are answered as before', () => {
    const book = onModel().cashNeed('9000', '2026-12-01', joint)
    const { flowDays: _none, ...before } = { ...wishes, flowDays: 30 }
    const request = { accounts: null, wishes: before, curve: false }
    const plan = valueOrThrow(planHousehold(book.snapshot(), request, { advance: () => undefined }))
    expect(plan).not.toHaveProperty('cashByDate')
    expect({ ...plan, risk: null }).toEqual({
      ...valueOrThrow(planHousehold(onModel().snapshot(), request, { advance: () => undefined })),
      risk: null,
    })
  })
})

describe('what cannot be met', () => {
  test.each(['accounts', 'household'] as const)('by %s: the need is named with what is there, what comes, and what to do', scope => {
    const book = onModel()
      .cashNeed('500000', '2026-12-10', { ...joint, note: 'House' })
      .deposit('1000', '2026-12-01', joint)
    const plan = planned(book, { scope })
    const conflict = [...(plan.joint?.conflict ?? []), ...plan.accounts.flatMap(each => (each.account === 'joint' ? each.conflict : []))]
    const need = conflict.find(({ limit }) => limit === 'need n1')
    expect(need?.words).toBe(
      'House: $500,000.00 from joint by Dec 10, 2026. $5,000.00 of cash is there, $1,000.00 comes before it: $494,000.00 would have to be raised. Put it off, make it less, or take it from another account under Dates and limits.',
    )
    expect(conflict.filter(({ relax }) => relax != null)).toEqual([])
    expect(plan.cashByDate?.sections[0]?.met).toBe(false)
  })

  test('what is restricted and would raise it is named', () => {
    const book = onModel().cashNeed('25000', '2026-12-10', joint).restrict('never-sell', 'VTI')
    const conflict = planned(book).accounts.flatMap(each => each.conflict)
    expect(conflict.map(({ words }) => words).join(' ')).toContain('VTI in joint')
  })
})
