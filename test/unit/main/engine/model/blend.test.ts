/** What a divided account goes toward: lines at their parts, lines of two models that are one, a sleeve held as it is, one model for all, and mistakes that are told and not scaled away. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { weightsOff } from '../../../../../src/main/engine/drift/drift.ts'
import { blendedKeys, blendOf } from '../../../../../src/main/engine/model/blend.ts'
import { modelOf } from '../../../../../src/main/engine/model/model-of.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { ModelPortfolio } from '../../../../../src/shared/model/book.ts'
import type { ModelLine } from '../../../../../src/shared/model/model-line.ts'
import type { Sleeve } from '../../../../../src/shared/model/sleeve.ts'
import { sleeveTrouble } from '../../../../../src/shared/model/sleeve-rules.ts'

const account = { id: id<'account'>('joint'), name: 'Joint', type: 'joint' as const, model: null }
const model = (name: string, ...lines: readonly (readonly [string, number, number])[]): ModelPortfolio => ({
  id: id(name),
  name,
  targets: lines.map(([security, weight, band]) => ({ security: id(security), weight, band })),
})
const growth = model('growth', ['VTI', 7000, 500], ['VXUS', 3000, 300])
const income = model('income', ['BND', 9000, 200], ['VTI', 1000, 100])
const sleeve = (name: string, part: number, of: string | null, more: Partial<Sleeve> = {}): Sleeve => ({
  name,
  part,
  model: of === null ? null : id(of),
  ...more,
})
const linesOf = (blend: ModelPortfolio | null) => (blend?.targets ?? []).map(({ security, weight, band }) => [security, weight, band])

describe('the blend', () => {
  test('60 % growth and 40 % income: VTI is 42 + 4, its band 3.4 points', () => {
    const blend = blendOf([growth, income], account, [sleeve('Core', 6000, 'growth'), sleeve('Income', 4000, 'income')])
    expect(linesOf(blend)).toEqual([
      ['VTI', 4600, 340],
      ['VXUS', 1800, 180],
      ['BND', 3600, 80],
    ])
    expect(blend?.name).toBe('Joint: Core 60 %, Income 40 %')
  })

  test('a sleeve held as it is is one line at its part, toward which all that is pinned to it counts', () => {
    const blend = blendOf([growth], account, [
      sleeve('Core', 7500, 'growth'),
      sleeve('Legacy', 2500, null, { pinned: [id('IBM'), id('GE')] }),
    ])
    expect(linesOf(blend)).toEqual([
      ['VTI', 5250, 375],
      ['VXUS', 2250, 225],
      ['IBM', 2500, 2500],
    ])
    expect(blend?.targets[2]).toMatchObject({ name: 'Legacy', mapped: [{ security: 'GE', reason: 'sleeve Legacy' }] })
  })

  test('lines of a class are one where they count the same, with the members of both', () => {
    const line = (security: string) => ({
      security: id<'security'>(security),
      weight: 10_000,
      band: 0,
      counts: { kind: 'asset-class' as const, of: 'US equity' },
      members: [{ security: id<'security'>(security), role: 'equivalent' as const, taxTypes: ['taxable' as const] }],
    })
    const [a, b] = [
      { id: id<'model portfolio'>('a'), name: 'a', targets: [line('VTI')] },
      { id: id<'model portfolio'>('b'), name: 'b', targets: [line('ITOT')] },
    ]
    const blend = blendOf([a, b], account, [sleeve('A', 5000, 'a'), sleeve('B', 5000, 'b')])
    expect(blend?.targets).toHaveLength(1)
    expect(blend?.targets[0]).toMatchObject({ weight: 10_000, members: [{ security: 'VTI' }, { security: 'ITOT' }] })
  })

  test('a model that does not sum is not scaled away, nor do two that are off cancel', () => {
    const short = model('short', ['VTI', 9000, 0])
    const long = model('long', ['BND', 11_000, 0])
    const both = blendOf([short, long], account, [sleeve('A', 5000, 'short'), sleeve('B', 5000, 'long')])
    expect(both && weightsOff(both)).toBe(-1000)
    expect(blendOf([growth], account, [sleeve('A', 10_000, 'gone')])).toBeNull()
  })

  test('random parts of random models sum to 10,000 exactly', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 7 })
    const toWhole = (parts: readonly number[]) => {
      const sum = parts.reduce((total, each) => total + each, 0)
      const whole = parts.map(each => Math.floor((each * 10_000) / sum))
      const rest = 10_000 - whole.reduce((total, each) => total + each, 0)
      return whole.map((each, at) => (at === 0 ? each + rest : each))
    }
    fc.assert(
      fc.property(fc.array(weights, { minLength: 1, maxLength: 5 }), weights, (drawn, parts) => {
        const models = drawn.map((each, at) =>
          model(`m${at}`, ...toWhole(each).map((weight, line) => [`S${(at + line) % 9}`, weight, 100] as const)),
        )
        const sleeves = toWhole(parts).map((part, at) => sleeve(`s${at}`, part, `m${at % models.length}`))
        const blend = blendOf(models, account, sleeves)
        expect(blend && weightsOff(blend)).toBe(0)
        expect(blend?.targets.every(({ weight }) => weight >= 0)).toBe(true)
      }),
    )
  })
})

describe('which model an account goes toward', () => {
  const household = { id: id<'household'>('home'), name: 'home', note: '' }
  const divided = { ...account, model: id<'model portfolio'>('income'), sleeves: [sleeve('Core', 10_000, 'growth')] }

  test('its own; its sleeves before it; one of the household before both', () => {
    const models = [growth, income]
    expect(modelOf({ models, household }, { ...account, model: id('income') })?.name).toBe('income')
    expect(linesOf(modelOf({ models, household }, divided))).toEqual(linesOf(growth))
    expect(modelOf({ models, household: { ...household, model: id('income') } }, divided)?.name).toBe('income')
    expect(modelOf({ models, household: { ...household, model: null } }, account)).toBeNull()
  })
})

test('what is wrong with sleeves is said', () => {
  expect(sleeveTrouble([sleeve('Core', 10_000, 'growth')])).toEqual([])
  expect(
    sleeveTrouble([
      sleeve('Core', 6000, 'growth', { pinned: [id('IBM')] }),
      sleeve('core ', 3000, 'income', { pinned: [id('IBM')] }),
      sleeve('Legacy', 500, null),
    ]),
  ).toEqual([
    'The parts of the sleeves sum to 95.00 %, not 100 %.',
    'Two sleeves have the same name.',
    'A security is pinned to two sleeves.',
    'Legacy has neither a model nor a pinned holding.',
  ])
})

describe('lines of two sleeves that name the same security', () => {
  type Members = readonly (readonly [string, readonly ('taxable' | 'deferred' | 'free')[]])[]
  const equity = (weight: number, members: Members) => ({
    security: id<'security'>(members[0]?.[0] ?? ''),
    weight,
    band: 200,
    counts: { kind: 'asset-class' as const, of: 'US equity' },
    members: members.map(([security, taxTypes]) => ({
      security: id<'security'>(security),
      role: 'equivalent' as const,
      taxTypes: [...taxTypes],
    })),
  })
  const of = (line: ReturnType<typeof equity>): ModelPortfolio => ({ id: id('broad'), name: 'broad', targets: [line] })
  const halves = [sleeve('Core', 5000, 'growth'), sleeve('Broad', 5000, 'broad')]
  const everywhere = ['taxable', 'deferred', 'free'] as const

  test('what is bought for both is one line, with the class and the members of the other', () => {
    const broad = of(
      equity(10_000, [
        ['VTI', everywhere],
        ['ITOT', everywhere],
      ]),
    )
    const blend = blendOf([growth, broad], account, halves)
    expect(linesOf(blend)).toEqual([
      ['VTI', 8500, 350],
      ['VXUS', 1500, 150],
    ])
    expect(blend?.targets[0]).toMatchObject({ counts: { of: 'US equity' }, members: [{ security: 'VTI' }, { security: 'ITOT' }] })
    const keyOf = blendedKeys([growth, broad], account, halves)
    expect([growth, broad].map(({ targets: [line] }) => keyOf(line as ModelLine))).toEqual([
      'asset-class:US equity',
      'asset-class:US equity',
    ])
    expect(keyOf(growth.targets[1] as ModelLine)).toBe('VXUS')
  })

  test('a later member that another line names is left to that line; in an account that would buy it first, the lines are one', () => {
    const broad = of(
      equity(10_000, [
        ['ITOT', ['taxable']],
        ['VTI', everywhere],
      ]),
    )
    const blend = blendOf([growth, broad], account, halves)
    expect(linesOf(blend)).toEqual([
      ['VTI', 3500, 250],
      ['VXUS', 1500, 150],
      ['ITOT', 5000, 100],
    ])
    expect(blend?.targets[2]?.members?.map(({ security }) => security)).toEqual(['ITOT'])
    expect(linesOf(blendOf([growth, broad], { ...account, type: 'roth-ira' }, halves))[0]).toEqual(['VTI', 8500, 350])
  })

  test('what a sleeve holds as it is is not bought for another: its next member is', () => {
    const broad = of(
      equity(10_000, [
        ['IBM', everywhere],
        ['ITOT', everywhere],
      ]),
    )
    const blend = blendOf([broad], account, [sleeve('Legacy', 4000, null, { pinned: [id('IBM')] }), sleeve('Broad', 6000, 'broad')])
    expect(linesOf(blend).map(line => line.slice(0, 2))).toEqual([
      ['IBM', 4000],
      ['ITOT', 6000],
    ])
  })
})
