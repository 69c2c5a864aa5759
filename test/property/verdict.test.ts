/**
 * What a verdict says before a sale is what booking finds after it: random ledgers of a household with two taxable accounts, an IRA and a 401(k), one lot of which is
 * sold whole or in part, by the verdict beforehand and as a trade in the ledger. Two pieces of code that share nothing but the law.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectLots } from '../../src/main/engine/lots/project.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { washVerdict } from '../../src/main/engine/wash/verdict.ts'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import { decimalFromShares, type Shares } from '../../src/shared/kernel/shares.ts'
import { amountOf, bookOf } from '../fixtures/snapshot.ts'

const asOf = '2026-11-20'
const sellPrice = 10
const accounts = { joint: 'joint', own: 'taxable', ira: 'traditional-ira', plan: '401k' } as const

const trade = fc.record({
  account: fc.constantFrom('joint', 'own', 'ira', 'plan'),
  symbol: fc.constantFrom('AAA', 'BBB', 'CCC'),
  daysAgo: fc.oneof(fc.integer({ min: 0, max: 70 }), fc.constantFrom(29, 30, 31, 32, 400)),
  kind: fc.constantFrom('buy', 'buy', 'buy', 'reinvest', 'sell'),
  count: fc.integer({ min: 1, max: 9 }),
  price: fc.integer({ min: 8, max: 14 }),
})
type Trade = typeof trade extends fc.Arbitrary<infer Each> ? Each : never

function household(trades: readonly Trade[], identical: boolean) {
  const book = bookOf(asOf).security('AAA', '10').security('BBB', '10').security('CCC', '10')
  for (const [name, type] of Object.entries(accounts)) book.account(name, { type })
  if (identical) book.relation('identical', 'AAA', 'BBB')
  for (const { account, symbol, daysAgo, kind, count, price } of trades.toSorted((a, b) => b.daysAgo - a.daysAgo)) {
    const told = [account, symbol, addDays(civilDate(asOf), -daysAgo), String(count), String(count * price)] as const
    if (kind === 'sell') book.sell(...told)
    else if (kind === 'buy') book.buy(...told)
    else book.reinvest(...told)
  }
  return book
}

test('a verdict and the booking of the same sale find the same shares', () => {
  let washed = 0
  fc.assert(
    fc.property(
      fc.array(trade, { minLength: 3, maxLength: 14 }),
      fc.boolean(),
      fc.nat(30),
      fc.integer({ min: 1, max: 9 }),
      (trades, identical, which, part) => {
        const book = household(trades, identical)
        const standing = standingOf(book.snapshot())
        const sellable = standing.lots.filter(lot => lot.account === 'joint' || lot.account === 'own')
        const lot = sellable[which % Math.max(1, sellable.length)]
        if (lot === undefined) return
        const count = Math.min(lot.shares, part * 1_000_000) as Shares
        const proceeds = amountOf(String((count / 1_000_000) * sellPrice))
        const gain = Math.sign(proceeds / count - (lot.basis ?? 0) / lot.shares) as never
        const verdict = washVerdict(
          { account: lot.account, security: lot.security, date: civilDate(asOf), lots: [{ lot: lot.id, shares: count, gain }] },
          standing.evidence,
        )
        book.sell(lot.account, lot.security, asOf, decimalFromShares(count), String(proceeds / 100), {
          picks: [{ lot: lot.id, shares: count }],
        })
        const after = book.snapshot()
        const matches = projectLots(after).matches.filter(match => match.sale === after.entries.at(-1)?.id)
        const shares = (some: typeof matches) => some.reduce((sum, match) => sum + match.shares, 0)
        const lost = shares(matches.filter(match => match.permanent))
        washed += Math.sign(shares(matches))
        expect(verdict.washedShares).toBe(shares(matches))
        expect(verdict.permanentShares).toBe(lost)
        // of purchases of one day the records' order holds; another is told only where it is worse
        if (verdict.otherOrder !== undefined) expect(verdict.otherOrder.lost).toBeGreaterThanOrEqual(lost)
      },
    ),
    { numRuns: 1500, seed: 1091 },
  )
  expect(washed).toBeGreaterThan(200)
})
