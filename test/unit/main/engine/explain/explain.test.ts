/** Trails: every figure opens to its inputs, ends at a source, and shows the figure that the screen shows. */
import { describe, expect, test } from 'vitest'
import { explain } from '../../../../../src/main/engine/explain.ts'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { compareSale } from '../../../../../src/main/engine/sale.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { SaleChoice } from '../../../../../src/shared/model/ticket.ts'
import { type Trace, traceShape } from '../../../../../src/shared/model/trace.ts'
import { exactMoney } from '../../../../../src/shared/present/format.ts'
import { bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'

function book() {
  return bookOf('2026-11-20')
    .account('joint', { type: 'joint' })
    .account('spouse')
    .security('VTI', '270.00')
    .security('BND', '70')
    .security('ITOT', '120')
    .relation('substitute', 'VTI', 'ITOT', 99)
    .lot('joint', 'VTI', '2023-03-14', '80', '23768.00')
    .lot('joint', 'VTI', '2026-07-02', '40', '12062.00')
    .buy('spouse', 'VTI', '2026-11-09', '10', '2690.00')
    .realized('joint', 'BND', '2026-01-06', '2026-03-02', '50', '3500.00', '3000.00')
    .profile({ stateLongRate: 0.05, stateShortRate: 0.05, state: 'CO' })
    .model('all', [['VTI', 10_000, 500]])
}

const choices: SaleChoice[] = [
  {
    account: id('joint'),
    security: id('VTI'),
    method: 'SPECID',
    picks: [{ lot: id('joint-VTI-1'), shares: sharesOf('80') }],
    replacement: id('ITOT'),
    override: '',
  },
]

function trail(subject: string, ids: string[], figure: string, with_: SaleChoice[] = []): Trace {
  const snapshot = book().snapshot()
  const trace = explain(snapshot, runReview(snapshot, ''), { subject, ids, figure }, with_)
  if (!trace.ok) throw new Error(trace.refusal.code)
  expect(traceShape.safeParse(trace.value).success).toBe(true)
  return trace.value
}

function steps(trace: Trace): Trace[] {
  return [trace, ...trace.inputs.flatMap(steps)]
}

function sources(trace: Trace): string[] {
  return steps(trace).flatMap(step => (step.source === undefined ? [] : [step.source]))
}

describe('a lot', () => {
  const review = runReview(book().snapshot(), '')
  const candidate = review.candidates.find(one => one.lot.id === 'joint-VTI-1')

  test('says its verdict and the weight of each reason in words, never by a code', () => {
    const state = trail('lot', ['joint-VTI-1'], 'state')
    expect(['Ready', 'Caution', 'Blocked']).toContain(state.value)
    expect(state.inputs.length).toBeGreaterThan(1)
    for (const { value } of state.inputs) expect(value).toMatch(/^(to know|Caution|Blocked|Waiting|Does not pay|Not harvestable)$/)
  })

  test('shows the figures of its row', () => {
    for (const figure of ['value', 'gain', 'savedNow', 'carried', 'cost', 'net'] as const) {
      expect([figure, trail('candidate', ['joint-VTI-1'], figure).value]).toEqual([figure, exactMoney(candidate?.[figure] ?? null)])
    }
    expect(trail('lot', ['joint-VTI-1'], 'basis')).toMatchObject({ value: '$23,768.00', source: 'import:import-1#2' })
  })

  test('saved now opens to the loss, the verdict and the two years, with the table and the profile as sources', () => {
    const trace = trail('candidate', ['joint-VTI-1'], 'savedNow')
    expect(trace.inputs.map(step => step.label)).toEqual([
      'Loss',
      'Term',
      'Loss that section 1091 would disallow',
      'Tax of the year without',
      'Tax of the year with',
    ])
    expect(sources(trace)).toEqual(
      expect.arrayContaining([
        'import:import-1#2',
        expect.stringContaining('Rev. Proc. 2025-32'),
        expect.stringContaining('tax profile of 2026'),
      ]),
    )
    expect(steps(trace).find(step => step.label.startsWith('spouse bought 10 sh of VTI'))?.rule).toContain('§1091')
    const [without, with_] = trace.inputs.slice(3)
    const line7a = (year: Trace | undefined) =>
      year && steps(year).find(step => step.label.startsWith('Capital gain or loss in income'))?.value
    // 500 short gain so far; 2,168 x 70 / 80 = 1,897 of the loss counts
    expect([line7a(without), line7a(with_)]).toEqual(['$500.00', '−$1,397.00'])
  })

  test('every kind of figure of a row has a trail', () => {
    for (const figure of ['shares', 'price', 'gainPoints', 'term', 'longOn', 'daysToLong', 'acquired', 'wash', 'state']) {
      expect(trail('candidate', ['joint-VTI-1'], figure).label).not.toBe('')
    }
  })
})

describe('sums', () => {
  test('holding, drift, household, realized, price', () => {
    expect(trail('holding', ['joint', 'VTI'], 'value').value).toBe('$32,400.00')
    expect(trail('holding', ['joint', 'VTI'], 'gain').inputs.map(step => step.value)).toEqual(
      expect.arrayContaining(['−$2,168.00', '−$1,262.00']),
    )
    expect(trail('drift', [], 'portfolio').label).toBe('Portfolio drift')
    for (const figure of ['value', 'drift', 'lossShort', 'lossLong', 'savedNow', 'carried', 'cost', 'net', 'cashNeeded'])
      expect(trail('household', ['home'], figure).label).not.toBe('')
    expect(trail('realized', [], 'short')).toMatchObject({ value: '$500.00' })
    expect(sources(trail('realized', [], 'short'))).toContain('import:import-1#5')
    expect(trail('price', ['VTI'], 'price').value).toBe('$270.00')
  })

  test('a basket and a method show what their screens show', () => {
    expect(trail('basket', [], 'washed', choices).value).toBe('$271.00')
    for (const figure of [
      'lossShort',
      'lossLong',
      'gainShort',
      'gainLong',
      'permanent',
      'proceeds',
      'cost',
      'carried',
      'savedNow',
      'net',
    ]) {
      expect(trail('basket', [], figure, choices).label).not.toBe('')
    }
    const sale = { account: id<'account'>('joint'), security: id<'security'>('VTI'), shares: sharesOf('100') }
    const view = compareSale(book().snapshot(), null, sale)
    const fifo = view.ok ? view.value.methods.find(result => result.method === 'FIFO') : undefined
    const ids = ['joint', 'VTI', 'FIFO', '100000000']
    expect(trail('method', ids, 'tax').value).toBe(exactMoney(fifo?.tax ?? null))
    expect(trail('method', ids, 'gainShort').value).toBe(exactMoney(fifo?.gainShort ?? null))
    const least = view.ok ? view.value.methods.find(result => result.method === 'LEASTTAX') : undefined
    expect(trail('method', ['joint', 'VTI', 'LEASTTAX', '100000000'], 'tax').value).toBe(exactMoney(least?.tax ?? null))
    expect(trail('method', ['joint', 'VTI', 'CUSTOM'], 'gainLong', choices).value).toBe('−$2,168.00')
  })
})

test('a figure nobody shows, or a lot that is gone, is a refusal', () => {
  const snapshot = book().snapshot()
  const review = runReview(snapshot, '')
  for (const figure of [
    { subject: 'lot', ids: ['gone'], figure: 'gain' },
    { subject: 'lot', ids: ['joint-VTI-1'], figure: 'colour' },
    { subject: 'moon', ids: [], figure: 'gain' },
  ]) {
    expect(explain(snapshot, review, figure, [])).toMatchObject({ ok: false, refusal: { code: 'data/no-trail' } })
  }
})
