/** Sales on issued tickets: their lots leave the review, purchases see their losses, a year counts them once, and the custodian's files end all of it. */
import { describe, expect, test } from 'vitest'
import { priceBasket } from '../../../../../src/main/engine/basket.ts'
import { explain } from '../../../../../src/main/engine/explain.ts'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { compareSale } from '../../../../../src/main/engine/sale.ts'
import type { PlannedSale } from '../../../../../src/main/engine/standing/planned.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { timelineOf } from '../../../../../src/main/engine/timeline/timeline.ts'
import { tryTrade } from '../../../../../src/main/engine/timeline/try.ts'
import { purchaseVerdict } from '../../../../../src/main/engine/wash/purchase-verdict.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { Snapshot } from '../../../../../src/shared/model/snapshot.ts'
import type { SaleChoice } from '../../../../../src/shared/model/ticket.ts'
import { amountOf, bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'

const day = '2026-11-20'
const ticket = id<'ticket'>('T-2026-0007')

function book() {
  return bookOf(day)
    .account('joint', { type: 'joint' })
    .account('roth', { type: 'roth-ira' })
    .security('VTI', '270.00')
    .security('ITOT', '120.00')
    .relation('substitute', 'VTI', 'ITOT', 99)
    .lot('joint', 'VTI', '2023-03-14', '80', '23768.00') // loss 2,168 long
    .lot('joint', 'VTI', '2023-05-02', '40', '14000.00') // loss 3,200 long
}

function sale(lot: string, count: string, more: Partial<PlannedSale> = {}): PlannedSale {
  return {
    ticket,
    account: id('joint'),
    security: id('VTI'),
    date: civilDate(day),
    lot: id(lot),
    shares: sharesOf(count),
    held: null,
    gain: amountOf('-2168'),
    term: 'long',
    taken: false,
    ...more,
  }
}

function withSales(snapshot: Snapshot, ...plannedSales: PlannedSale[]): Snapshot {
  return { ...snapshot, plannedSales }
}

const stateOf = (snapshot: Snapshot, lot: string) => runReview(snapshot, 'hash').candidates.find(one => one.lot.id === lot)

describe('a lot on an issued ticket', () => {
  test('waits, says on which ticket and what would turn it, and is in no total', () => {
    const before = runReview(book().snapshot(), 'hash')
    expect(before.totals).toMatchObject({ ready: 2, lossLong: amountOf('5368') })
    const after = runReview(withSales(book().snapshot(), sale('joint-VTI-1', '80')), 'hash')
    const candidate = after.candidates.find(one => one.lot.id === 'joint-VTI-1')
    expect(candidate?.state).toBe('waiting')
    expect(candidate?.reasons).toEqual([
      {
        code: 'ticket/on-its-way',
        what: `On ticket ${ticket}: no file shows its sale yet.`,
        rule: null,
        change: 'Import the trades of that day; or cancel the ticket if it was not placed.',
      },
    ])
    expect([candidate?.savedNow, candidate?.net]).toEqual([null, null])
    expect(after.totals).toMatchObject({ ready: 1, lossLong: amountOf('3200') })
    // it is still held: nothing but a file moves shares
    expect(after.lots).toHaveLength(2)
  })

  test('chosen again, the basket says what stands in the way', () => {
    const picks = [{ lot: id<'lot'>('joint-VTI-1'), shares: sharesOf('30') }]
    const again: SaleChoice = { account: id('joint'), security: id('VTI'), method: 'SPECID', picks, replacement: null, override: '' }
    const blocks = (count: string) => {
      const view = priceBasket(withSales(book().snapshot(), sale('joint-VTI-1', count)), null, [again])
      return view.ok ? view.value.choices[0]?.blocks : undefined
    }
    expect(blocks('60')).toEqual(['60 sh of a lot are on ticket T-2026-0007, and no file shows that sale yet.'])
    expect(blocks('50')).toEqual([])
    const both = [
      { lot: id<'lot'>('joint-VTI-1'), shares: sharesOf('80') },
      { lot: id<'lot'>('joint-VTI-2'), shares: sharesOf('40') },
    ]
    const sold = withSales(book().snapshot(), sale('joint-VTI-1', '80'), sale('joint-VTI-2', '40'))
    const view = priceBasket(sold, null, [{ ...again, picks: both }])
    expect(view.ok && view.value.choices[0]?.blocks).toEqual([
      '120 sh of 2 lots are on ticket T-2026-0007, and no file shows that sale yet.',
    ])
  })

  test('is marked in the lots of a sale, and no method takes it', () => {
    const snapshot = withSales(book().snapshot(), sale('joint-VTI-1', '80'), sale('joint-VTI-2', '10'))
    const question = { account: id<'account'>('joint'), security: id<'security'>('VTI'), shares: sharesOf('30') }
    const view = compareSale(snapshot, null, question)
    if (!view.ok) throw new Error(view.refusal.code)
    expect(view.value.held).toBe(sharesOf('30'))
    expect(view.value.lots.map(({ free, onTicket, lot }) => [free, onTicket?.shares, onTicket?.tickets, lot.shares])).toEqual([
      [0, sharesOf('80'), [ticket], sharesOf('80')],
      [sharesOf('30'), sharesOf('10'), [ticket], sharesOf('30')],
    ])
    const taken = view.value.methods.filter(result => result.refusal === null)
    expect(taken.map(result => result.method)).toEqual(['LEASTTAX', 'FIFO', 'LIFO', 'HIFO', 'LOFO', 'MINTAX'])
    for (const { picks, remaining } of taken) expect([picks, remaining]).toEqual([[{ lot: 'joint-VTI-2', shares: sharesOf('30') }], 0])
    const more = compareSale(snapshot, null, { ...question, shares: sharesOf('31') })
    expect(more.ok && more.value.methods.every(result => result.refusal !== null)).toBe(true)
  })

  test('is not tried again on the timeline', () => {
    const question = { side: 'sell', account: id<'account'>('joint'), security: id<'security'>('VTI'), date: civilDate(day) } as const
    const part = withSales(book().snapshot(), sale('joint-VTI-1', '80'), sale('joint-VTI-2', '10'))
    for (const take of ['losses', 'all'] as const) {
      const trial = tryTrade(part, { ...question, lots: { take } })
      expect(trial.ok && [trial.value.shares, trial.value.picks.map(pick => pick.lot)]).toEqual([sharesOf('30'), ['joint-VTI-2']])
    }
    const [row] = timelineOf(part).rows
    expect(row?.holdings).toMatchObject([{ shares: sharesOf('30'), onTickets: sharesOf('90'), loss: amountOf('2400') }])
    const whole = withSales(book().snapshot(), sale('joint-VTI-1', '80'), sale('joint-VTI-2', '40'))
    expect(tryTrade(whole, { ...question, lots: { take: 'all' } })).toMatchObject({ refusal: { code: 'rule/all-on-tickets' } })
  })

  test('used in part, it counts with what is left', () => {
    const after = stateOf(withSales(book().snapshot(), sale('joint-VTI-1', '60', { gain: amountOf('-1626') })), 'joint-VTI-1')
    expect(after).toMatchObject({ state: 'ready', gain: amountOf('-542') })
    expect([after?.lot.shares, after?.lot.basis]).toEqual([sharesOf('20'), amountOf('5942')])
    expect(after?.reasons.find(reason => reason.code === 'ticket/part-on-its-way')?.what).toContain(
      '60 sh of this lot are on ticket T-2026-0007',
    )
  })

  test('is held as before: the trail of the holding counts it whole', () => {
    const snapshot = withSales(book().snapshot(), sale('joint-VTI-1', '60'))
    const review = runReview(snapshot, 'hash')
    const trail = explain(snapshot, review, { subject: 'holding', ids: ['joint', 'VTI'], figure: 'shares' }, [])
    expect(trail.ok && trail.value.value).toBe('120 sh')
    const value = explain(snapshot, review, { subject: 'household', ids: ['home'], figure: 'value' }, [])
    expect(value.ok && value.value.value).toBe('$32,400.00')
  })

  test('a lot file of the same day that already lacks the shares takes nothing off twice', () => {
    const sold = sale('joint-VTI-1', '60', { held: sharesOf('140') })
    const snapshot = book().snapshot()
    const stated = snapshot.statementLots.map(lot => ({ ...lot, asOf: civilDate(day) }))
    expect(stateOf(withSales({ ...snapshot, statementLots: stated }, sold), 'joint-VTI-1')?.lot.shares).toBe(sharesOf('80'))
    // made in the morning, it still holds all of them
    const morning = sale('joint-VTI-1', '60', { held: sharesOf('80') })
    expect(stateOf(withSales({ ...snapshot, statementLots: stated }, morning), 'joint-VTI-1')?.lot.shares).toBe(sharesOf('20'))
  })

  test('a later lot file shows what is left: the lot is free, the loss still stands in the window', () => {
    const snapshot = withSales(book().snapshot(), sale('joint-VTI-1', '60', { taken: true }))
    expect(stateOf(snapshot, 'joint-VTI-1')).toMatchObject({ state: 'ready', lot: { shares: sharesOf('80') } })
    expect(standingOf(snapshot).evidence.group(id('VTI')).plannedLossSales).toHaveLength(1)
  })
})

describe('what a ticket sells at a loss', () => {
  const buy = (snapshot: Snapshot, account: string) =>
    purchaseVerdict(
      { account: id(account), security: id('VTI'), date: civilDate(day), shares: sharesOf('10') },
      standingOf(snapshot).evidence,
    )

  test('is seen by a purchase inside the window, in an IRA as a loss for good', () => {
    expect(buy(book().snapshot(), 'joint').reasons.filter(reason => reason.date !== null)).toEqual([])
    const snapshot = withSales(book().snapshot(), sale('joint-VTI-1', '80'))
    expect(buy(snapshot, 'joint')).toMatchObject({ state: 'potential-exact', clearOn: '2026-12-21' })
    expect(buy(snapshot, 'joint').reasons[0]?.what).toContain('joint is to sell VTI at a loss on Nov 20, 2026, on ticket T-2026-0007')
    expect(buy(snapshot, 'roth').state).toBe('ira-risk')
    expect(buy(withSales(book().snapshot(), sale('joint-VTI-1', '80', { gain: amountOf('12') })), 'joint').state).not.toBe(
      'potential-exact',
    )
  })

  test('is told once when the trades show it', () => {
    const told = book().sell('joint', 'VTI', day, '80', '21600.00').snapshot()
    const standing = standingOf(withSales({ ...told, asOf: civilDate('2026-11-23') }, sale('joint-VTI-1', '80', { taken: true })))
    expect(standing.evidence.group(id('VTI')).plannedLossSales).toEqual([])
    expect(standing.planned).toEqual({ short: 0, long: 0 })
  })

  test('stands in the year against which the next sale is priced, and in its trail', () => {
    const alone = stateOf(book().snapshot(), 'joint-VTI-2')
    // 3,200 meet the limit of 3,000; after 2,168 of the ticket only 832 are left of it
    expect(alone?.savedNow).toBe(amountOf('720'))
    const snapshot = withSales(book().snapshot(), sale('joint-VTI-1', '80'))
    expect(stateOf(snapshot, 'joint-VTI-2')?.savedNow).toBe(amountOf('199.68'))
    const review = runReview(snapshot, 'hash')
    const trail = explain(snapshot, review, { subject: 'candidate', ids: ['joint-VTI-2'], figure: 'savedNow' }, [])
    expect(JSON.stringify(trail)).toContain('"Sales on issued tickets","value":"−$2,168.00"')
    // the year so far is what the records tell
    expect(review.realized.long).toBe(0)
  })

  test('uses up the purchase that washes it: the next loss is washed by what is left', () => {
    const recent = book().account('spouse').buy('spouse', 'VTI', '2026-11-10', '100', '27000.00')
    expect(stateOf(recent.snapshot(), 'joint-VTI-2')?.wash.washedShares).toBe(sharesOf('40'))
    const snapshot = withSales(recent.snapshot(), sale('joint-VTI-1', '80'))
    expect(stateOf(snapshot, 'joint-VTI-2')?.wash.washedShares).toBe(sharesOf('20'))
    expect(standingOf(snapshot).planned).toEqual({ short: 0, long: 0 })
  })

  test('a recent purchase that a ticket sells replaces nothing any more', () => {
    const recent = book().account('spouse').buy('spouse', 'VTI', '2026-11-10', '50', '13400.00')
    const sold = sale('e1', '50', { account: id('spouse'), gain: amountOf('100'), term: 'short' })
    expect(stateOf(withSales(recent.snapshot(), sold), 'joint-VTI-2')?.wash.washedShares).toBe(0)
  })
})

describe('a loss on a ticket that a held lot takes over', () => {
  const held = () =>
    bookOf(day)
      .account('joint', { type: 'joint' })
      .account('roth', { type: 'roth-ira' })
      .security('VTI', '270.00')
      .buy('joint', 'VTI', '2023-03-14', '80', '23768.00')
  const lossOnTicket = sale('e1', '80')
  const columnOf = (snapshot: Snapshot) => {
    const view = compareSale(snapshot, null, { account: id('joint'), security: id('VTI'), shares: sharesOf('60') })
    if (!view.ok) throw new Error(view.refusal.what)
    return view.value.methods.find(column => column.method === 'FIFO')
  }
  const words =
    '$1,626.00 of the loss on ticket T-2026-0007 moves into the lot of Nov 10, 2026, which is sold here: the figures here hold that basis and the days of the shares it replaced (IRC §1091(d), §1223(3)). Place that ticket first.'
  const partly =
    '$2,168.00 of the loss on ticket T-2026-0007 moves into 80 sh of the lot of Nov 10, 2026, which are sold here: the figures here hold that basis and the days of the shares it replaced (IRC §1091(d), §1223(3)). Place that ticket first.'

  test('is told beside the next sale of that lot, in its columns and in the basket', () => {
    const snapshot = withSales(held().buy('joint', 'VTI', '2026-11-10', '60', '16000.00').snapshot(), lossOnTicket)
    expect(columnOf(snapshot)?.notes).toEqual([words])
    const choice: SaleChoice = {
      account: id('joint'),
      security: id('VTI'),
      method: 'FIFO',
      picks: [{ lot: id('e2'), shares: sharesOf('60') }],
      replacement: null,
      override: '',
    }
    const basket = priceBasket(snapshot, null, [choice])
    expect(basket.ok && basket.value.warnings.join('\n')).toContain(words)
  })

  test('the figures of the next sale are what the books will say once the ticket is traded, its term with them', () => {
    const book = () => held().buy('joint', 'VTI', '2026-11-10', '60', '16000.00')
    const shown = columnOf(withSales(book().snapshot(), lossOnTicket))
    const traded = columnOf(book().sell('joint', 'VTI', day, '80', '21600.00').snapshot())
    expect([shown?.gainShort, shown?.gainLong]).toEqual([traded?.gainShort, traded?.gainLong])
    // 16,200 less 16,000 and the 1,626 that came over, with three years and more of the shares replaced
    expect([shown?.gainShort, shown?.gainLong]).toEqual([0, amountOf('-1426')])
    const snapshot = withSales(book().snapshot(), lossOnTicket)
    const review = runReview(snapshot, 'hash')
    const trail = JSON.stringify(explain(snapshot, review, { subject: 'candidate', ids: ['e2'], figure: 'gain' }, []))
    for (const part of ['"$16,000.00"', 'Loss on ticket T-2026-0007', '"$1,626.00"']) expect(trail).toContain(part)
  })

  const wide = () => held().buy('joint', 'VTI', '2026-11-10', '100', '27000.00')
  const standsAs = (snapshot: Snapshot) =>
    standingOf(snapshot).lots.map(({ id: lot, shares, basis, holdingFrom, washAdjustment }) => [
      lot,
      shares,
      basis,
      holdingFrom,
      washAdjustment,
    ])

  test('a lot that takes it in a part of its shares stands as two: with basis and days, and as it was', () => {
    const snapshot = withSales(wide().snapshot(), lossOnTicket)
    expect(columnOf(snapshot)?.notes).toEqual([partly])
    // 27,000 × 80 ÷ 100 and the 2,168; Nov 10 less the days from Mar 14, 2023 to Nov 20, 2026
    expect(standsAs(snapshot)).toEqual([
      ['e1', sharesOf('80'), amountOf('23768'), '2023-03-14', 0],
      ['e2', sharesOf('80'), amountOf('23768'), '2023-03-04', amountOf('2168')],
      ['e2#2', sharesOf('20'), amountOf('5400'), '2026-11-10', 0],
    ])
    const traded = wide().sell('joint', 'VTI', day, '80', '21600.00').snapshot()
    expect(standsAs(traded)).toEqual(standsAs(snapshot).slice(1))
    const review = runReview(snapshot, 'hash')
    expect(review.lots.map(lot => lot.id)).toEqual(['e1', 'e2', 'e2#2'])
    const trail = (lot: string) => JSON.stringify(explain(snapshot, review, { subject: 'candidate', ids: [lot], figure: 'basis' }, []))
    for (const part of ['"$23,768.00"', '"$21,600.00"', 'Basis of the lot in the records', '"$27,000.00"', 'Loss on ticket T-2026-0007'])
      expect(trail('e2')).toContain(part)
    expect(trail('e2#2')).toContain('basis of the lot in the records × 20 sh ÷ 100 sh')
  })

  test('several losses that meet in one lot stand each in its own shares', () => {
    const two = held().buy('joint', 'VTI', '2024-05-02', '10', '3200.00').buy('joint', 'VTI', '2026-11-10', '100', '27000.00')
    const other = sale('e2', '10', { ticket: id('T-2026-0008'), gain: amountOf('-500') })
    expect(standsAs(withSales(two.snapshot(), lossOnTicket, other)).slice(2)).toEqual([
      ['e3', sharesOf('80'), amountOf('23768'), '2023-03-04', amountOf('2168')],
      ['e3#2', sharesOf('10'), amountOf('3200'), '2024-04-22', amountOf('500')],
      ['e3#3', sharesOf('10'), amountOf('2700'), '2026-11-10', 0],
    ])
  })

  test('the trades of the ticket take the place of the parts; cancelled, the lot is one again', () => {
    const traded = wide().sell('joint', 'VTI', day, '80', '21600.00').snapshot()
    const told = { ...traded, asOf: civilDate('2026-11-23') }
    expect(standsAs(withSales(told, { ...lossOnTicket, taken: true }))).toEqual(standsAs(told))
    expect(standsAs(wide().snapshot())).toEqual([
      ['e1', sharesOf('80'), amountOf('23768'), '2023-03-14', 0],
      ['e2', sharesOf('100'), amountOf('27000'), '2026-11-10', 0],
    ])
  })

  test('a second ticket on the other part stays on it, whatever becomes of the first', () => {
    const rest = sale('e2#2', '15', { ticket: id('T-2026-0008'), gain: amountOf('0'), held: sharesOf('20'), whole: sharesOf('100') })
    const onTicket = (snapshot: Snapshot) => [...standingOf(snapshot).onTickets].map(([lot, { shares }]) => [lot, shares])
    expect(onTicket(withSales(wide().snapshot(), lossOnTicket, rest))).toEqual([
      ['e1', sharesOf('80')],
      ['e2#2', sharesOf('15')],
    ])
    expect(onTicket(withSales(wide().snapshot(), rest))).toEqual([['e2', sharesOf('15')]])
    const traded = wide().sell('joint', 'VTI', day, '80', '21600.00').snapshot()
    expect(onTicket(withSales(traded, rest))).toEqual([['e2#2', sharesOf('15')]])
  })

  test('a ticket made before another is counted with the loss that moves into its shares', () => {
    // 40 of the washed 80 shares: 10,800 less 10,800 as it was made, and half of the 2,168 in its basis now, held long with it
    const unaware = sale('e2', '40', { ticket: id('T-2026-0008'), gain: amountOf('0'), term: 'short', held: sharesOf('100') })
    const both = standingOf(withSales(wide().snapshot(), lossOnTicket, unaware))
    expect(both.planned).toEqual({ short: 0, long: amountOf('-1084') })
    const aware = { ...unaware, gain: amountOf('-1084'), term: 'long' as const, held: sharesOf('80'), moved: amountOf('1084') }
    expect(standingOf(withSales(wide().snapshot(), lossOnTicket, aware)).planned).toEqual({ short: 0, long: amountOf('-1084') })
    expect(standingOf(withSales(wide().snapshot(), aware)).planned).toEqual({ short: 0, long: 0 })
  })

  test('once a second ticket sells that lot, the loss counts once: with the second sale', () => {
    const bought = held().buy('joint', 'VTI', '2026-11-10', '60', '16000.00').snapshot()
    const next = sale('e2', '60', { ticket: id('T-2026-0008'), gain: amountOf('-1426'), moved: amountOf('1626') })
    expect(standingOf(withSales(bought, lossOnTicket)).planned).toEqual({ short: 0, long: amountOf('-542') })
    expect(standingOf(withSales(bought, lossOnTicket, next)).planned).toEqual({ short: 0, long: amountOf('-1968') })
  })

  test('a lot that takes none, and a loss that is lost for good, tell nothing', () => {
    expect(columnOf(withSales(held().buy('joint', 'VTI', '2026-09-10', '60', '16000.00').snapshot(), lossOnTicket))?.notes).toEqual([])
    const lost = held().buy('joint', 'VTI', '2026-09-10', '60', '16000.00').buy('roth', 'VTI', '2026-11-10', '60', '16000.00')
    expect(columnOf(withSales(lost.snapshot(), lossOnTicket))?.notes).toEqual([])
  })
})
