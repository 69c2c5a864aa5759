/**
 * One number everywhere: a plan's figures are what its orders add up to, to the cent; and its tax is what the tax year says once the same sales are booked.
 */
import { describe, expect, test } from 'vitest'
import { planTrace } from '../../src/main/engine/explain/plan-trace.ts'
import type { ProposalBody } from '../../src/main/engine/rebalance/household-parts.ts'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import type { Cents } from '../../src/shared/kernel/cents.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { PlanFigure, Proposal, Wishes } from '../../src/shared/model/proposal.ts'
import type { Trace } from '../../src/shared/model/trace.ts'
import { signedExactMoney } from '../../src/shared/present/format.ts'
import { randomHousehold, twoAccounts, wishes } from '../fixtures/household.ts'
import { yearViewOf } from '../fixtures/tax-year.ts'

type Book = ReturnType<typeof twoAccounts>

function planned(book: Book, over: Partial<Wishes> = {}): Proposal {
  const request = { accounts: null, wishes: { ...wishes, ...over }, curve: false }
  const body: ProposalBody = valueOrThrow(planHousehold(book.snapshot(), request, { advance: () => undefined }))
  return body as Proposal
}

/** `−$1,234.56` in cents, `−1,234.56` in hundredths. */
function read(text: string): number {
  return Math.round(Number(text.replace('−', '-').replace(/[$,+]/g, '')) * 100)
}

function input({ inputs }: Trace, label: string | RegExp): Trace {
  const found = inputs.find(one => (typeof label === 'string' ? one.label === label : label.test(one.label)))
  if (!found) throw new Error(`no ${label} among ${inputs.map(one => one.label).join(', ')}`)
  return found
}

const addUp = (traces: readonly Trace[]) => traces.reduce((sum, { value }) => sum + read(value), 0)

const household = () =>
  twoAccounts().lot('joint', 'VTI', '2026-03-14', '400', '140000.00').lot('joint', 'BND', '2021-01-10', '100', '7500.00')
const books: readonly [string, Book, Partial<Wishes>][] = [
  ['two accounts', household(), {}],
  ['two accounts as one', household(), { scope: 'household' }],
  ['tax counted twice', household(), { weights: { te: 20, tc: 3, tax: 2 } }],
  ...[3, 11, 29].map((seed): [string, Book, Partial<Wishes>] => [`random household ${seed}`, randomHousehold(seed), {}]),
]

describe.each(books)('%s', (_name, book, over) => {
  const plan = planned(book, over)
  const standing = standingOf(book.snapshot())
  const trail = (figure: PlanFigure) => planTrace(plan, standing, figure)

  test('results, cost and cash are what the orders add up to', () => {
    for (const figure of ['short', 'long', 'cost'] as const) {
      const trace = trail(figure)
      expect(read(trace.value)).toBe(plan.after[figure])
      expect(addUp(trace.inputs)).toBe(plan.after[figure])
      for (const account of trace.inputs.filter(({ inputs }) => inputs.length > 0)) expect(addUp(account.inputs)).toBe(read(account.value))
    }
    for (const account of trail('cash').inputs) {
      const [now, sold, bought, cost] = account.inputs.map(({ value }) => read(value))
      expect((now ?? 0) + (sold ?? 0) - (bought ?? 0) - (cost ?? 0)).toBe(read(account.value))
    }
  })

  test('the tax is the difference of the two years shown, and the orders’ reasons come to it but for the difference named', () => {
    const trace = trail('tax')
    expect(trace.value).toBe(signedExactMoney(plan.after.tax))
    const saved = input(trace, 'Tax saved now')
    const years = read(input(saved, 'Tax of the year with').value) - read(input(saved, 'Tax of the year without').value)
    expect(years).toBe(plan.after.tax)
    const reasons = input(trace, 'Tax in the orders’ reasons')
    expect(read(reasons.value) + read(input(reasons, 'Difference').value)).toBe(plan.after.tax)
  })

  test('the score of doing nothing and what each order changes are the score of the plan, to the hundredth', () => {
    const trace = trail('score')
    expect(read(trace.value)).toBe(plan.certificate?.objective)
    expect(addUp(trace.inputs)).toBe(plan.certificate?.objective)
    const change = input(trace, 'What the orders change')
    expect(addUp(change.inputs.filter(({ label }) => label.startsWith('of it')))).toBe(read(change.value))
    const accounts = change.inputs.filter(({ label }) => !label.startsWith('of it'))
    expect(addUp(accounts)).toBe(read(change.value))
    expect(accounts.flatMap(({ inputs }) => inputs)).toHaveLength(plan.after.tickets)
    for (const account of accounts) expect(addUp(account.inputs)).toBe(read(account.value))
  })
})

test('the plan’s tax is the change of the tax year once its sales are booked', () => {
  const lots = () => household().profile({ otherShort: 2_260_000 as Cents, otherLong: 1_450_000 as Cents })
  const plan = planned(lots())
  expect(plan.after.tax).toBeLessThan(0)
  const booked = lots()
  // the statements are of the plan’s own day: what is sold after it is booked
  const day = '2026-11-23'
  for (const { account, trades } of plan.accounts)
    for (const { side, symbol, shares, amount, lots: picks } of trades) {
      const [count, dollars] = [String(shares / 1e6), (amount / 100).toFixed(2)]
      if (side === 'buy') booked.buy(account, symbol, day, count, dollars)
      else booked.sell(account, symbol, day, count, dollars, { picks: picks.map(({ lot, shares: sold }) => ({ lot, shares: sold })) })
    }
  const year = (book: Book) => yearViewOf(book.with({ asOf: civilDate(day) }), { year: 2026 }).tax?.with.total ?? Number.NaN
  expect(year(booked) - year(lots())).toBe(plan.after.tax)
})

test('once the book moved the two years are left out, and said to be', () => {
  const trace = planTrace(planned(household()), null, 'tax')
  expect(trace.source).toContain('moved')
  expect(trace.inputs.map(({ label }) => label)).not.toContain('Tax saved now')
})
