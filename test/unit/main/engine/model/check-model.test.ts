/** Each mistake in a model is named with its remedy; what is only to be looked at does not stop it. */
import { describe, expect, test } from 'vitest'
import { checkModel, sumInWords } from '../../../../../src/main/engine/model/check-model.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { ModelLine } from '../../../../../src/shared/model/model-line.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'

const { securities } = bookOf('2026-11-20')
  .security('VTI', '100', { assetClass: 'US equity', sector: 'Broad' })
  .security('BND', '50', { assetClass: 'US bonds' })
  .security('VTEB', '50', { assetClass: 'US bonds' })
  .snapshot()
const known = { securities, isPriced: (security: string) => security !== 'VTEB' }
const line = (symbol: string, weight: number, more: Partial<ModelLine> = {}): ModelLine => ({
  security: id(symbol),
  weight,
  band: 300,
  ...more,
})
const every = { taxTypes: ['taxable' as const, 'deferred' as const, 'free' as const] }
const equivalent = (symbol: string) => ({ security: id<'security'>(symbol), role: 'equivalent' as const, ...every })
const substitute = (symbol: string) => ({ security: id<'security'>(symbol), role: 'substitute' as const, ...every })
const told = (...targets: ModelLine[]) => checkModel({ name: 'Growth', targets }, known).map(({ weight, what }) => `${weight}: ${what}`)

test('a model of securities whose weights sum is right as it is', () => {
  expect(told(line('VTI', 6000), line('BND', 4000))).toEqual([])
})

describe('what stops a model', () => {
  test.each<[string, ModelLine[], string]>([
    ['weights', [line('VTI', 6000)], 'The target weights of Growth sum to 60.00 %, not 100 %.'],
    [
      'one security in two lines',
      [line('VTI', 6000), line('BND', 4000, { mapped: [{ security: id('VTI'), reason: 'gift' }] })],
      'VTI is claimed by two lines, VTI and BND: it would count twice.',
    ],
    [
      'no member',
      [line('VTI', 10_000, { counts: { kind: 'asset-class', of: 'US equity' } })],
      'US equity has no member: nothing could be bought for it.',
    ],
    [
      'an unknown class',
      [line('VTI', 10_000, { counts: { kind: 'asset-class', of: 'US Equity' }, members: [equivalent('VTI')] })],
      'No security of the book is of the asset class US Equity.',
    ],
    [
      'a class twice',
      [
        line('VTI', 5000, { counts: { kind: 'sector', of: 'Broad' }, members: [equivalent('VTI')] }),
        line('BND', 5000, { counts: { kind: 'sector', of: 'Broad' }, members: [equivalent('BND')] }),
      ],
      'Two lines count Broad.',
    ],
    [
      'an equivalent behind a substitute',
      [line('VTI', 10_000, { members: [substitute('VTI'), equivalent('BND')] })],
      'BND is an equivalent and stands behind a substitute in VTI.',
    ],
    ['a member twice', [line('VTI', 10_000, { members: [equivalent('VTI'), substitute('VTI')] })], 'VTI stands twice in VTI.'],
    [
      'another first member',
      [line('VTI', 10_000, { members: [equivalent('BND')] })],
      'The first member of VTI is not what stands for the line.',
    ],
    ['no reason', [line('VTI', 10_000, { mapped: [{ security: id('BND'), reason: ' ' }] })], 'BND is mapped to VTI without a reason.'],
    ['an unknown security', [line('XXX', 10_000)], 'The book has no security XXX.'],
  ])('%s', (_, targets, what) => {
    expect(told(...targets)).toContain(`stop: ${what}`)
  })
})

test('a member without a price, an account kind without a member, a stranger in a class and an undeclared factor are told and stop nothing', () => {
  const bonds = line('BND', 5000, {
    counts: { kind: 'asset-class', of: 'US bonds' },
    members: [
      { ...equivalent('BND'), taxTypes: ['deferred'] },
      { ...substitute('VTEB'), taxTypes: ['deferred', 'taxable'] },
    ],
  })
  const value = line('VTI', 5000, { counts: { kind: 'factor', of: 'Value' }, members: [equivalent('VTI')] })
  expect(told(bonds, value)).toEqual([
    'warning: No price for VTEB: not bought until there is one.',
    'warning: US bonds has nothing to buy in tax-free accounts.',
    'warning: Value counts only what the line names: of factors the book declares size alone.',
  ])
  expect(told(line('VTI', 10_000, { counts: { kind: 'asset-class', of: 'US bonds' }, members: [equivalent('VTI')] }))).toEqual([
    'warning: VTI is bought for US bonds and is not of that asset class.',
  ])
})

test('the sum in words', () => {
  expect(sumInWords([6000, 4000])).toBe('2 lines, together 100 %.')
  expect(sumInWords([6000])).toBe('1 line, together 60 %: 40 % are missing.')
  expect(sumInWords([11_050])).toBe('1 line, together 110.5 %: 10.5 % too much.')
})
