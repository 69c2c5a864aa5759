/** Gains near their anniversary: they wait unless selling now pays more than the wait, both numbers told; always, where that is asked for; and what is sold just before its day is named in any case. */
import { describe, expect, test } from 'vitest'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { editBench } from '../../src/main/engine/rebalance/repick.ts'
import { planTransition } from '../../src/main/engine/transition/transition.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Wishes } from '../../src/shared/model/proposal.ts'
import { twoAccounts, wishes } from '../fixtures/household.ts'
import { amountOf } from '../fixtures/snapshot.ts'

const planned = (book: ReturnType<typeof twoAccounts>, over: Partial<Wishes> = {}) =>
  valueOrThrow(
    planHousehold(
      book.snapshot(),
      { accounts: [id<'account'>('joint')], wishes: { ...wishes, ...over }, curve: false },
      { advance: () => undefined },
    ),
  )
const sold = (plan: ReturnType<typeof planned>) =>
  plan.accounts.flatMap(({ trades }) => trades).some(({ side, symbol }) => side === 'sell' && symbol === 'VTI')

/** Far too much VTI, long-term on Dec 4; trades are of Nov 20. */
const far = (basis: string) =>
  twoAccounts().lot('joint', 'VTI', '2025-12-03', '400', basis).lot('joint', 'BND', '2021-01-10', '100', '7500.00')

describe('a gain two weeks before its anniversary', () => {
  test('large: it waits, with what waiting saves and costs', () => {
    const plan = planned(far('90000.00'), { defer: 30 })
    expect(sold(planned(far('90000.00')))).toBe(true)
    expect(sold(plan)).toBe(false)
    const [wait] = plan.waits ?? []
    expect(wait).toMatchObject({ symbol: 'VTI', on: '2026-12-04', days: 14, waits: true })
    expect(wait?.saving).toBeGreaterThan(wait?.cost ?? Infinity)
    const stays = plan.accounts.flatMap(({ unsold }) => unsold).find(({ symbol }) => symbol === 'VTI')
    expect(stays?.why).toMatch(
      /^Long-term on Dec 4, 2026: waiting 14 days saves est\. \$[\d,]+ of tax and costs [\d,.]+ of the score in tracking error until then\./,
    )
    // the bench of hand-made changes leaves it alone, too
    const bench = valueOrThrow(editBench(far('90000.00').snapshot(), plan))
    expect(bench.places[0]?.problem.barred.some(why => why?.startsWith('Long-term on Dec 4') ?? false)).toBe(true)
  })

  test('small: it is sold, with the same two numbers; asked to wait always, it waits', () => {
    const small = far('119900.00')
    const plan = planned(small, { defer: 30 })
    expect(sold(plan)).toBe(true)
    const [wait] = plan.waits ?? []
    expect(wait).toMatchObject({ waits: false, days: 14 })
    expect(wait?.cost).toBeGreaterThanOrEqual(wait?.saving ?? Infinity)
    expect(plan.notes.join(' ')).toMatch(
      /VTI is sold before it turns long-term on Dec 4, 2026: waiting 14 days saves est\. \$[\d,.]+ of tax and costs [\d,.]+ of the score/,
    )
    expect(sold(planned(small, { defer: 30, deferAs: 'always' }))).toBe(false)
    // further off than was asked: nothing waits
    expect(sold(planned(far('90000.00'), { defer: 10 }))).toBe(true)
  })

  test('by a rule and over several years it waits unweighed, and the plan says so', () => {
    const small = far('119900.00')
    const plan = planned(small, { defer: 30, extent: 'target' })
    expect(sold(plan)).toBe(false)
    const words = 'Gains that turn long-term within 30 days wait, whatever that costs: it is not weighed here.'
    expect(plan.notes).toContain(words)
    expect(planned(small, { defer: 30, deferAs: 'always', extent: 'target' }).notes).not.toContain(words)
    const snapshot = small.snapshot()
    const overYears = (over: Partial<Wishes>) =>
      valueOrThrow(
        planTransition(
          snapshot,
          {
            accounts: [id('joint')],
            rise: null,
            wishes: { ...wishes, seconds: 0.3, ...over },
            years: 2,
            discount: { rate: 40_000, source: 'a test' },
            custom: null,
          },
          snapshot.federal ? [snapshot.federal] : [],
          { advance: () => undefined },
        ),
      )
    const firstYear = (plan: ReturnType<typeof overYears>) => plan.scenarios.find(({ key }) => key === 'all')?.years[0]?.sales ?? []
    expect(firstYear(overYears({})).some(({ symbol }) => symbol === 'VTI')).toBe(true)
    expect(firstYear(overYears({ defer: 30 })).some(({ symbol }) => symbol === 'VTI')).toBe(false)
    expect(overYears({ defer: 30 }).assumptions).toContain(words)
  })

  test('without the wish it is sold and named', () => {
    const plan = planned(far('90000.00'))
    expect(plan.waits).toMatchObject([{ waits: false, cost: null, days: 14 }])
    expect(plan.notes.join(' ')).toMatch(
      /VTI of Dec 3, 2025 is sold 14 days before its gain of \$[\d,]+ turns long-term on Dec 4, 2026: sold then it would cost est\. \$[\d,]+ less\./,
    )
  })

  test('two lots: what the second costs is what it adds to the first, and both come to the whole', () => {
    const two = () => far('90000.00').lot('joint', 'VXUS', '2025-12-10', '900', '50000.00')
    const none = planned(two())
    const both = planned(two(), { defer: 30, deferAs: 'always' })
    const plan = planned(two(), { defer: 30 })
    const riskOf = ({ accounts }: typeof plan) =>
      accounts.flatMap(({ trades }) => trades).reduce((sum, { contribution: { te, other } }) => sum + te + other, 0)
    expect(plan.waits).toMatchObject([{ waits: true }, { waits: true }])
    const yearly = (plan.waits ?? []).reduce((sum, { cost, days }) => sum + ((cost ?? 0) * 365) / days, 0)
    const whole = riskOf(both) - riskOf(none)
    expect(whole).toBeGreaterThan(10_000)
    expect(Math.abs(yearly - whole)).toBeLessThan(whole / 50)
  })

  test('where the cash asked for cannot be raised without it, it is sold, whatever another account could do', () => {
    const book = twoAccounts().lot('joint', 'VTI', '2025-12-03', '400', '90000.00').lot('ira', 'VTI', '2021-01-10', '100', '20000.00')
    const asked = { wishes: { ...wishes, cashToRaise: amountOf('60000'), defer: 30 }, accounts: null, curve: false }
    const plan = valueOrThrow(planHousehold(book.snapshot(), asked, { advance: () => undefined }))
    expect(plan.accounts.map(({ status }) => status)).not.toContain('infeasible')
    expect(plan.waits).toMatchObject([{ symbol: 'VTI', waits: false, cost: null }])
    expect(sold(plan)).toBe(true)
  })
})
