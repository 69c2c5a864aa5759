/** What counts toward which line, by hand: the more exact claim wins, and an account buys the first member it may. */
import { describe, expect, test } from 'vitest'
import { whyNotBought } from '../../../../../src/main/engine/model/may-buy.ts'
import { slotsOf } from '../../../../../src/main/engine/model/slots.ts'
import { targetsFor } from '../../../../../src/main/engine/model/targets-for.ts'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { Member, ModelLine } from '../../../../../src/shared/model/model-line.ts'
import { amountOf, bookOf } from '../../../../fixtures/snapshot.ts'

const every: Member['taxTypes'] = ['taxable', 'deferred', 'free']
const member = (symbol: string, role: Member['role'] = 'equivalent', taxTypes = every): Member => ({ security: id(symbol), role, taxTypes })
const plain = (symbol: string, weight: number): ModelLine => ({ security: id(symbol), weight, band: 300 })
const wide = (
  kind: 'asset-class' | 'sector' | 'factor',
  of: string,
  symbol: string,
  weight: number,
  more: Partial<ModelLine> = {},
): ModelLine => ({
  ...plain(symbol, weight),
  counts: { kind, of },
  members: [member(symbol)],
  ...more,
})

const book = (targets: ModelLine[]) =>
  bookOf('2026-11-20')
    .with({ models: [{ id: id('model'), name: 'model', targets }] })
    .account('joint', { model: id('model'), cash: amountOf('0') })
    .security('VTI', '100.00', { assetClass: 'US equity' })
    .security('ITOT', '100.00', { assetClass: 'US equity' })
    .security('VTSAX', '100.00', { assetClass: 'US equity' })
    .security('XLK', '100.00', { assetClass: 'US equity', sector: 'Technology' })
    .security('MSFT', '100.00', { assetClass: 'US equity', sector: 'Technology' })
    .security('VBR', '100.00', { assetClass: 'US equity', sector: 'Technology', capClass: 'small' })
    .security('XOM', '100.00', { assetClass: 'US equity', sector: 'Energy' })
    .security('VTEB', '50.00', { assetClass: 'US bonds' })
    .security('MUB', '50.00', { assetClass: 'US bonds' })
    .security('BND', '50.00', { assetClass: 'US bonds' })

const claims = (of: ReturnType<typeof book>, ...symbols: string[]) => {
  const standing = standingOf(of.snapshot())
  const { claimOf } = slotsOf(standing.snapshot.models[0] ?? { targets: [] }, standing)
  return symbols.map(symbol => {
    const claim = claimOf(id(symbol))
    return claim && [claim.slot.key, claim.why]
  })
}

describe('what counts toward a line', () => {
  test('the security itself, then identical, then a substitute of what is named, then factor, sector, class; the rest stands for itself', () => {
    const targets = [
      plain('VTI', 1000),
      wide('asset-class', 'US equity', 'VTSAX', 4000),
      wide('sector', 'Technology', 'XLK', 3000),
      wide('factor', 'Small cap', 'VBR', 2000, { members: [member('VBR')] }),
    ]
    const of = book(targets)
      .relation('substitute', 'VTI', 'ITOT')
      .security('VBK', '10.00', { assetClass: 'US equity', sector: 'Technology', capClass: 'small' })
    expect(claims(of, 'VTI', 'ITOT', 'XLK', 'MSFT', 'VBR', 'VBK', 'XOM', 'BND')).toEqual([
      ['VTI', null],
      ['VTI', 'substitute of VTI'],
      ['sector:Technology', null],
      ['sector:Technology', 'sector Technology'],
      ['factor:Small cap', null],
      ['factor:Small cap', 'factor Small cap'],
      ['asset-class:US equity', 'asset class US equity'],
      null,
    ])
  })

  test('what a line names counts toward it, also where it is identical to another line’s security; what nobody names goes to the security it is identical to', () => {
    const targets = [wide('asset-class', 'US equity', 'XOM', 5000, { members: [member('XOM'), member('VTSAX')] }), plain('VTI', 5000)]
    const of = book(targets).relation('identical', 'VTI', 'VTSAX').relation('identical', 'VTI', 'ITOT')
    expect(claims(of, 'VTSAX', 'VTI', 'ITOT')).toEqual([
      ['asset-class:US equity', null],
      ['VTI', null],
      ['VTI', 'identical to VTI'],
    ])
  })

  test('members and mapped holdings count toward their line, whatever class they are of', () => {
    const bonds: ModelLine = {
      ...plain('VTEB', 10_000),
      name: 'Bonds',
      members: [member('VTEB'), member('MUB')],
      mapped: [{ security: id('XOM'), reason: 'gift' }],
    }
    expect(claims(book([bonds]), 'VTEB', 'MUB', 'XOM', 'BND')).toEqual([['VTEB', null], ['VTEB', null], ['VTEB', 'mapped: gift'], null])
  })

  test('a factor the book declares nothing of counts only what its line names', () => {
    expect(claims(book([wide('factor', 'Value', 'XOM', 10_000)]), 'XOM', 'VTI')).toEqual([['factor:Value', null], null])
  })
})

describe('drift by line', () => {
  test('a line of several securities is one row, named by its class, which opens to what counts toward it and why', () => {
    const targets = [wide('asset-class', 'US equity', 'VTI', 6000), wide('asset-class', 'US bonds', 'BND', 4000)]
    const of = book(targets)
      .lot('joint', 'VTI', '2024-01-02', '50', '1')
      .lot('joint', 'XOM', '2024-01-02', '20', '1')
      .lot('joint', 'BND', '2024-01-02', '60', '1')
    const { rows, portfolio } = runReview(of.snapshot(), '').drift
    expect(portfolio).toBe(1000)
    expect(rows.map(row => [row.symbol, row.slot, row.security, row.weight, row.target, row.drift, row.outside])).toEqual([
      ['US equity', 'asset-class:US equity', 'VTI', 7000, 6000, 1000, true],
      ['US bonds', 'asset-class:US bonds', 'BND', 3000, 4000, -1000, true],
    ])
    expect(rows[0]?.members?.map(({ symbol, value, why }) => [symbol, value, why])).toEqual([
      ['VTI', 500_000, 'named by the line'],
      ['XOM', 200_000, 'asset class US equity'],
    ])
    expect(rows[0]?.flags).toEqual(['risk and cost are reckoned as those of VTI'])
  })

  test('a plain line has neither a slot nor members: its review reads as it always did', () => {
    const [row] = runReview(
      book([plain('VTI', 10_000)])
        .lot('joint', 'VTI', '2024-01-02', '1', '1')
        .snapshot(),
      '',
    ).drift.rows
    expect(Object.keys(row ?? {})).not.toContain('slot')
    expect(Object.keys(row ?? {})).not.toContain('members')
  })
})

describe('what an account buys for a line', () => {
  const bonds: ModelLine = {
    ...plain('VTEB', 10_000),
    name: 'Bonds',
    members: [
      member('VTEB', 'equivalent', ['taxable']),
      member('MUB', 'substitute', ['taxable']),
      member('BND', 'equivalent', ['deferred']),
    ],
  }
  const buys = (of: ReturnType<typeof book>, account: string) =>
    targetsFor(standingOf(of.snapshot()), id(account)).targets.map(({ security, buyable, notes }) => [security, buyable, notes])
  const both = () =>
    book([bonds])
      .account('ira', { type: 'traditional-ira', model: id('model') })
      .account('roth', { type: 'roth-ira', model: id('model') })

  test('is the first member for its kind of account', () => {
    expect(buys(both(), 'joint')).toEqual([['VTEB', true, []]])
    expect(buys(both(), 'ira')).toEqual([['BND', true, []]])
  })

  test('is the next one where the first is locked, restricted or without a price, and that is said', () => {
    expect(buys(both().lock('VTEB', '2026-11-01', '2026-12-10'), 'joint')).toEqual([
      ['MUB', true, ['Bonds: MUB, a substitute, is bought instead of VTEB (wash lock through Dec 10, 2026).']],
    ])
    expect(buys(both().restrict('never-buy', 'VTEB'), 'joint')).toEqual([
      ['MUB', true, ['Bonds: MUB, a substitute, is bought instead of VTEB (restricted: client request).']],
    ])
    expect(buys(both().price('VTEB', '0', '2026-11-20'), 'joint')[0]?.[0]).toBe('MUB')
  })

  test('is nothing where all are barred or none is for it: the weight stands at the first, and that is said', () => {
    const barred = both()
      .restrict('never-buy', 'VTEB')
      .restrict('do-not-trade', 'MUB', { account: id('joint') })
    expect(buys(barred, 'joint')).toEqual([
      ['VTEB', false, ['Bonds: nothing of it may be bought here: VTEB (restricted: client request); MUB (restricted: client request).']],
    ])
    expect(buys(both(), 'roth')).toEqual([['VTEB', false, ['Bonds has no member for a tax-free account: nothing of it is bought there.']]])
  })

  test('a mapped holding is never bought, a member only in the accounts it is for', () => {
    const standing = standingOf(
      both()
        .with({ models: [{ id: id('model'), name: 'model', targets: [{ ...bonds, mapped: [{ security: id('XOM'), reason: 'gift' }] }] }] })
        .snapshot(),
    )
    const why = (account: string, ...symbols: string[]) => symbols.map(symbol => whyNotBought(standing, id(account), id(symbol)))
    expect(why('joint', 'XOM', 'BND', 'VTEB', 'ITOT')).toEqual([
      'counts toward Bonds and is not bought for it',
      'meant for tax-deferred accounts',
      null,
      null,
    ])
    expect(why('ira', 'VTEB', 'BND')).toEqual(['meant for taxable accounts', null])
  })
})
