/** Households optimized account by account: wash sales across accounts, restrictions, clashes, accounts that are left out, and the tax of the booked plan. */
import { describe, expect, test } from 'vitest'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import type { CivilDate } from '../../src/shared/kernel/civil-date.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Wishes } from '../../src/shared/model/proposal.ts'
import { twoAccounts, wishes } from '../fixtures/household.ts'
import { amountOf } from '../fixtures/snapshot.ts'

type Book = ReturnType<typeof twoAccounts>

function planned(book: Book, over: Partial<Wishes> = {}, accounts: readonly string[] | null = null) {
  const asked = accounts === null ? null : accounts.map(account => id<'account'>(account))
  const request = { accounts: asked, wishes: { ...wishes, ...over }, curve: false }
  return valueOrThrow(planHousehold(book.snapshot(), request, { advance: () => undefined }))
}

const ordersOf = (proposal: ReturnType<typeof planned>, account: string) =>
  (proposal.accounts.find(each => each.account === account)?.trades ?? []).map(({ side, symbol }) => `${side} ${symbol}`)
const accountOf = (proposal: ReturnType<typeof planned>, account: string) => {
  const found = proposal.accounts.find(each => each.account === account)
  if (!found) throw new Error(`no account ${account}`)
  return found
}

/** Too much VTI at a loss in the joint account, none in the IRA. */
const overweightAtLoss = () =>
  twoAccounts().lot('joint', 'VTI', '2026-03-14', '400', '140000.00').lot('joint', 'BND', '2021-01-10', '100', '7500.00')

describe('wash sales across accounts', () => {
  test('a loss planned in one account bars its security in the accounts after it; nothing is washed when the whole plan is booked', () => {
    const plan = planned(overweightAtLoss())
    expect(plan.accounts.map(({ account }) => account)).toEqual(['joint', 'ira'])
    expect(ordersOf(plan, 'joint')).toContain('sell VTI')
    expect(plan.after.short).toBeLessThan(0)
    expect(ordersOf(plan, 'ira')).not.toContain('buy VTI')
    expect(ordersOf(plan, 'ira').length).toBeGreaterThan(0)
    expect([plan.after.washed, plan.after.permanent]).toEqual([0, 0])
    expect(plan.bars.join(' ')).toContain('Do not buy VTI before Dec 21, 2026 in any account.')
    // by itself the IRA would buy it
    expect(ordersOf(planned(overweightAtLoss(), {}, ['ira']), 'ira')).toContain('buy VTI')
  })

  test('a purchase planned in one account bars selling at a loss in the accounts after it, and says why', () => {
    const book = twoAccounts()
      .account('own', { type: 'taxable', model: id('growth'), cash: amountOf('100') })
      .lot('joint', 'BND', '2021-01-10', '2000', '150000.00')
      .lot('own', 'VTI', '2026-03-14', '100', '35000.00')
    const plan = planned(book)
    expect(ordersOf(plan, 'joint')).toContain('buy VTI')
    expect(ordersOf(plan, 'own')).not.toContain('sell VTI')
    expect(accountOf(plan, 'own').unsold.find(({ symbol }) => symbol === 'VTI')?.why).toContain('1091')
    expect(plan.after.washed).toBe(0)
    expect(ordersOf(planned(book, {}, ['own']), 'own')).toContain('sell VTI')
  })
})

test('a lot sold in part says what is sold of it and what it is as a whole', () => {
  const book = twoAccounts().lot('joint', 'VTI', '2021-03-14', '400', '140000.00').lot('joint', 'BND', '2021-01-10', '100', '7500.00')
  const [lot] = accountOf(planned(book, { trackingError: 100 }, ['joint']), 'joint').trades.find(({ side }) => side === 'sell')?.lots ?? []
  if (!lot) throw new Error('nothing is sold')
  expect(lot.shares).toBeLessThan(lot.held)
  expect(lot.held).toBe(400_000_000)
  // 400 shares at $300 that cost $140,000
  expect(lot.whole).toEqual({ basis: 14_000_000, gain: -2_000_000 })
  expect(lot.basis).toBe(Math.round((14_000_000 * lot.shares) / lot.held))
})

describe('what may not be traded', () => {
  test('a restricted lot stays with its reason; what may not be bought is not', () => {
    const plan = planned(overweightAtLoss().restrict('never-sell', 'VTI').restrict('never-buy', 'VXUS'))
    expect(ordersOf(plan, 'joint')).not.toContain('sell VTI')
    expect(ordersOf(plan, 'joint')).not.toContain('buy VXUS')
    const kept = accountOf(plan, 'joint').unsold.find(({ symbol }) => symbol === 'VTI')
    expect(kept).toMatchObject({ sellable: false, cents: null })
    expect(kept?.why).toContain('Restricted')
  })

  test('every lot blocked and no cash: nothing to trade, and that is the best possible', () => {
    const book = twoAccounts()
      .account('bare', { model: id('growth'), cash: amountOf('0') })
      .lot('bare', 'VTI', '2020-03-14', '100', '10000.00')
      .restrict('never-sell', 'VTI')
    const bare = accountOf(planned(book, {}, ['bare']), 'bare')
    expect(bare.status).toBe('optimal')
    expect(bare.words).toContain('Nothing to trade')
    expect(bare.after.cashAfter).toBe(0)
  })

  test('no cash: costs are paid out of the sales, cash never falls below nothing', () => {
    const book = twoAccounts()
      .account('bare', { model: id('growth'), cash: amountOf('0') })
      .lot('bare', 'VTI', '2020-03-14', '300', '90000.00')
    const bare = accountOf(planned(book, {}, ['bare']), 'bare')
    expect(bare.trades.length).toBeGreaterThan(1)
    expect(bare.after.cost).toBeGreaterThan(0)
    expect(bare.after.cashAfter).toBeGreaterThanOrEqual(0)
  })

  test('a lot of unknown basis stays in a taxable account', () => {
    const plan = planned(twoAccounts().lot('joint', 'VTI', '2020-03-14', '400', null))
    expect(ordersOf(plan, 'joint')).not.toContain('sell VTI')
    expect(accountOf(plan, 'joint').unsold[0]?.why).toBe('Its basis is unknown, so its gain is.')
  })
})

describe('limits', () => {
  test('more cash than there is: no plan, the clash by name and by how much it would have to give way', () => {
    const joint = accountOf(planned(overweightAtLoss(), { cashToRaise: amountOf('500000') }), 'joint')
    expect(joint.status).toBe('infeasible')
    expect(joint.trades).toEqual([])
    expect(joint.conflict.map(({ limit }) => limit)).toContain('cash')
    expect(joint.conflict.find(({ limit }) => limit === 'cash')?.words).toMatch(/would have to give way by \$3\d\d,\d\d\d\.\d\d/)
  })

  test('cash to be raised is free afterwards, costs paid, from the taxable account', () => {
    const plan = planned(overweightAtLoss(), { cashToRaise: amountOf('40000') })
    expect(accountOf(plan, 'joint').after.cashAfter).toBeGreaterThanOrEqual(amountOf('40000'))
    expect(accountOf(plan, 'ira').after.cashAfter).toBeLessThan(amountOf('5000'))
  })

  test('orders, a gain budget and a tax budget are kept over all accounts', () => {
    const book = twoAccounts().lot('joint', 'VTI', '2020-03-14', '400', '40000.00').lot('joint', 'BND', '2021-01-10', '100', '7500.00')
    const free = planned(book)
    expect(free.after.long).toBeGreaterThan(amountOf('10000'))
    const kept = planned(book, { longGain: amountOf('5000') })
    expect(kept.after.long).toBeLessThanOrEqual(amountOf('5000'))
    expect(accountOf(kept, 'joint').limits.map(({ limit }) => limit)).toContain('long-term gain')
    const taxed = planned(book, { tax: amountOf('600') })
    expect(taxed.after.tax).toBeLessThanOrEqual(amountOf('600'))
    const one = planned(book, { trades: 2 })
    for (const account of one.accounts) expect(account.trades.length).toBeLessThanOrEqual(2)
  })

  test('nothing that counts, an account of another household: refused by name', () => {
    const none = { accounts: null, wishes: { ...wishes, weights: { te: 0, tc: 0, tax: 0 } }, curve: false }
    const still = { advance: () => undefined }
    expect(planHousehold(twoAccounts().snapshot(), none, still)).toMatchObject({
      ok: false,
      refusal: { code: 'input/field', where: 'weights' },
    })
    const foreign = { accounts: [id<'account'>('elsewhere')], wishes, curve: false }
    expect(planHousehold(twoAccounts().snapshot(), foreign, still)).toMatchObject({ ok: false, refusal: { code: 'data/unknown-account' } })
  })
})

describe('accounts that are left out', () => {
  const withOthers = () =>
    overweightAtLoss()
      .account('seen', { mode: 'view-only', model: id('growth'), cash: amountOf('10') })
      .account('aimless', { model: null, cash: amountOf('10') })
      .account('unknown', { model: id('growth'), cash: null })

  test('each by its reason, the others are planned all the same', () => {
    const plan = planned(withOthers(), {}, ['joint', 'ira', 'seen', 'aimless', 'unknown'])
    expect(plan.status).toBe('partial')
    const codes = Object.fromEntries(plan.accounts.map(({ account, refusal }) => [account, refusal?.code]))
    expect(codes).toEqual({ joint: undefined, ira: undefined, seen: 'data/view-only', aimless: 'data/no-model', unknown: 'data/no-cash' })
    expect(accountOf(plan, 'unknown').after).toMatchObject({ trackingError: null, cashAfter: null })
    expect(ordersOf(plan, 'joint').length).toBeGreaterThan(0)
    expect(planned(withOthers()).notes.join(' ')).toContain('View-only accounts are left out: seen.')
  })

  test('without a tax profile taxable accounts are left out, retirement accounts are not', () => {
    const plan = planned(overweightAtLoss().profile(null))
    expect(accountOf(plan, 'joint').refusal?.code).toBe('data/no-tax-year')
    expect(ordersOf(plan, 'ira').length).toBeGreaterThan(0)
    expect(plan.after.tax).toBe(0)
  })
})

test('gains entered by hand are counted once: the account is searched with the rates of the year as it stands', () => {
  const book = twoAccounts().lot('joint', 'VTI', '2020-03-14', '400', '40000.00')
  const entered = book.profile({ otherShort: amountOf('40000'), otherLong: amountOf('30000') })
  const cautious = planned(entered, { weights: { te: 0.001, tc: 1, tax: 1 } })
  expect(ordersOf(cautious, 'joint')).not.toContain('sell VTI')
})

test('the certificate, the curve and fewer orders', () => {
  const request = { accounts: null, wishes, curve: true }
  const seen: string[] = []
  const plan = valueOrThrow(
    planHousehold(overweightAtLoss().snapshot(), request, {
      advance(done, of, what) {
        expect(done).toBeLessThanOrEqual(of)
        if (what) seen.push(what)
      },
    }),
  )
  expect(plan.certificate?.words).toMatch(/^within 0\.\d+ % of the best possible, checked independently|^the best possible, checked/)
  expect(plan.certificate?.checked).toBe('good')
  expect(plan.curve.length).toBeGreaterThanOrEqual(12)
  expect(plan.curve.filter(({ chosen }) => chosen).length).toBe(1)
  const te = plan.curve.map(({ trackingError }) => trackingError)
  expect(te.at(-1)).toBeLessThanOrEqual(te[0] ?? 0)
  expect(plan.benefit.at(-1)?.benefit).toBe(1_000_000)
  plan.benefit.forEach(({ benefit }, at) => expect(benefit).toBeGreaterThanOrEqual(plan.benefit[at - 1]?.benefit ?? 0))
  expect(plan.benefit.filter(({ knee }) => knee).length).toBe(1)
  expect(seen.some(what => what.startsWith('joint'))).toBe(true)
  const sums = plan.accounts
    .flatMap(({ trades }) => trades)
    .map(({ contribution: { te: risk, cost, tax, other, total } }) => total - risk - cost - tax - other)
  expect(sums.every(rest => rest === 0)).toBe(true)
  const days: CivilDate[] = [plan.asOf, plan.tradeDay]
  expect(days).toEqual(['2026-11-20', '2026-11-20'])
})
