/** Changes by hand: whole orders that replace each other, the lots an order can take, and the way back and forth. */
import { expect, test } from 'vitest'
import {
  beginning,
  buyableElse,
  changed,
  hasEdits,
  inOrderOf,
  lotsForSale,
  noEdits,
  redone,
  sellableElse,
  undone,
  withPurchase,
  withSale,
} from '../../../../../src/renderer/workspaces/rebalance/edits.ts'
import type { Cents } from '../../../../../src/shared/kernel/cents.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { Shares } from '../../../../../src/shared/kernel/shares.ts'
import type { Proposal } from '../../../../../src/shared/model/proposal.ts'
import { proposalAnswers } from '../../../../fixtures/mock-proposal.ts'

const proposal = proposalAnswers()['proposal.read']({}) as unknown as Proposal
const [joint, roth] = proposal.accounts
if (!joint || !roth) throw new Error('the mock desk has two solved accounts')
const vti = { account: joint.account, security: id<'security'>('VTI') }
const shares = (whole: number) => (whole * 1_000_000) as Shares

test('a line stands for the whole order: a second one replaces the first, of another account it does not', () => {
  const first = withSale(noEdits, vti, [{ lot: id<'lot'>('a'), shares: shares(10) }])
  const second = withSale(first, vti, [{ lot: id<'lot'>('b'), shares: shares(3) }])
  expect(second.sales).toEqual([{ ...vti, picks: [{ lot: 'b', shares: 3_000_000 }] }])
  expect(withSale(second, { ...vti, account: roth.account }, []).sales).toHaveLength(2)
  const bought = withPurchase(withPurchase(second, vti, shares(4)), vti, shares(0))
  expect(bought.purchases).toEqual([{ ...vti, shares: 0 }])
  expect(bought.sales).toEqual(second.sales)
  expect([noEdits, bought].map(hasEdits)).toEqual([false, true])
})

test('undo and redo walk the list of changes; a new change forgets what was undone', () => {
  const walked = changed(changed(beginning('0'), '1'), '2')
  expect(undone(walked).now).toBe('1')
  expect(redone(undone(undone(walked))).now).toBe('1')
  expect(redone(redone(undone(undone(walked))))).toEqual(walked)
  expect(undone(beginning('0'))).toEqual(beginning('0'))
  expect(redone(walked)).toEqual(walked)
  expect(redone(changed(undone(walked), 'x')).now).toBe('x')
})

test('the lots of a sale are those the plan sells of, then those it left and may sell', () => {
  const lots = lotsForSale(joint, vti.security, joint)
  expect(lots.map(lot => [lot.lot, lot.sold > 0, lot.why === null])).toEqual([
    ['lot-0-0', true, true],
    ['lot-0-1', true, true],
    ['lot-keep-0', false, false],
  ])
  // MSFT is restricted: an edit cannot sell it
  expect(lotsForSale(joint, id<'security'>('MSFT'), joint)).toEqual([])
})

test('basis and gain are of the whole lot, whatever part of it is sold; what the part realizes stands beside them', () => {
  const trades = joint.trades.map(trade => ({
    ...trade,
    lots: trade.lots.map(lot => ({ ...lot, whole: { basis: 900_000 as Cents, gain: -918_450 as Cents } })),
  }))
  const [first, second, kept] = lotsForSale({ ...joint, trades }, vti.security, joint)
  expect(first).toMatchObject({ basis: 900_000, gain: -918_450, realized: -612_300 })
  expect(second).toMatchObject({ basis: 900_000, realized: 493_100 })
  expect(kept).toMatchObject({ sold: 0, realized: null })
  // a plan kept before the whole lot was said has only its part
  expect(lotsForSale(joint, vti.security, joint)[0]).toMatchObject({ gain: -612_300, realized: -612_300 })
})

test('a lot that is not sold any more stays in its place', () => {
  const [sale, ...others] = joint.trades
  if (!sale) throw new Error('the mock desk sells VTI')
  const [first, second] = sale.lots
  if (!first || !second) throw new Error('of two lots')
  const kept = { ...first, security: vti.security, symbol: 'VTI', why: 'left by hand', cents: null, sellable: true }
  const edited = { ...joint, trades: [{ ...sale, lots: [second] }, ...others], unsold: [kept, ...joint.unsold] }
  expect(lotsForSale(edited, vti.security, joint).map(lot => [lot.lot, lot.sold])).toEqual([
    ['lot-0-0', 0],
    ['lot-0-1', 40_000_000],
    ['lot-keep-0', 0],
  ])
})

test('an order can be added of what is not traded yet and may be', () => {
  expect(sellableElse(joint).map(one => one.symbol)).toEqual(['BND'])
  expect(buyableElse(joint).map(one => one.symbol)).toEqual(['ITOT', 'IEFA'])
})

test('orders stand where the solved plan has them, new ones last', () => {
  const [first, second, third, fourth] = joint.trades
  if (!first || !second || !third || !fourth) throw new Error('the mock desk has four orders')
  const added = { ...third, security: id<'security'>('IEFA') }
  const names = inOrderOf([added, fourth, second, first], joint.trades).map(trade => `${trade.side} ${trade.security}`)
  expect(names).toEqual(['sell VTI', 'sell QQQ', 'buy BND', 'buy IEFA'])
})
