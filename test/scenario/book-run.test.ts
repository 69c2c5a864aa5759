/** Lines of a run over the book beside households as an advisor knows them: gains in an IRA or in a joint account, an account that clashes beside one that does not, one account alone, none with targets, several reasons at once. */
import { expect, test } from 'vitest'
import { bookPlanRow, bookPlanTotals } from '../../src/main/engine/rebalance/book-plan.ts'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { BookPlanRow } from '../../src/shared/model/book-plan.ts'
import type { Wishes } from '../../src/shared/model/proposal.ts'
import { usualWishes } from '../../src/shared/model/usual-wishes.ts'
import { twoAccounts } from '../fixtures/household.ts'
import { amountOf, bookOf } from '../fixtures/snapshot.ts'

const sealed = { id: id<'proposal'>('P-1'), hash: 'h', snapshotHash: 's', engine: 'e', kept: null, stale: false }

function lineOf(book: ReturnType<typeof twoAccounts>, over: Partial<Wishes> = {}): BookPlanRow {
  const snapshot = book.snapshot()
  const request = { accounts: null, wishes: { ...usualWishes, ...over }, curve: false }
  return bookPlanRow(snapshot, { ...valueOrThrow(planHousehold(snapshot, request, { advance: () => undefined })), ...sealed })
}

/** Too much VTI in both accounts, with a large gain in the joint one; their target is the same. */
const gainInBoth = () =>
  twoAccounts().lot('joint', 'VTI', '2019-03-14', '400', '40000.00').lot('ira', 'VTI', '2019-03-14', '400', '40000.00')
const closely = { weights: { te: 100, tc: 1, tax: 1 } }

test('a household with one target is planned as one without being asked: its gain is realized in the IRA, and the line says no tax where account by account says tax', () => {
  const [asOne, apart] = [lineOf(gainInBoth(), closely), lineOf(gainInBoth(), { ...closely, scope: 'accounts' })]
  expect([asOne.scope, asOne.tax, asOne.status]).toEqual(['household', 0, 'optimal'])
  expect(apart.scope).toBe('accounts')
  expect(apart.tax).toBeGreaterThan(amountOf('1000'))
  // the orders of a line are those of its accounts; the tax too
  for (const { accounts, trades, tax } of [asOne, apart]) {
    expect(accounts.reduce((sum, line) => sum + line.trades, 0)).toBe(trades)
    expect(accounts.reduce((sum, line) => sum + (line.tax ?? 0), 0)).toBe(tax)
  }
  expect(bookPlanTotals([asOne, apart])).toMatchObject({ asOne: 1, byAccount: 1, accounts: 4, solved: 4, proven: 4, tax: apart.tax })
})

test('account by account an account that cannot raise its cash is named, the other has its plan, and nothing is held against a full rebalance of both', () => {
  const line = lineOf(gainInBoth(), { scope: 'accounts', raiseIn: [{ account: id('ira'), amount: amountOf('9000000') }] })
  expect(line).toMatchObject({ scope: 'accounts', status: 'partial', savedAgainstHifo: null })
  expect(line.accounts.map(({ account, status }) => [account, status])).toEqual([
    ['joint', 'optimal'],
    ['ira', 'infeasible'],
  ])
  expect(line.accounts[1]).toMatchObject({ tax: null, cost: null, trackingErrorAfter: null, trades: 0 })
  expect(line.why).toMatch(/^ira[^:]*: No plan keeps these limits together: .*$/i)
  expect(line.tax).toBe(line.accounts[0]?.tax)
})

test('without a target an account is left out by name; where no account has one the household has no plan, and why stands once', () => {
  const other = (of: ReturnType<typeof twoAccounts>, name: string) =>
    of.account(name, { type: 'roth-ira', model: null, cash: amountOf('100') })
  const beside = lineOf(other(gainInBoth(), 'roth'))
  expect(beside).toMatchObject({ scope: 'household', status: 'partial', code: null })
  expect(beside.why).toBe('roth: The account has no model portfolio to go toward.')
  const aimless = ['joint', 'ira', 'roth', 'old'].reduce(
    (book, name) => book.account(name, { model: null, cash: amountOf('100') }),
    bookOf('2026-11-20'),
  )
  const none = lineOf(aimless)
  expect(none).toMatchObject({ scope: null, status: 'nothing-solved', code: 'data/no-model', trades: 0, gap: null, tax: null })
  expect(none.why).toBe('The account has no model portfolio to go toward.')
  expect(bookPlanTotals([none])).toMatchObject({ asOne: 0, byAccount: 0, accounts: 4, refused: 4, solved: 0, widestGap: null })
})

test('an account that may only be seen is a line of its own that is left out, though it is no part of the plan', () => {
  const line = lineOf(gainInBoth().account('seen', { type: 'taxable', mode: 'view-only', model: id('growth') }))
  expect(line.accounts.at(-1)).toMatchObject({ account: 'seen', status: 'refused', code: 'data/view-only' })
  expect(line.status).toBe('optimal')
  expect(line.why).toBe('seen: The account is view-only: nothing can be traded in it.')
})

test('limits that clash in a household as one are told once, in its words', () => {
  const line = lineOf(gainInBoth(), { cashToRaise: amountOf('900000') })
  expect(line).toMatchObject({ scope: 'household', status: 'infeasible', tax: null, savedAgainstHifo: null })
  expect(line.why).toBe('No plan keeps these limits together: cash to be raised.')
})
