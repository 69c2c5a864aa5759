/**
 * A household whose model is of slots: US equity as a class, bonds as a list that is municipal in taxable accounts and broad in retirement ones. A legacy holding counts instead of being sold, a
 * lock makes the second member be bought and the plan says so, and what is planned can be booked, edited and traced.
 */
import { describe, expect, test } from 'vitest'
import { explain } from '../../src/main/engine/explain.ts'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { editBench, repick } from '../../src/main/engine/rebalance/repick.ts'
import { runReview } from '../../src/main/engine/review.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { ModelLine } from '../../src/shared/model/model-line.ts'
import type { Wishes } from '../../src/shared/model/proposal.ts'
import { wishes } from '../fixtures/household.ts'
import { editsOf } from '../fixtures/plan-edits.ts'
import { amountOf, bookOf } from '../fixtures/snapshot.ts'

const equity: ModelLine = {
  security: id('VTI'),
  weight: 6000,
  band: 300,
  counts: { kind: 'asset-class', of: 'US equity' },
  members: [{ security: id('VTI'), role: 'equivalent', taxTypes: ['taxable', 'deferred', 'free'] }],
  mapped: [{ security: id('IBM'), reason: 'Grandmother’s shares' }],
}
const bonds: ModelLine = {
  security: id('VTEB'),
  weight: 4000,
  band: 300,
  name: 'Bonds',
  members: [
    { security: id('VTEB'), role: 'equivalent', taxTypes: ['taxable'] },
    { security: id('MUB'), role: 'substitute', taxTypes: ['taxable'] },
    { security: id('BND'), role: 'equivalent', taxTypes: ['deferred', 'free'] },
  ],
}

const household = () =>
  bookOf('2026-11-20')
    .with({ models: [{ id: id('slots'), name: 'Slots', targets: [equity, bonds] }] })
    .security('VTI', '300.00', { assetClass: 'US equity' })
    .security('IBM', '200.00', { assetClass: 'Legacy', kind: 'stock' })
    .security('VTEB', '50.00', { assetClass: 'US bonds' })
    .security('MUB', '100.00', { assetClass: 'US bonds' })
    .security('BND', '75.00', { assetClass: 'US bonds' })
    .account('joint', { type: 'joint', model: id('slots'), cash: amountOf('40000') })
    .account('ira', { type: 'traditional-ira', model: id('slots'), cash: amountOf('20000') })
    .lot('joint', 'IBM', '2015-03-14', '150', '3000.00')
    .lot('joint', 'VTI', '2020-03-14', '100', '20000.00')
    .lot('ira', 'VTI', '2020-03-14', '100', '20000.00')
type Book = ReturnType<typeof household>

const still = { advance: () => undefined }
const planned = (book: Book, over: Partial<Wishes> = {}) =>
  valueOrThrow(
    planHousehold(
      book.snapshot(),
      { accounts: null, wishes: { ...wishes, weights: { te: 100, tc: 1, tax: 1 }, ...over }, curve: false },
      still,
    ),
  )
const ordersIn = (plan: ReturnType<typeof planned>, account: string) =>
  plan.accounts.find(each => each.account === account)?.trades.map(({ side, symbol }) => `${side} ${symbol}`) ?? []

describe.each(['accounts', 'household'] as const)('planned as %s', scope => {
  test('municipal bonds are bought in the taxable account, broad ones in the IRA, and the legacy holding stays', () => {
    const plan = planned(household(), { scope })
    expect(ordersIn(plan, 'joint')).toContain('buy VTEB')
    expect(ordersIn(plan, 'ira')).toContain('buy BND')
    const all = [...ordersIn(plan, 'joint'), ...ordersIn(plan, 'ira')].join(' ')
    expect(all).not.toContain('IBM')
    expect(ordersIn(plan, 'ira').join(' ')).not.toMatch(/VTEB|MUB/)
    expect(ordersIn(plan, 'joint').join(' ')).not.toContain('BND')
    expect(plan.after.trackingError).toBeLessThan(plan.before.trackingError ?? 0)
  })

  test('a lock on the first member: the second is bought, with the reason', () => {
    const plan = planned(household().lock('VTEB', '2026-11-01', '2026-12-10'), { scope })
    expect(ordersIn(plan, 'joint')).toContain('buy MUB')
    expect(ordersIn(plan, 'joint')).not.toContain('buy VTEB')
    const reason = 'Bonds: MUB, a substitute, is bought instead of VTEB (wash lock through Dec 10, 2026).'
    expect([...plan.notes, ...plan.accounts.flatMap(({ notes }) => notes)]).toContain(reason)
    const bought = plan.accounts.flatMap(({ trades }) => trades).find(({ symbol }) => symbol === 'MUB')
    expect(bought?.why).toContain(reason)
    expect(
      plan.accounts.flatMap(({ trades }) => trades).filter(({ symbol, why }) => symbol !== 'MUB' && why.includes('instead of')),
    ).toEqual([])
  })
})

describe('a line met in another account with another member', () => {
  /** $60,000 of equity with a large gain in the joint account, $40,000 of broad bonds in the IRA: together the model, each account far from it. */
  const met = () =>
    bookOf('2026-11-20')
      .with({ models: household().snapshot().models, securities: household().snapshot().securities, prices: household().snapshot().prices })
      .account('joint', { type: 'joint', model: id('slots'), cash: amountOf('1500') })
      .account('ira', { type: 'traditional-ira', model: id('slots'), cash: amountOf('1000') })
      .lot('joint', 'VTI', '2020-03-14', '200', '12000.00')
      .lot('ira', 'BND', '2020-03-14', '533', '39000.00')
  const word = 'VTEB, BND count as one for the household, with the risk of the first: each account holds the one meant for it.'

  test('as one household nothing is to be done, as the drift of the household says; account by account nearly everything is', () => {
    const book = met()
    const [equityRow, bondRow] = runReview(book.snapshot(), '').drift.rows
    expect([equityRow?.outside, bondRow?.outside]).toEqual([false, false])
    const plan = planned(book, { scope: 'household' })
    expect(plan.accounts.flatMap(({ trades }) => trades).filter(({ amount }) => amount > amountOf('2500'))).toEqual([])
    expect(plan.before.trackingError).toBeLessThan(5_000)
    expect(plan.notes).toContain(word)
    expect(plan.certificate?.checked).toBe('good')
    const apart = planned(book, { scope: 'accounts' })
    expect(apart.accounts.flatMap(({ trades }) => trades).some(({ amount }) => amount > amountOf('10000'))).toBe(true)
  })

  test('a substitute is another thing: what it is bought instead of is still short', () => {
    const [one, two] = household().snapshot().models[0]?.targets ?? []
    const members = two?.members?.map(each => (each.security === 'BND' ? { ...each, role: 'substitute' as const } : each))
    const book = met().with({ models: [{ id: id('slots'), name: 'Slots', targets: [one, { ...two, members }] as never }] })
    const plan = planned(book, { scope: 'household' })
    expect(plan.before.trackingError).toBeGreaterThan(5_000)
    expect(plan.notes).not.toContain(word)
  })
})

test('unmapped the legacy holding has no target, and is over weight', () => {
  const { mapped: _, ...unmapped } = equity
  const rows = (book: Book) =>
    runReview(book.snapshot(), '').drift.rows.map(({ symbol, target, flags }) => [symbol, target, flags.includes('no target specified')])
  expect(rows(household())).toEqual([
    ['US equity', 6000, false],
    ['Bonds', 4000, false],
  ])
  const own = household().with({ models: [{ id: id('slots'), name: 'Slots', targets: [unmapped, bonds] }] })
  expect(rows(own)).toContainEqual(['IBM', 0, true])
})

test('by a rule the band of the line counts for what is bought for it', () => {
  const plan = planned(household(), { extent: 'band', scope: 'accounts' })
  expect(ordersIn(plan, 'ira')).toContain('buy BND')
})

test('an edit that changes nothing changes no figure', () => {
  const book = household().lock('VTEB', '2026-11-01', '2026-12-10')
  const plan = planned(book, { scope: 'accounts' })
  const bench = valueOrThrow(editBench(book.snapshot(), plan))
  const same = valueOrThrow(repick(bench, plan, editsOf(plan)))
  expect(same.after).toEqual(plan.after)
})

test('the trail of a line goes down to what counts toward it, each with its reason', () => {
  const snapshot = household().snapshot()
  const trace = explain(
    snapshot,
    runReview(snapshot, ''),
    { subject: 'drift', ids: ['asset-class:US equity'], figure: 'weight' } as never,
    [],
  )
  const said = JSON.stringify(trace)
  expect(said).toContain('IBM in joint (mapped: Grandmother’s shares)')
  expect(said).toContain('VTI in ira')
})
