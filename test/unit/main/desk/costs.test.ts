/** Cost estimates on a whole desk: by hand and from a table, refused by name, part of the snapshot of those who hold the security, and on the ticket's lock. */
import { afterEach, expect, test } from 'vitest'
import type { Output } from '../../../../src/shared/contract/client.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'
import { wishes } from '../../../fixtures/household.ts'

let desk: TestDesk | undefined
afterEach(async () => {
  await desk?.close()
  desk = undefined
})

const asOf = '2026-11-21'
const header = 'symbol,spread bp,daily volume,daily volatility %,as of,source'
type View = Output<'costs.read'>
type Proposal = Output<'optimize.run'>
const asked = { household: 'whitfield-tran', asOf, accounts: null, wishes, curve: false, keep: false }

test('a table is taken whole or not at all; an estimate by hand takes the place of the one before', async () => {
  desk = await openTestDesk({ sample: true })
  const none = await desk.get<View>('costs.read', { asOf })
  expect(none.estimates).toEqual([])
  expect(none.published.length).toBeGreaterThan(0)
  const [one, two] = none.securities
  if (!one || !two) throw new Error('no securities')
  const refusal = await desk.refusal('costs.import', {
    text: `${header}\n${one.symbol},1,1000,1,2026-11-10,\nNOSUCH,1,1000,1,2026-11-10,\n`,
    asOf,
  })
  expect(refusal).toMatchObject({ code: 'data/unknown-security', where: 'line 3' })
  expect((await desk.get<View>('costs.read', { asOf })).estimates).toEqual([])
  await desk.get('costs.import', { text: `${header}\n${one.symbol},1,1000,1,2026-11-10,desk\n${two.symbol},2,,,2026-09-10,desk\n`, asOf })
  const taken = await desk.get<View>('costs.read', { asOf })
  expect(taken.estimates.map(({ symbol, old }) => [symbol, old]).sort()).toEqual(
    [
      [one.symbol, false],
      [two.symbol, true],
    ].sort(),
  )
  expect(taken.words).toEqual(['1 estimate is older than 30 days: every figure that rests on it is flagged.'])
  const estimate = { security: one.security, spread: 300, dailyVolume: null, dailyVolatility: null, asOf: '2026-11-20', source: 'by hand' }
  await desk.get('costs.estimate', estimate)
  await desk.get('costs.remove', { security: two.security })
  expect((await desk.get<View>('costs.read', { asOf })).estimates).toMatchObject([estimate])
})

test('a plan counts with them: a thin volume makes the same order dearer, works it over days, and is another snapshot', async () => {
  desk = await openTestDesk({ sample: true })
  const before = await desk.get<Proposal>('optimize.run', asked)
  const trades = before.accounts.flatMap(account => account.trades)
  expect(before.costNotes?.[0]).toBe(`Est. costs of ${trades.length} of ${trades.length} orders rest on assumptions.`)
  const largest = trades.reduce((a, b) => (b.amount > a.amount ? b : a))
  // the day's volume is four times the order
  const dailyVolume = Math.max(1, Math.round((largest.shares / 1e6) * 4))
  const text = `${header}\n${largest.symbol},1,${dailyVolume},0.1,2026-11-20,desk\n`
  await desk.get('costs.import', { text, asOf })
  const after = await desk.get<Proposal>('optimize.run', asked)
  expect(after.snapshotHash).not.toBe(before.snapshotHash)
  const same = after.accounts
    .flatMap(account => account.trades)
    .find(trade => trade.security === largest.security && trade.side === largest.side)
  expect(same?.liquidity?.schedule?.days.length).toBeGreaterThan(1)
  expect(same?.flags).toBeUndefined()
  expect((same?.parts?.commission ?? 0) + (same?.parts?.spread ?? 0) + (same?.parts?.impact ?? 0)).toBe(same?.cost)
  for (const account of after.accounts)
    for (const { words, benefit, cost, tax } of account.dropped)
      if (words?.includes('short of paying')) expect((cost ?? 0) + (tax ?? 0)).toBeGreaterThan(benefit ?? 0)
})
