/** Costs in a household's plan: thin volume, orders worked over days and what they bar, trades that do not pay, restricted lots where cash is to be raised, old and missing prices. */
import { expect, test } from 'vitest'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { CostEstimate } from '../../src/shared/model/costs.ts'
import type { Wishes } from '../../src/shared/model/proposal.ts'
import { twoAccounts, wishes } from '../fixtures/household.ts'
import { amountOf, defaultSettings } from '../fixtures/snapshot.ts'

type Book = ReturnType<typeof twoAccounts>

function planned(book: Book, over: Partial<Wishes> = {}) {
  const request = { accounts: [id<'account'>('joint')], wishes: { ...wishes, ...over }, curve: false }
  const proposal = valueOrThrow(planHousehold(book.snapshot(), request, { advance: () => undefined }))
  const account = proposal.accounts.find(each => each.account === 'joint')
  if (!account) throw new Error('no account')
  return { proposal, account }
}

const estimated = (book: Book, over: Partial<CostEstimate>) =>
  book.with({
    settings: {
      ...defaultSettings,
      costs: {
        ...defaultSettings.costs,
        estimates: [
          {
            security: id('VTI'),
            spread: 100,
            dailyVolume: 1_000_000_000,
            dailyVolatility: 10_000,
            asOf: civilDate('2026-11-10'),
            source: 'desk',
            ...over,
          },
        ],
      },
    },
  })

const overweightAtLoss = () =>
  twoAccounts().lot('joint', 'VTI', '2026-03-14', '400', '140000.00').lot('joint', 'BND', '2021-01-10', '100', '7500.00')

test('a thin volume makes the plan trade less: its own impact is in the objective', () => {
  const soldOf = (book: Book) => planned(book).account.trades.find(({ side, symbol }) => side === 'sell' && symbol === 'VTI')?.shares ?? 0
  const gainful = () =>
    twoAccounts().lot('joint', 'VTI', '2021-03-14', '400', '119000.00').lot('joint', 'BND', '2021-01-10', '100', '7500.00')
  const [deep, thin] = [soldOf(estimated(gainful(), {})), soldOf(estimated(gainful(), { dailyVolume: 20, dailyVolatility: 50_000 }))]
  expect(deep).toBeGreaterThan(0)
  expect(thin).toBeLessThan(deep)
})

test('the form of Almgren and others changes plan, harvest and check together: impact is its own, and the certificate still holds', () => {
  const lots = () => overweightAtLoss()
  const withForm = (impact: 'square-root' | 'almgren') => {
    const book = estimated(lots(), { dailyVolume: 20_000, dailyVolatility: 20_000, outstanding: 4_000_000 })
    const { settings } = book.snapshot()
    return planned(book.with({ settings: { ...settings, costs: { ...settings.costs, impact } } }))
  }
  const [root, almgren] = [withForm('square-root'), withForm('almgren')]
  for (const { account } of [root, almgren]) expect(account.certificate?.checked).toBe('good')
  const sold = (of: typeof root) => of.account.trades.find(({ side, symbol }) => side === 'sell' && symbol === 'VTI')
  const trade = sold(almgren)
  // X/V of the order; J = γσ(X/V)(Θ/V)^¼/2 + ησ(X/V)^0.6 with Θ/V = 200
  const part = (trade?.shares ?? 0) / 1e6 / 20_000
  const rate = (0.314 * 0.02 * part * 200 ** 0.25) / 2 + 0.142 * 0.02 * part ** 0.6
  expect(trade?.parts?.impact).toBe(Math.round((trade?.amount ?? 0) * rate))
  expect(sold(root)?.parts?.impact).not.toBe(trade?.parts?.impact)
})

test('a loss worked over days bars its security from the last of them', () => {
  const { proposal, account } = planned(estimated(overweightAtLoss(), { dailyVolume: 1000, dailyVolatility: 1000 }))
  const sale = account.trades.find(({ side, symbol }) => side === 'sell' && symbol === 'VTI')
  const days = sale?.liquidity?.schedule?.days ?? []
  expect(days.length).toBeGreaterThan(1)
  expect(days.reduce((sum, { shares }) => sum + shares, 0)).toBe(sale?.shares)
  const bars = planned(estimated(overweightAtLoss(), {})).proposal.bars.join(' ')
  expect(bars).toContain('Do not buy VTI before Dec 21, 2026')
  expect(proposal.bars.join(' ')).not.toContain('Do not buy VTI before Dec 21, 2026')
})

test('a gain too dear to take is listed with the dollars it would bring and cost', () => {
  const { account } = planned(
    twoAccounts()
      .lot('joint', 'VTI', '2026-05-14', '370', '3700.00')
      .lot('joint', 'VXUS', '2021-01-10', '850', '59500.00')
      .lot('joint', 'BND', '2021-01-10', '500', '37500.00'),
  )
  const kept = account.dropped.find(({ symbol }) => symbol === 'VTI')
  expect(kept?.side).toBe('sell')
  const { amount = 0, benefit = 0, cost = 0, tax = 0, words } = kept ?? {}
  expect(benefit).toBeGreaterThan(0)
  // large: 5 bp of what would be sold and 5 bp of what is bought with it, whole shares of $300
  expect(Math.abs(cost - amount * 0.001)).toBeLessThan(2)
  expect(amount % 30_000).toBe(0)
  // short-term: 24 % of a gain of $290 a share
  expect(tax).toBeGreaterThan(amount * (290 / 300) * 0.239)
  expect(cost + tax).toBeGreaterThan(benefit)
  expect(words).toMatch(/^Selling \d+ sh of VTI for (BND|VXUS) .* short of paying\.$/)
})

test('a restricted lot that would have to be sold to raise the cash is named with what it is worth and the remedy', () => {
  const book = () => twoAccounts().lot('joint', 'VTI', '2021-03-14', '400', '100000.00').restrict('never-sell', 'VTI')
  const { account } = planned(book(), { cashToRaise: amountOf('50000') })
  const named = account.conflict.find(({ limit }) => limit === 'restricted VTI')
  expect(account.status).toBe('infeasible')
  expect(named?.words).toContain('VTI in joint, est. $120,000.00, may not be sold')
  expect(named?.words).toContain('Lift the restriction under Household, or raise less.')
  expect(planned(book()).account.conflict).toEqual([])
})

test('missing and old prices are named with what to do', () => {
  const book = overweightAtLoss()
  const prices = book
    .snapshot()
    .prices.filter(({ security }) => security !== 'VXUS')
    .map(row => (row.security === 'BND' ? { ...row, date: civilDate('2026-10-01') } : row))
  const notes = planned(book.with({ prices })).account.notes.join(' ')
  expect(notes).toContain('No price, left out: VXUS. Import a positions file or a price.')
  expect(notes).toContain('Old prices: BND of Oct 1, 2026. Import newer ones before trading.')
})
