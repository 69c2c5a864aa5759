/** Households planned as one: where a gain is realized, the either-or of wash sales across a spouse's IRA, accounts that may only be seen, a cash balance each, budgets of the whole. */
import { describe, expect, test } from 'vitest'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Wishes } from '../../src/shared/model/proposal.ts'
import { drawnWith, undrawn } from '../../src/shared/present/drawn.ts'
import { twoAccounts, wishes } from '../fixtures/household.ts'
import { amountOf } from '../fixtures/snapshot.ts'

type Book = ReturnType<typeof twoAccounts>

function planned(book: Book, over: Partial<Wishes> = {}, accounts: readonly string[] | null = null, curve = false) {
  const asked = accounts === null ? null : accounts.map(account => id<'account'>(account))
  const request = { accounts: asked, wishes: { ...wishes, scope: 'household' as const, ...over }, curve }
  return valueOrThrow(planHousehold(book.snapshot(), request, { advance: () => undefined }))
}

const ordersOf = (proposal: ReturnType<typeof planned>, account: string) =>
  (proposal.accounts.find(each => each.account === account)?.trades ?? []).map(({ side, symbol }) => `${side} ${symbol}`)
const accountOf = (proposal: ReturnType<typeof planned>, account: string) => {
  const found = proposal.accounts.find(each => each.account === account)
  if (!found) throw new Error(`no account ${account}`)
  return found
}

/** Too much VTI in both accounts, with a large gain in the joint one. */
const gainInBoth = () =>
  twoAccounts().lot('joint', 'VTI', '2019-03-14', '400', '40000.00').lot('ira', 'VTI', '2019-03-14', '400', '40000.00')

describe('where gains are realized', () => {
  test('the surplus is sold in the IRA, where its gain is not taxed; account by account it would cost tax', () => {
    const plan = planned(gainInBoth(), { weights: { te: 100, tc: 1, tax: 1 } }, null, true)
    expect(plan.scope).toBe('household')
    expect(ordersOf(plan, 'ira')).toContain('sell VTI')
    expect(ordersOf(plan, 'joint')).not.toContain('sell VTI')
    expect(plan.after.tax).toBe(0)
    expect(plan.joint?.apart?.tax).toBeGreaterThan(amountOf('1000'))
    expect(plan.joint?.saved).toBeGreaterThan(0)
    expect(plan.joint?.words).toMatch(/^Account by account it would be \$[\d,.]+ of tax/)
    expect(plan.after.trackingError).toBeLessThan(plan.before.trackingError ?? 0)
  })

  test('held against the accounts one by one with its curve, a moment after it stands: the plan is the same, and nobody who moves a slider waits', () => {
    const [first, drawn] = [planned(gainInBoth()), planned(gainInBoth(), {}, null, true)]
    expect(first.joint).toMatchObject({ apart: null, saved: null, pending: true, words: 'Not compared account by account yet.' })
    expect(drawn.joint?.pending).toBeUndefined()
    expect(undrawn(drawn)).toEqual(undrawn(first))
    expect(drawnWith(first, drawn)).toEqual(drawn)
    expect(drawnWith(drawn, first)).toEqual({ ...drawn, curve: [], benefit: [] })
  })

  test('the bound is of the whole household, checked independently, and no account claims one of its own', () => {
    const plan = planned(gainInBoth())
    expect(plan.certificate).toMatchObject({ checked: 'good' })
    expect(plan.certificate?.words).toContain('best possible for the whole household, checked independently')
    expect(plan.certificate?.gap).toBeLessThanOrEqual(1100)
    expect(plan.accounts.every(({ certificate }) => certificate === null)).toBe(true)
  })

  test('reasons of all trades add up to what the plan saves against doing nothing', () => {
    const plan = planned(gainInBoth())
    const trades = plan.accounts.flatMap(account => account.trades)
    const total = trades.reduce((sum, { contribution }) => sum + contribution.total, 0)
    const apart = trades.reduce((sum, { contribution: { te, cost, tax, other } }) => sum + te + cost + tax + other, 0)
    expect(total).toBe(apart)
    expect(total).toBeLessThan(0)
  })

  test('a budget of gains is that of the household', () => {
    const book = gainInBoth().restrict('never-sell', 'VTI', { account: id('ira') })
    const closely = { te: 500, tc: 1, tax: 1 }
    expect(planned(book, { weights: closely }).after.long).toBeGreaterThan(amountOf('8000'))
    const kept = planned(book, { weights: closely, longGain: amountOf('8000') })
    expect(kept.after.long).toBeLessThanOrEqual(amountOf('8000'))
    expect(planned(book, { weights: closely, tax: amountOf('500') }).after.tax).toBeLessThanOrEqual(amountOf('500'))
  })
})

describe('wash sales across accounts', () => {
  /** A loss of VTI in the joint account; the spouse's IRA holds only cash that wants VTI. */
  const lossBesideIra = () =>
    twoAccounts().lot('joint', 'VTI', '2026-03-14', '400', '140000.00').lot('joint', 'BND', '2021-01-10', '100', '7500.00')

  test('the loss is sold or the IRA buys, never both', () => {
    const harvested = planned(lossBesideIra())
    expect(ordersOf(harvested, 'joint')).toContain('sell VTI')
    expect(harvested.accounts.flatMap(({ trades }) => trades).some(({ side, symbol }) => side === 'buy' && symbol === 'VTI')).toBe(false)
    expect([harvested.after.washed, harvested.after.permanent]).toEqual([0, 0])
    expect(harvested.bars.join(' ')).toContain('Do not buy VTI before Dec 21, 2026 in any account.')
    // where losses count for nothing and the model for all, the other side of the either-or may win: still never both
    for (const te of [1, 20, 500]) {
      const plan = planned(lossBesideIra(), { weights: { te, tc: 1, tax: 0.01 } })
      const all = plan.accounts.flatMap(({ trades }) => trades).filter(({ symbol }) => symbol === 'VTI')
      const lost = all.some(({ gainShort, gainLong }) => gainShort + gainLong < 0)
      expect(lost && all.some(({ side }) => side === 'buy')).toBe(false)
      expect(plan.after.washed).toBe(0)
    }
  })
})

describe('accounts and their cash', () => {
  test('a view-only account is held as it is and counts in the weights', () => {
    const seen = (shares: string) =>
      twoAccounts()
        .account('seen', { type: 'traditional-ira', mode: 'view-only', model: id('growth'), cash: amountOf('0') })
        .lot('seen', 'BND', '2021-01-10', shares, '7500.00')
    const bonds = (plan: ReturnType<typeof planned>) =>
      plan.accounts.flatMap(({ trades }) => trades).filter(({ symbol, side }) => symbol === 'BND' && side === 'buy').length
    const many = planned(seen('400'))
    expect(many.accounts.map(({ account }) => account).sort()).toEqual(['ira', 'joint'])
    expect(bonds(many)).toBe(0)
    expect(bonds(planned(seen('1')))).toBeGreaterThan(0)
    expect(many.notes.join(' ')).toContain('Held as they are, and counted in the weights of the household: seen.')
    const sum = (of: 'before' | 'after' | 'target') => many.allocation.reduce((total, row) => total + row[of], 0)
    const most = (plan: typeof many) => Math.max(...plan.allocation.map(({ before }) => before))
    // the weights drawn are those the plan is made for: 400 shares of bonds are most of the household, seen or not
    expect([sum('before'), sum('after'), sum('target')].map(each => Math.round(each / 10))).toEqual([100_000, 100_000, 100_000])
    expect(most(many)).not.toBe(most(planned(seen('1'))))
    expect(many.allocation.map(({ assetClass, before, target }) => [assetClass, before > 0, target > 0])).toContainEqual([
      'US bonds',
      true,
      true,
    ])
    const asked = planned(seen('400'), {}, ['joint', 'ira', 'seen'])
    expect(accountOf(asked, 'seen').refusal?.code).toBe('data/view-only')
    expect(asked.status).toBe('partial')
  })

  test('cash moves within an account alone: what is sold in the IRA buys nothing in the joint account', () => {
    const plan = planned(gainInBoth())
    for (const { after, before, trades } of plan.accounts) {
      expect(after.cashAfter).toBeGreaterThanOrEqual(0)
      const sold = trades.reduce((sum, { side, amount, cost }) => sum + (side === 'sell' ? amount : -amount) - cost, 0)
      expect(after.cashAfter).toBe((before.cashBefore ?? 0) + sold)
    }
  })

  test('cash is raised in taxable accounts, or in the very account that is named', () => {
    const raised = planned(gainInBoth(), { cashToRaise: amountOf('30000') })
    expect(accountOf(raised, 'joint').after.cashAfter).toBeGreaterThanOrEqual(amountOf('30000'))
    expect(accountOf(raised, 'ira').after.cashAfter).toBeLessThan(amountOf('10000'))
    const inIra = planned(gainInBoth(), { raiseIn: [{ account: id('ira'), amount: amountOf('30000') }] })
    expect(accountOf(inIra, 'ira').after.cashAfter).toBeGreaterThanOrEqual(amountOf('30000'))
    expect(accountOf(inIra, 'joint').after.cashAfter).toBeLessThan(amountOf('10000'))
  })

  test('more cash than there is: the clash is told of the household, with the way out', () => {
    const plan = planned(gainInBoth(), { cashToRaise: amountOf('500000') })
    expect(plan.status).toBe('infeasible')
    expect(plan.certificate).toBe(null)
    const clash = plan.joint?.conflict.find(({ limit }) => limit === 'cash to be raised')
    expect(clash?.words).toMatch(/would have to give way by/)
    expect(clash?.relax).toMatchObject({ wish: 'cashToRaise' })
    const relaxed = planned(gainInBoth(), { cashToRaise: amountOf(String((clash?.relax?.to ?? 0) / 100)) })
    expect(relaxed.status).not.toBe('infeasible')
  })
})

describe('as one or apart', () => {
  const auto = (book: Book) => planned(book, { scope: undefined })

  test('as one where all accounts share a target, unless the advisor says otherwise; the plan says which', () => {
    expect(auto(gainInBoth()).notes[0]).toBe('Planned as one household: its accounts share one target.')
    const other = gainInBoth().model('bonds', [['BND', 10_000, 300]])
    const differing = other.account('own', { type: 'taxable', model: id('bonds'), cash: amountOf('9000') })
    const plan = auto(differing)
    expect(plan.scope).toBeUndefined()
    expect(plan.notes).toContain('Each account is planned by its own model: their targets differ.')
    const chosen = planned(differing)
    expect(chosen.scope).toBe('household')
    expect(chosen.notes[0]).toBe('Planned as one household, as chosen.')
  })

  test('a target of one account may be met in another', () => {
    const book = twoAccounts()
      .model('bonds', [['BND', 10_000, 300]])
      .account('own', { type: 'traditional-ira', model: id('bonds'), cash: amountOf('0') })
      .lot('own', 'VTI', '2019-03-14', '60', '6000.00')
      .lot('joint', 'VTI', '2019-03-14', '60', '17900.00')
      .restrict('never-sell', 'VTI', { account: id('own') })
    const plan = planned(book, { weights: { te: 500, tc: 0, tax: 1 } }, null, true)
    expect(ordersOf(plan, 'own')).toEqual([])
    expect(ordersOf(plan, 'joint')).toContain('sell VTI')
    expect(plan.after.trackingError).toBeLessThan(plan.joint?.apart?.trackingError ?? 0)
  })
})
