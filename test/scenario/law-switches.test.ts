/** Each open point of law changes a worked example in the way its option says, from the firm's settings to the booked lots and the verdict. */
import { describe, expect, test } from 'vitest'
import { compareSale } from '../../src/main/engine/sale.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { defaultLaw, type Law, type LawSwitchId, lawOf, lawSwitches, lawSwitchIds } from '../../src/shared/model/law.ts'
import { lawChoicesShape } from '../../src/shared/model/settings.ts'
import { bookOf, sharesOf } from '../fixtures/snapshot.ts'

type Book = ReturnType<typeof bookOf>

function decided(law: Partial<Law>) {
  const choice = (option: string) => ({ option, author: 'Ana Ruiz', date: '2026-01-02', reason: 'as our counsel reads it' })
  return lawChoicesShape.parse(Object.fromEntries(Object.entries(law).map(([key, option]) => [key, choice(option)])))
}

function projected(book: Book, law: Partial<Law>) {
  const { projection } = standingOf(book.settings({ law: decided(law) }).snapshot())
  const sum = (of: (row: (typeof projection.realized)[number]) => number) => projection.realized.reduce((total, row) => total + of(row), 0)
  return { projection, disallowed: sum(row => row.disallowed), permanent: sum(row => row.permanent) }
}

const sold = (lot: string) => ({ picks: [{ lot: id<'lot'>(lot), shares: sharesOf('100') }] })

/** 100 shares of January sold on June 1 at a loss of 1,000; `e1` is the lot. */
const january = () => bookOf('2026-09-18').account('own').account('ira', { type: 'traditional-ira' }).security('XYZ', '40.00')

describe('the open points of law', () => {
  test('every switch starts at its first option, and nothing decided is the default law', () => {
    expect(lawOf(undefined)).toEqual(defaultLaw)
    for (const key of lawSwitchIds) expect(defaultLaw[key]).toBe(lawSwitches[key].options[0].id)
    expect(lawOf(decided({ tacking: 'original-date' })).tacking).toBe('original-date')
  })

  test.each([
    ['sum-of-days', '2025-12-26', '2026-01-24'],
    ['without-overlap', '2026-01-05', '2026-01-24'],
    ['original-date', '2026-01-05', '2026-01-05'],
  ] as const)('tacking %s: held from %s when bought before the sale, from %s when bought after it', (tacking, before, after) => {
    const book = (bought: string) =>
      january()
        .buy('own', 'XYZ', '2026-01-05', '100', '5000')
        .buy('own', 'XYZ', bought, '100', '4500')
        .sell('own', 'XYZ', '2026-06-01', '100', '4000', sold('e1'))
    const heldFrom = (bought: string) => projected(book(bought), { tacking }).projection.open.map(lot => lot.holdingFrom)
    expect(heldFrom('2026-05-22')).toEqual([before])
    expect(heldFrom('2026-06-20')).toEqual([after])
  })

  test.each([
    ['days-held', 'short', '2026-01-14'],
    ['more-than-a-year', 'long', '2025-03-08'],
  ] as const)('the replacement of inherited shares, %s: %s-term, held from %s', (inheritedLoss, term, heldFrom) => {
    const book = january()
      .buy('own', 'XYZ', '2026-01-05', '100', '10000', { kind: 'inherited', amount: null })
      .sell('own', 'XYZ', '2026-03-01', '100', '8000')
      .buy('own', 'XYZ', '2026-03-10', '100', '8100')
      .sell('own', 'XYZ', '2026-06-01', '100', '9000')
    const { projection } = projected(book, { inheritedLoss })
    expect(projection.realized.map(row => [row.holdingFrom, row.term])).toEqual([
      ['2026-01-05', 'long'],
      [heldFrom, term],
    ])
  })

  test.each([
    ['replaces', 50_000],
    ['does-not-replace', 0],
  ] as const)('an older lot in the window %s: %i cents disallowed, in the book and in the verdict', (olderLot, disallowed) => {
    const bought = () => january().buy('own', 'XYZ', '2026-08-25', '100', '3900').buy('own', 'XYZ', '2026-09-01', '100', '4500')
    const traded = bought().sell('own', 'XYZ', '2026-09-10', '100', '4000', sold('e2'))
    expect(projected(traded, { olderLot }).disallowed).toBe(disallowed)
    const snapshot = bought()
      .settings({ law: decided({ olderLot }) })
      .snapshot()
    const view = compareSale(snapshot, null, { account: id('own'), security: id('XYZ'), shares: sharesOf('100') })
    expect(view.ok && view.value.methods.find(result => result.method === 'HIFO')?.washed).toBe(disallowed)
  })

  test.each([
    ['while-held', 0],
    ['literal', 100_000],
  ] as const)('a replacement sold before, %s: %i cents disallowed and lost', (soldReplacement, lost) => {
    const bought = () =>
      january()
        .buy('own', 'XYZ', '2026-01-05', '100', '5000')
        .buy('own', 'XYZ', '2026-08-28', '100', '3000')
        .sell('own', 'XYZ', '2026-09-03', '100', '3500', sold('e2'))
    const traded = bought().sell('own', 'XYZ', '2026-09-15', '100', '4000', sold('e1'))
    expect(projected(traded, { soldReplacement })).toMatchObject({ disallowed: lost, permanent: lost })
    const snapshot = bought()
      .settings({ law: decided({ soldReplacement }) })
      .snapshot()
    const view = compareSale(snapshot, null, { account: id('own'), security: id('XYZ'), shares: sharesOf('100') })
    expect(view.ok && view.value.methods.find(result => result.method === 'FIFO')).toMatchObject({ washed: lost, permanent: lost })
  })

  test.each([
    ['still-held', 60_000],
    ['sold-before', 0],
  ] as const)('shares an IRA sold on the day of a loss that only a file tells of, %s: %i cents lost', (untimedLosses, lost) => {
    // 100 bought in January for 5,000, gone on 1 June for 4,000 by the file alone; the IRA bought 60 on 20 May and sold them on 1 June
    const book = january()
      .realized('own', 'XYZ', '2026-01-05', '2026-06-01', '100', '4000', '5000')
      .buy('ira', 'XYZ', '2026-05-20', '60', '2500')
      .sell('ira', 'XYZ', '2026-06-01', '60', '2400')
    expect(projected(book, { untimedLosses })).toMatchObject({ disallowed: lost, permanent: lost })
  })

  test('a replacement sold before is counted in shares after a split', () => {
    const book = january()
      .buy('own', 'XYZ', '2026-01-05', '100', '5000')
      .buy('own', 'XYZ', '2026-05-20', '100', '3000')
      .sell('own', 'XYZ', '2026-05-22', '100', '3500', sold('e2'))
      .with({})
    const split = {
      id: 'split',
      kind: 'split' as const,
      tradeDate: civilDate('2026-05-26'),
      sequence: 4,
      ratio: [2, 1] as [number, number],
      picks: null,
      amount: null,
      basis: null,
      fingerprint: 'f-split',
    }
    const snapshot = book.snapshot()
    const [first] = snapshot.entries
    if (first === undefined) throw new Error('no entry')
    book.with({ entries: [...snapshot.entries, { ...first, ...split, id: id<'ledger entry'>('split') }] })
    book.sell('own', 'XYZ', '2026-06-01', '200', '4000')
    expect(projected(book, { soldReplacement: 'literal' })).toMatchObject({ disallowed: 100_000, permanent: 100_000 })
  })

  test.each([
    ['separate', 100_000],
    ['one-lot', 0],
  ] as const)('two orders of one day, %s: %i cents disallowed', (sameDayOrders, disallowed) => {
    const book = january()
      .buy('own', 'XYZ', '2026-05-20', '100', '5000')
      .buy('own', 'XYZ', '2026-05-20', '100', '5000')
      .sell('own', 'XYZ', '2026-06-01', '100', '4000', sold('e1'))
    expect(projected(book, { sameDayOrders }).disallowed).toBe(disallowed)
  })

  test.each([
    ['employerPlan', 'flag-only', '401k', 0],
    ['employerPlan', 'like-ira', '401k', 100_000],
    ['healthAccount', 'like-ira', 'hsa', 100_000],
    ['healthAccount', 'flag-only', 'hsa', 0],
  ] as const)('%s %s: a purchase in a %s loses %i cents, in the book and in the verdict', (key, option, type, lost) => {
    const bought = () =>
      bookOf('2026-09-18')
        .account('own')
        .account('plan', { type })
        .security('XYZ', '40.00')
        .buy('own', 'XYZ', '2026-01-05', '100', '5000')
        .buy('plan', 'XYZ', '2026-09-10', '100', '4000')
    const law = { [key]: option } as Partial<Law>
    const traded = bought().sell('own', 'XYZ', '2026-09-15', '100', '4000')
    expect(projected(traded, law)).toMatchObject({ disallowed: lost, permanent: lost })
    const view = compareSale(
      bought()
        .settings({ law: decided(law) })
        .snapshot(),
      null,
      {
        account: id('own'),
        security: id('XYZ'),
        shares: sharesOf('100'),
      },
    )
    expect(view.ok && view.value.methods[0]).toMatchObject({ permanent: lost, wash: { state: 'ira-risk' } })
  })

  test.each([
    ['flag', 100_000, 400_000],
    ['spouse-lot', 0, 500_000],
  ] as const)("a spouse who files separately, %s: %i cents in no basis, the spouse's lot at %i", (spouseReturn, lost, basis) => {
    const book = (filingStatus: 'mfs' | 'mfj') =>
      bookOf('2026-09-18')
        .person('ana')
        .person('leo', 'spouse')
        .account('own', { owner: id('ana') })
        .account('spouse', { owner: id('leo') })
        .security('XYZ', '40.00')
        .profile({ filingStatus })
        .buy('own', 'XYZ', '2026-01-05', '100', '5000')
        .sell('own', 'XYZ', '2026-06-01', '100', '4000')
        .buy('spouse', 'XYZ', '2026-06-10', '100', '4000')
    const apart = projected(book('mfs'), { spouseReturn })
    expect([apart.disallowed, apart.permanent, apart.projection.open[0]?.basis]).toEqual([100_000, lost, basis])
    const together = projected(book('mfj'), { spouseReturn })
    expect([together.disallowed, together.permanent, together.projection.open[0]?.basis]).toEqual([100_000, 0, 500_000])
  })

  test.each([
    ['execution-order', 0],
    ['ira-first', 100_000],
  ] as const)('purchases of one day, %s: %i cents lost', (sameDayTies, lost) => {
    const book = january()
      .buy('own', 'XYZ', '2026-01-05', '100', '5000')
      .sell('own', 'XYZ', '2026-06-01', '100', '4000')
      .buy('own', 'XYZ', '2026-06-10', '100', '4000')
      .buy('ira', 'XYZ', '2026-06-10', '100', '4000')
    expect(projected(book, { sameDayTies })).toMatchObject({ disallowed: 100_000, permanent: lost })
  })

  test.each([
    ['exact', 466_098, 0],
    ['irs-cents', 466_200, -102],
  ] as const)('average basis %s: 210 shares have a basis of %i cents, and the pool re-adds', (averageRounding, basis, change) => {
    // the pool of Pub. 550 Table 4-2: 310 shares for 6,880.49 average 22.1951
    const held = () =>
      bookOf('2026-09-18')
        .account('own', { defaultMethod: 'AVERAGE' })
        .security('XYZ', '25.00', { kind: 'mutual-fund' })
        .buy('own', 'XYZ', '2026-01-05', '310', '6880.49')
    const { projection } = projected(held().sell('own', 'XYZ', '2026-06-01', '210', '5000'), { averageRounding })
    expect(projection.realized.map(row => row.basis)).toEqual([basis])
    expect(projection.open.map(lot => lot.basis)).toEqual([688_049 - 466_098 + change])
    const snapshot = held()
      .settings({ law: decided({ averageRounding }) })
      .snapshot()
    const view = compareSale(snapshot, null, { account: id('own'), security: id('XYZ'), shares: sharesOf('210') })
    expect(view.ok && view.value.methods.find(result => result.method === 'AVERAGE')?.basis).toBe(basis)
  })

  test('every switch of the catalogue is told apart above', () => {
    const told: readonly LawSwitchId[] = [
      'tacking',
      'inheritedLoss',
      'olderLot',
      'soldReplacement',
      'sameDayOrders',
      'employerPlan',
      'healthAccount',
      'spouseReturn',
      'sameDayTies',
      'untimedLosses',
      'averageRounding',
      'digitalAssets',
    ]
    expect(lawSwitchIds).toEqual(told)
  })
})
