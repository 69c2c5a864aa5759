/** Baskets by hand: joint worth, wash effects inside the basket, replacement sizing, objections. */
import { describe, expect, test } from 'vitest'
import { priceBasket } from '../../../../../src/main/engine/basket.ts'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { cents } from '../../../../../src/shared/kernel/cents.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { SaleChoice } from '../../../../../src/shared/model/ticket.ts'
import { bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'

const day = '2026-11-20'

function choice(
  account: string,
  security: string,
  picks: readonly (readonly [lot: string, shares: string])[],
  more: Partial<SaleChoice> = {},
): SaleChoice {
  return {
    account: id(account),
    security: id(security),
    method: 'SPECID',
    replacement: null,
    override: '',
    picks: picks.map(([lot, shares]) => ({ lot: id(lot), shares: sharesOf(shares) })),
    ...more,
  }
}

function book() {
  return bookOf(day)
    .account('joint', { type: 'joint' })
    .account('own')
    .account('roth', { type: 'roth-ira' })
    .security('VTI', '270.00')
    .security('ITOT', '120.00')
    .relation('substitute', 'VTI', 'ITOT', 99)
    .lot('joint', 'VTI', '2023-03-14', '80', '23768.00') // loss 2,168
    .lot('joint', 'VTI', '2026-07-02', '40', '12062.00') // loss 1,262
    .lot('own', 'VTI', '2023-05-02', '10', '3500.00') // loss 800
}

function priced(of: ReturnType<typeof bookOf>, choices: SaleChoice[]) {
  const view = priceBasket(of.snapshot(), null, choices)
  if (!view.ok) throw new Error(view.refusal.code)
  return view.value
}

describe('joint worth', () => {
  test('losses meet the limit once: less than the sum of the rows', () => {
    const { basket } = priced(book(), [
      choice('joint', 'VTI', [
        ['joint-VTI-1', '80'],
        ['joint-VTI-2', '40'],
      ]),
    ])
    expect([basket.lossLong, basket.lossShort, basket.proceeds]).toEqual([216_800, 126_200, 3_240_000])
    // 3,430 of losses: 3,000 x 24 % now, 430 carried
    expect([basket.savedNow, basket.carried, basket.cost, basket.net]).toEqual([72_000, 43_000, 1620, 70_380])
  })

  test('part of a lot takes its part of the basis', () => {
    const view = priced(book(), [choice('joint', 'VTI', [['joint-VTI-1', '20']])])
    expect(view.choices[0]).toMatchObject({ gainLong: -54_200, gainShort: 0, proceeds: 540_000 })
  })

  test('a sale in an IRA is worth nothing in tax', () => {
    const view = priced(book().lot('roth', 'VTI', '2020-01-02', '5', '5000'), [choice('roth', 'VTI', [['roth-VTI-4', '5']])])
    expect(view.basket).toMatchObject({ lossLong: 0, savedNow: 0, carried: 0, proceeds: 135_000 })
  })
})

describe('wash sales inside a basket', () => {
  test('one recent purchase washes one loss only', () => {
    const recent = book().account('spouse').buy('spouse', 'VTI', '2026-11-10', '50', '13400.00')
    const view = priced(recent, [choice('joint', 'VTI', [['joint-VTI-1', '80']]), choice('own', 'VTI', [['own-VTI-3', '10']])])
    expect(view.choices.map(one => one.wash.washedShares)).toEqual([50_000_000, 0])
    // 2,168 x 50 / 80 = 1,355
    expect([view.basket.washed, view.basket.permanent, view.basket.lossLong]).toEqual([135_500, 0, 296_800])
    expect(view.choices[0]?.blocks[0]).toContain('would be disallowed for now')
  })

  test('one planned purchase washes as many shares as it buys, in the order of the sales', () => {
    const pair = bookOf(day)
      .account('a')
      .account('b')
      .account('c')
      .security('VTI', '100')
      .security('SCHB', '100')
      .relation('identical', 'VTI', 'SCHB')
      .security('ITOT', '100')
      .lot('a', 'VTI', '2023-01-03', '100', '20000')
      .lot('b', 'VTI', '2023-01-03', '100', '20000')
      .lot('c', 'ITOT', '2023-01-03', '101', '9000')
    const view = priced(pair, [
      choice('a', 'VTI', [['a-VTI-1', '100']]),
      choice('b', 'VTI', [['b-VTI-2', '100']]),
      choice('c', 'ITOT', [['c-ITOT-3', '101']], { replacement: id('SCHB') }),
    ])
    expect(view.choices[2]?.buy?.shares).toBe(100_000_000)
    expect(view.choices.map(one => one.wash.washedShares)).toEqual([100_000_000, 0, 0])
  })

  test('what an issued ticket buys is seen, with its number, once', () => {
    const plannedPurchases = [
      {
        ticket: id<'ticket'>('T-2026-0001'),
        account: id<'account'>('own'),
        security: id<'security'>('VTI'),
        date: civilDate(day),
        shares: sharesOf('80'),
      },
    ]
    const snapshot = { ...book().snapshot(), plannedPurchases }
    const view = priceBasket(snapshot, null, [choice('joint', 'VTI', [['joint-VTI-1', '80']]), choice('own', 'VTI', [['own-VTI-3', '10']])])
    expect(view.ok && view.value.choices.map(one => one.wash.washedShares)).toEqual([80_000_000, 0])
    expect(view.ok && view.value.choices[0]?.blocks[0]).toContain('own is to buy, on ticket T-2026-0001, 80 sh of VTI')
    const candidate = runReview(snapshot, 'hash').candidates.find(one => one.lot.id === 'joint-VTI-1')
    expect([candidate?.state, candidate?.wash.state]).toEqual(['blocked', 'potential-exact'])
  })

  test('a recent purchase that is sold as well is no longer held', () => {
    const recent = book().account('spouse').buy('spouse', 'VTI', '2026-11-10', '50', '13400.00')
    const view = priced(recent, [choice('joint', 'VTI', [['joint-VTI-1', '80']]), choice('spouse', 'VTI', [['e1', '50']])])
    expect(view.choices.map(one => one.wash.washedShares)).toEqual([0, 0])
  })

  test('buying an identical security back in the same basket washes the loss', () => {
    const identical = book()
      .security('SCHB', '27')
      .relation('identical', 'VTI', 'SCHB')
      .relation('substitute', 'ITOT', 'SCHB')
      .lot('own', 'ITOT', '2023-01-03', '100', '13000')
    const view = priced(identical, [
      choice('joint', 'VTI', [['joint-VTI-1', '80']]),
      choice('own', 'ITOT', [['own-ITOT-4', '100']], { replacement: id('SCHB') }),
    ])
    expect(view.choices[0]?.wash.state).toBe('potential-related')
    expect(view.choices[0]?.wash.washedShares).toBe(80_000_000)
  })
})

describe('the replacement', () => {
  test('whole shares, and the cash that is left', () => {
    // 21,600 less 10.80; 179 x 120 = 21,480, cost 10.74; 98.46 left
    const [one] = priced(book(), [choice('joint', 'VTI', [['joint-VTI-1', '80']], { replacement: id('ITOT') })]).choices
    expect(one?.buy).toMatchObject({ security: 'ITOT', symbol: 'ITOT', shares: 179_000_000, amount: 2_148_000, cashLeft: 9846 })
    expect(one?.buy?.words).toBe(
      'Buys 179 sh of ITOT for est. $21,480.00 of the $21,600.00 sold; $98.46 stays in cash after est. costs of $21.54, less than a share at $120.00.',
    )
    expect(one?.cost).toBe(1080 + 1074)
  })

  test('more than a share may stay in cash where one more and its cost do not fit, and that is said', () => {
    const snapshot = book().snapshot()
    const dear = { large: 100_000, mid: 100_000, small: 100_000, unknown: 100_000 }
    const costs = { ...snapshot.settings.costs, commission: cents(0), oneWay: dear }
    const view = priceBasket({ ...snapshot, settings: { ...snapshot.settings, costs } }, null, [
      choice('joint', 'VTI', [['joint-VTI-1', '13']], { replacement: id('ITOT') }),
    ])
    // $3,510 less 10 % is $3,159; a share with its 10 % is $132: 23 of them, $123 left
    expect(view.ok && view.value.choices[0]?.buy?.words).toBe(
      'Buys 23 sh of ITOT for est. $2,760.00 of the $3,510.00 sold; $123.00 stays in cash after est. costs of $627.00, less than one more share and what it costs to trade.',
    )
  })

  test('thousandths of a share where the account takes fractions', () => {
    const snapshot = book().snapshot()
    const fractional = { ...snapshot, accounts: snapshot.accounts.map(account => ({ ...account, fractional: true })) }
    const view = priceBasket(fractional, null, [choice('joint', 'VTI', [['joint-VTI-1', '80']], { replacement: id('ITOT') })])
    expect(view.ok && view.value.choices[0]?.buy?.shares).toBe(179_820_000)
  })

  test('one that is locked, identical or restricted is an objection', () => {
    const sell = choice('joint', 'VTI', [['joint-VTI-1', '80']], { replacement: id('ITOT') })
    const blocks = (of: ReturnType<typeof bookOf>) => priced(of, [sell]).choices[0]?.blocks ?? []
    expect(blocks(book())).toEqual([])
    expect(blocks(book().lock('ITOT', '2026-11-10', '2026-12-10'))[0]).toContain('Locked through Dec 10, 2026')
    expect(blocks(book().relation('identical', 'VTI', 'ITOT'))[0]).toContain('would be disallowed')
    expect(blocks(book().restrict('never-buy', 'ITOT'))[0]).toContain('Restricted (never buy)')
  })
})

describe('objections', () => {
  test('more shares than the lot holds, a lot of another account, a lot that is gone', () => {
    const first = (picks: readonly (readonly [string, string])[]) => priced(book(), [choice('joint', 'VTI', picks)]).choices[0]?.blocks[0]
    expect(first([['joint-VTI-1', '81']])).toBe('81 sh picked of a lot that holds 80 sh.')
    expect(first([['own-VTI-3', '1']])).toBe('Lot own-VTI-3 is not an open lot of this holding.')
    expect(
      first([
        ['joint-VTI-1', '1'],
        ['joint-VTI-1', '1'],
      ]),
    ).toBe('Lot joint-VTI-1 is named twice.')
  })

  test('a part of a share, where the account does not take it', () => {
    expect(priced(book(), [choice('joint', 'VTI', [['joint-VTI-1', '1.5']])]).choices[0]?.blocks[0]).toContain('no whole number of shares')
  })

  test('an account the household does not have is a refusal', () => {
    const view = priceBasket(book().snapshot(), null, [choice('nobody', 'VTI', [['joint-VTI-1', '1']])])
    expect(view.ok ? '' : view.refusal.code).toBe('data/unknown-account')
  })

  test('warnings: no replacement, cash left, stale price, unknown term', () => {
    const { warnings } = priced(book().price('VTI', '270', '2026-11-10').lot('joint', 'VTI', null, '1', '400'), [
      choice('joint', 'VTI', [
        ['joint-VTI-1', '80'],
        ['joint-VTI-4', '1'],
      ]),
    ])
    expect(warnings).toEqual(
      expect.arrayContaining([
        'The price of VTI is of Nov 10, 2026, 8 trading days old.',
        'VTI in joint: the term of 1 lot is unknown; its gain is not in the totals.',
        'VTI in joint is not replaced: the proceeds stay in cash.',
      ]),
    )
  })
})
