/** A plan as it first stands in the page: solved, changed by hand, with a clash, without a tax profile, out of date; and a book's run in words. */
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { DeskProvider } from '../../../../../src/renderer/desk/desk.tsx'
import { TrailProvider } from '../../../../../src/renderer/desk/trail.tsx'
import {
  bookPlanStatus,
  bookPlanTotals,
  bookPlanWords,
  plannedInWords,
} from '../../../../../src/renderer/workspaces/book/optimize-columns.ts'
import { beginning, noEdits } from '../../../../../src/renderer/workspaces/rebalance/edits.ts'
import { isOtherThanLine } from '../../../../../src/renderer/workspaces/rebalance/kept.ts'
import { EditBar, PlanBar } from '../../../../../src/renderer/workspaces/rebalance/plan-bar.tsx'
import { PlanView } from '../../../../../src/renderer/workspaces/rebalance/plan-view.tsx'
import type { Planning } from '../../../../../src/renderer/workspaces/rebalance/use-plan.ts'
import type { Client } from '../../../../../src/shared/contract/client.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { BookPlan } from '../../../../../src/shared/model/book-plan.ts'
import type { Proposal } from '../../../../../src/shared/model/proposal.ts'
import { usualWishes } from '../../../../../src/shared/model/usual-wishes.ts'
import { proposalAnswers } from '../../../../fixtures/mock-proposal.ts'

const answers = proposalAnswers()
const solved = answers['proposal.read']({ revision: 1 }) as unknown as Proposal
const custom = answers['proposal.read']({ revision: 2 }) as unknown as Proposal
const silent = { on: () => () => undefined, call: () => new Promise(() => undefined) } as unknown as Client
const nothing = () => undefined

function planning(shown: Proposal, change: Partial<Planning> = {}): Planning {
  return {
    wishes: usualWishes,
    accounts: null,
    base: solved,
    edits: beginning(noEdits),
    shown,
    current: true,
    solving: false,
    progress: null,
    refusal: undefined,
    drawing: false,
    stopDrawing: nothing,
    solve: nothing,
    take: () => undefined,
    solveFor: nothing,
    stop: nothing,
    clear: nothing,
    wish: nothing,
    choose: nothing,
    edit: nothing,
    undo: nothing,
    redo: nothing,
    toOptimum: nothing,
    open: nothing,
    ...change,
  }
}

function page(plan: Planning, stale = false): string {
  const handOver = { running: false, refusal: undefined, clear: nothing, toTickets: nothing, toBasket: nothing }
  return renderToStaticMarkup(
    <DeskProvider client={silent}>
      <TrailProvider>
        <PlanBar plan={plan} stale={stale} handOver={handOver} />
        <EditBar plan={plan} />
        <PlanView plan={plan} shown={plan.shown as Proposal} household={id<'household'>('h0')} asOf={civilDate('2026-11-21')} />
      </TrailProvider>
    </DeskProvider>,
  )
}

function words(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
}

test('a solved plan says how good it is, what it changes, what limits it and what stays', () => {
  const text = words(page(planning(solved)))
  for (const part of [
    'within 0.04 % of the best possible, checked independently',
    'Tracking error 99 bp 59 bp',
    'Tax of the year $0 −$812',
    'The next $1,000 of long-term gain would better the score by 86.',
    'Lots that stay',
    'Restricted: never sell MSFT',
    'Do not buy VTI or SCHB before Dec 24, 2026',
    '5 of 8 orders keep 96 % of the benefit.',
    'Highest cost first',
    'saves est. $812 of tax',
  ])
    expect(text).toContain(part)
  expect(text).not.toContain('What your change costs')
})

test('an account that is left out or has a clash is named, with what to do; the cheapest relaxation is a button', () => {
  const html = page(planning(solved))
  const text = words(html)
  expect(text).toContain('Education trust: No plan keeps the cash to be raised and the long-term gain limit together.')
  expect(text).toContain("Min-jun's rollover IRA: The account has no model portfolio to go toward.")
  expect(text).toContain('Choose one under Household, then optimize again.')
  expect(html.match(/>Let it give way</g)).toHaveLength(1)
})

test('a plan changed by hand says what the change costs, what washes, and which optimum it was made from', () => {
  const text = words(page(planning(custom, { edits: { past: [noEdits], now: { sales: [], purchases: [{} as never] }, future: [] } })))
  for (const part of [
    'This edit costs $38.00 of tax and 0.2 bp of tracking error',
    'What your change costs',
    'Short-term result −$100.00',
    'would be lost for good',
    'The optimum it was made from is within 0.04 %',
    'Undo (U)',
    'Back to the optimum',
  ])
    expect(text).toContain(part)
})

test('while a change is being priced, and when the book moved, no ticket can be drafted', () => {
  const barred = (html: string) => /<button[^>]*disabled=""[^>]*>(?:(?!<\/button>).)*Draft ticket/.test(html)
  expect(barred(page(planning(solved)))).toBe(false)
  expect(barred(page(planning(solved, { current: false })))).toBe(true)
  expect(barred(page(planning(solved), true))).toBe(true)
  expect(words(page(planning(solved), true))).toContain('Out of date')
})

test('without a tax profile figures are unknown in words, and the curve shows cost instead', () => {
  const untaxed = {
    ...solved,
    after: { ...solved.after, tax: null, carried: null },
    curve: solved.curve.map(point => ({ ...point, tax: null })),
  }
  const text = words(page(planning(untaxed)))
  expect(text).toContain('Tax of the year $0 unknown')
  expect(text).toContain('Cost against tracking error')
  expect(text).toContain('tax unknown')
})

test('a run over the book is told in words, its totals add up the lines shown, and each line says which way it was planned', () => {
  const plan = answers['book.optimize']() as unknown as BookPlan
  expect(bookPlanWords(plan)).toMatch(
    /^[\d,]+ of 2,500 accounts solved, [\d,]+ proven within the gap asked for · \d+ accounts without a plan that fits · \d+ accounts left out · \d+ households as one, \d+ account by account · 1 line out of date$/,
  )
  expect(bookPlanTotals(plan.rows.slice(0, 0))).toMatchObject({ household: '0 households', tax: '$0', trades: '0' })
  const [one] = plan.rows.filter(row => row.status === 'optimal')
  if (!one) throw new Error('the mock desk proves some')
  expect(bookPlanTotals([one, one]).trades).toBe(String(2 * one.trades))
  const ofAccounts = (scope: typeof one.scope, count: number) => plannedInWords({ ...one, scope, accounts: one.accounts.slice(0, count) })
  expect([ofAccounts('household', 3), ofAccounts('accounts', 3), ofAccounts('accounts', 1), ofAccounts(null, 0)]).toEqual([
    'As one · 3',
    'By account · 3',
    'One account',
    null,
  ])
  expect([bookPlanStatus(one).word, bookPlanStatus({ ...one, moved: true }).word]).toEqual(['Proven', 'Out of date'])
})

test('a plan opened from a line of the book says where it is another than the line’s, and only of what the line was asked', () => {
  const base = { ...solved, asked: null }
  const line = { wishes: base.wishes, hash: base.hash }
  const is = (changed: Partial<Parameters<typeof isOtherThanLine>[0]>) => isOtherThanLine({ base, line, ...changed })
  expect(is({})).toBe(false)
  expect(is({ line: { ...line, hash: 'another' } })).toBe(true)
  expect(is({ line: { ...line, hash: null } })).toBe(true)
  expect(is({ line: { wishes: { ...base.wishes, cashMost: 7 }, hash: 'another' } })).toBe(false)
  expect(is({ base: null })).toBe(false)
})
