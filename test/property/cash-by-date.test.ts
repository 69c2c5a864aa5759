/** Random calendars of needs and deposits: paid day by day from the cash a plan leaves, no balance falls below what stays, in any plan that says it meets the needs; and it says so rightly. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cashPlanOf } from '../../src/main/engine/rebalance/cash-flows.ts'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import { isTaxable } from '../../src/shared/model/book.ts'
import type { Snapshot } from '../../src/shared/model/snapshot.ts'
import { randomHousehold, wishes } from '../fixtures/household.ts'

const today = civilDate('2026-11-20')
const flows = fc.array(
  fc.record({
    where: fc.nat(3),
    amount: fc.integer({ min: 1, max: 12_000 }),
    after: fc.integer({ min: 0, max: 36 }),
    deposit: fc.boolean(),
  }),
  { maxLength: 9 },
)

function calendar(
  seed: number,
  drawn: readonly { where: number; amount: number; after: number; deposit: boolean }[],
  reserve: number,
): Snapshot {
  const book = randomHousehold(seed)
  for (const { where, amount, after, deposit } of drawn) {
    const account = book.snapshot().accounts[where]?.id ?? null
    const due = addDays(today, after)
    if (deposit) book.deposit(`${amount}`, due, { account })
    else book.cashNeed(`${amount}`, due, { account })
  }
  const snapshot = book.snapshot()
  return { ...snapshot, accounts: snapshot.accounts.map((each, at) => (at === 0 ? { ...each, cashReserve: reserve as never } : each)) }
}

/** Pays need after need, each of any account from the accounts in turn, from as much as none of them misses later. null: one cannot be paid. */
function lowest(snapshot: Snapshot, cash: ReadonlyMap<string, number>, days: number): number | null {
  const all = [...snapshot.cashNeeds, ...(snapshot.deposits ?? [])]
    .filter(({ due }) => due <= addDays(today, days))
    .sort((a, b) => (a.due === b.due ? Number(a.flow === 'deposit') - Number(b.flow === 'deposit') : a.due < b.due ? -1 : 1))
  const taxable = snapshot.accounts.filter(({ type }) => isTaxable(type))
  const free = new Map(snapshot.accounts.map(each => [each.id as string, (cash.get(each.id) ?? 0) - (each.cashReserve ?? 0)]))
  let purse = 0
  let low = Math.min(0, ...free.values())
  for (const [at, { account, amount, flow }] of all.entries()) {
    const sign = flow === 'deposit' ? 1 : -1
    if (account !== null) {
      free.set(account, (free.get(account) ?? 0) + sign * amount)
      low = Math.min(low, free.get(account) ?? 0)
    } else if (sign > 0) purse += amount
    else {
      let left = Math.max(0, amount - purse)
      purse = Math.max(0, purse - amount)
      for (const { id } of taxable) {
        let later = free.get(id) ?? 0
        let least = later
        for (const other of all.slice(at + 1))
          if (other.account === id) {
            later += other.flow === 'deposit' ? other.amount : -other.amount
            least = Math.min(least, later)
          }
        const paid = Math.max(0, Math.min(left, least))
        free.set(id, (free.get(id) ?? 0) - paid)
        left -= paid
      }
      if (left > 0) return null
    }
  }
  return low
}

test('a plan that meets the needs pays every one of them, and no balance falls below what stays', () => {
  let met = 0
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      flows,
      fc.integer({ min: 0, max: 200_000 }),
      fc.boolean(),
      (seed, drawn, reserve, as) => {
        const snapshot = calendar(seed, drawn, reserve)
        const asked = { ...wishes, scope: as ? ('household' as const) : ('accounts' as const), flowDays: 30, gap: 20_000, seconds: 0.3 }
        const plan = valueOrThrow(planHousehold(snapshot, { accounts: null, wishes: asked, curve: false }, { advance: () => undefined }))
        if (plan.cashByDate === undefined) return
        const solved = plan.accounts.every(({ status }) => status === 'optimal' || status === 'feasible')
        const cash = new Map(plan.accounts.map(({ account, after }) => [account as string, after.cashAfter ?? 0]))
        const low = lowest(snapshot, cash, 30)
        const says = plan.cashByDate.sections.every(each => each.met)
        if (solved) expect(says).toBe(true)
        if (says && plan.cashByDate.sections.length > 0 && solved) {
          met += 1
          expect(low).not.toBeNull()
          expect(low).toBeGreaterThanOrEqual(0)
        }
        if (low === null) expect(says).toBe(false)
      },
    ),
    { numRuns: 25 },
  )
  expect(met).toBeGreaterThan(0)
})

test('a deposit more, or a need less, never asks for more cash', () => {
  fc.assert(
    fc.property(flows, fc.integer({ min: 1, max: 900 }), fc.nat(8), (drawn, seed, which) => {
      const sum = (list: typeof drawn) => {
        const snapshot = calendar(seed, list, 0)
        const accounts = snapshot.accounts.map(({ id }) => id)
        const plan = cashPlanOf(standingOf(snapshot), accounts, { flowDays: 30 })
        return (plan?.common ?? 0) + [...(plan?.hold.values() ?? [])].reduce((total, each) => total + each, 0)
      }
      const more = sum(drawn)
      const eased = drawn.flatMap((flow, at) => (at !== which ? [flow] : flow.deposit ? [{ ...flow, amount: flow.amount + 500 }] : []))
      expect(sum(eased)).toBeLessThanOrEqual(more)
    }),
    { numRuns: 60 },
  )
})
