/** Limits of a plan by asset class, sector and security, account by account and as one: held where they can be, given way and said where they cannot, refused where they make no sense. */
import { describe, expect, test } from 'vitest'
import { bookPlanRow } from '../../../../../../src/main/engine/rebalance/book-plan.ts'
import { planHousehold } from '../../../../../../src/main/engine/rebalance/household-plan.ts'
import { editBench, repick, tradesIn } from '../../../../../../src/main/engine/rebalance/repick.ts'
import { id } from '../../../../../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../../../../../src/shared/kernel/outcome.ts'
import type { PlanLimit } from '../../../../../../src/shared/model/plan-limits.ts'
import type { ProposalAccount, Wishes } from '../../../../../../src/shared/model/proposal.ts'
import { wishes } from '../../../../../fixtures/household.ts'
import { amountOf, bookOf } from '../../../../../fixtures/snapshot.ts'

const still = { advance: () => undefined }

/** $202,000: half of it in technology at a large gain, where the model has a quarter; a fund without a sector on record. */
function book(type: 'joint' | 'traditional-ira' = 'joint') {
  return bookOf('2026-11-20')
    .model('growth', [
      ['CHIP', 2500, 300],
      ['BANK', 2500, 300],
      ['DRUG', 2500, 300],
      ['ODDS', 2500, 300],
    ])
    .account('joint', { type, model: id('growth'), cash: amountOf('2000') })
    .security('CHIP', '100.00', { assetClass: 'US equity', sector: 'Technology', country: 'United States', capClass: 'large' })
    .security('BANK', '50.00', { assetClass: 'US equity', sector: 'Financials', country: 'United States', capClass: 'mid' })
    .security('DRUG', '40.00', { assetClass: 'US equity', sector: 'Health', country: 'Switzerland', capClass: 'large' })
    .security('ODDS', '25.00', { assetClass: 'US equity' })
    .lot('joint', 'CHIP', '2019-03-01', '1000', '30000.00')
    .lot('joint', 'BANK', '2020-03-02', '1000', '45000.00')
    .lot('joint', 'DRUG', '2020-03-02', '1000', '41000.00')
    .lot('joint', 'ODDS', '2020-03-02', '400', '10000.00')
}

const technology = (most: number, more: Partial<Extract<PlanLimit, { kind: 'group' }>> = {}): PlanLimit => ({
  kind: 'group',
  of: 'sector',
  name: 'Technology',
  least: null,
  most,
  ...more,
})

const planned = (limits: PlanLimit[], more: Partial<Wishes> = {}, of = book()) =>
  planHousehold(of.snapshot(), { accounts: null, wishes: { ...wishes, ...more, limits }, curve: false }, still)
const accountOf = (...given: Parameters<typeof planned>) => valueOrThrow(planned(...given)).accounts[0] as ProposalAccount

describe('a sector that is beyond its limit on the day', () => {
  test('comes within it, at the edge, checked as a limit, with the price of it', () => {
    const account = accountOf([technology(2000, { reason: 'Client’s employer is in it.' })])
    const [kept] = account.kept ?? []
    expect(kept).toMatchObject({ source: 'plan', before: 495_050, most: 200_000, state: 'binds', reason: 'Client’s employer is in it.' })
    expect(kept?.after).toBeLessThanOrEqual(200_000)
    expect(kept?.words).toBe('Technology (sector): at most 20 %')
    expect(account.certificate?.checked).toBe('good')
    expect(account.certificate?.checks.map(({ name }) => name)).toContain('Technology (sector)')
    expect(account.limits.map(({ limit }) => limit)).toContain('Technology (sector)')
    expect(account.notes.join()).toContain('No sector on record, counted as unknown: ODDS')
  })

  test('stays out by what may not be sold, comes no further, and says so', () => {
    const locked = book().restrict('never-sell', 'CHIP')
    const account = accountOf([technology(2000)], {}, locked)
    const [kept] = account.kept ?? []
    expect(kept).toMatchObject({ state: 'out', before: 495_050, after: 495_050 })
    expect(kept?.said).toBe('Still 29.5 points out. 49.5 % of it may not be sold.')
    expect(account.certificate?.checked).toBe('good')
  })

  test('a budget of no gains leaves it out as far as losses reach, and no further', () => {
    const account = accountOf([technology(2000)], { longGain: amountOf('0') })
    const [kept] = account.kept ?? []
    expect(kept?.state).toBe('out')
    expect(kept?.after).toBeLessThan(495_050)
    expect(account.certificate?.checked).toBe('good')
  })

  test('must hold: clashes with a budget of gains, and gives way by the least with which there is a plan', () => {
    const account = accountOf([technology(2000, { must: true })], { longGain: amountOf('0') })
    expect(account.status).toBe('infeasible')
    const clash = account.conflict.find(({ limit }) => limit === 'Technology (sector)')
    const relaxed = clash?.relax?.limit
    expect(clash?.relax?.wish).toBe('limits')
    expect(relaxed).toMatchObject({ kind: 'group', name: 'Technology', must: true })
    const again = accountOf([relaxed as PlanLimit], { longGain: amountOf('0') })
    expect(again.status).not.toBe('infeasible')
  })
})

describe('other limits', () => {
  test('around the target, every sector by itself; what is not known is no sector', () => {
    const every: PlanLimit = { kind: 'group', of: 'sector', name: null, from: 'target', least: -500, most: 500 }
    const kept = accountOf([every]).kept ?? []
    expect(kept.map(({ words }) => words).toSorted()).toEqual([
      'Financials (sector): 20 % to 30 %',
      'Health (sector): 20 % to 30 %',
      'Technology (sector): 20 % to 30 %',
    ])
    for (const { after, least, most } of kept) {
      expect(after).toBeGreaterThanOrEqual((least ?? 0) - 1)
      expect(after).toBeLessThanOrEqual((most ?? 0) + 1)
    }
  })

  test('by country, company size and asset class; one security; names; the least order', () => {
    const account = accountOf([
      { kind: 'group', of: 'country', name: 'Switzerland', least: 2800, most: null },
      { kind: 'group', of: 'size', name: 'Mid', least: null, most: 2300 },
      { kind: 'group', of: 'class', name: 'US equity', least: 9600, most: null },
      { kind: 'one-security', most: 4500 },
      { kind: 'names', most: 3 },
      { kind: 'least-order', amount: amountOf('4000') },
    ])
    expect(account.certificate?.checked).toBe('good')
    const kept = new Map((account.kept ?? []).map(each => [each.words, each]))
    expect(kept.get('Switzerland (country): at least 28 %')?.after).toBeGreaterThanOrEqual(280_000)
    expect(kept.get('Mid (company size): at most 23 %')?.after).toBeLessThanOrEqual(230_000)
    expect(kept.get('CHIP (one security): at most 45 %')?.after).toBeLessThanOrEqual(450_000)
    expect(kept.get('Names held: at most 3')).toMatchObject({ before: 4, after: 3, state: 'binds' })
    for (const { amount } of account.trades) expect(amount).toBeGreaterThanOrEqual(400_000)
    for (const { state } of account.kept ?? []) expect(state).not.toBe('out')
  })

  test('a plan by rule says which order is smaller than the least; all that may be sold of a security may be', () => {
    const order: PlanLimit[] = [{ kind: 'least-order', amount: amountOf('50000') }]
    const byRule = accountOf(order, { extent: 'target' })
    expect(byRule.trades.some(({ amount }) => amount < amountOf('50000'))).toBe(true)
    expect(byRule.kept).toMatchObject([{ state: 'out' }])
    expect(byRule.kept?.[0]?.said).toMatch(/^An order of \$[\d,]+ is smaller\.$/)
    // 10 of a security without a target, all of them sold: no other order is so small
    const small = book().security('LEFT', '10.00', { assetClass: 'US equity' }).lot('joint', 'LEFT', '2020-03-02', '10', '100.00')
    const all = accountOf([{ kind: 'least-order', amount: amountOf('400') }], { extent: 'target' }, small)
    expect(all.kept).toMatchObject([{ state: 'holds', said: 'The smallest order is $100: all that may be sold of its security.' }])
  })

  test('a run over the whole book says of each household which limits bind its plan; without limits it says nothing', () => {
    const sealed = { id: id<'proposal'>('P-1'), hash: 'h', snapshotHash: 's', engine: 'e', kept: null, stale: false }
    const rowOf = (limits: PlanLimit[], scope: NonNullable<Wishes['scope']>) =>
      bookPlanRow(book().snapshot(), { ...valueOrThrow(planned(limits, { scope })), ...sealed })
    for (const scope of ['accounts', 'household'] as const) {
      expect(rowOf([technology(2000, { reason: 'Employer.' })], scope).limits).toEqual([
        'Technology (sector): at most 20 %. Within it now; it was 29.5 points out. (Employer.)',
      ])
      expect(rowOf([technology(9000)], scope).limits).toEqual([])
      expect(rowOf([], scope)).not.toHaveProperty('limits')
    }
  })

  test('beta to the market by kind, where there are no prices day by day', () => {
    const limit: PlanLimit = { kind: 'exposure', factor: 'market', within: 1 }
    const account = accountOf([limit, { kind: 'near', to: 'holdings', weight: 5 }])
    const [kept] = (account.kept ?? []).filter(({ unit }) => unit === 'exposure')
    expect(kept?.words).toBe('Beta to the market: 0.99 to 1.01')
    expect(kept?.after).toBeGreaterThanOrEqual(989)
    expect(account.notes.join()).toContain('by kind (no price history)')
  })

  test('a price: passed where that is cheaper, and counted in the score', () => {
    const cheap = accountOf([technology(1000, { price: 1 })]).kept?.[0]
    const dear = accountOf([technology(1000, { price: 5000 })]).kept?.[0]
    expect(cheap?.state).toBe('soft')
    expect(cheap?.after).toBeGreaterThan(dear?.after ?? 1e9)
    expect(dear?.after).toBeLessThanOrEqual(100_000)
    expect(cheap?.score?.after).toBeGreaterThan(0)
    expect(dear?.score?.after).toBe(0)
  })

  test('preferences count as terms of their own, and trades say what they do to each', () => {
    const soft: PlanLimit[] = [
      { kind: 'near', to: 'holdings', weight: 2 },
      { kind: 'near', to: 'target', weight: 1 },
      { kind: 'tilt', of: 'size', name: 'Mid', by: 300, weight: 20 },
      { kind: 'balance', weight: 3 },
    ]
    const account = accountOf(soft)
    expect(account.certificate?.checked).toBe('good')
    expect(account.kept?.map(({ state }) => state)).toEqual(['soft', 'soft', 'soft', 'soft'])
    for (const { contribution, wishes: parts } of account.trades) {
      expect(parts?.length).toBeGreaterThan(0)
      expect((parts ?? []).reduce((sum, { cents }) => sum + cents, 0)).toBe(contribution.other)
    }
    const terms = account.kept?.reduce((sum, { score }) => sum + (score?.after ?? 0) - (score?.before ?? 0), 0) ?? 0
    const told = account.trades.reduce((sum, { contribution }) => sum + contribution.other, 0)
    expect(Math.abs(terms - told)).toBeLessThanOrEqual(4)
    const nearer = accountOf([{ kind: 'near', to: 'holdings', weight: 200 }])
    expect(nearer.after.turnover).toBeLessThan(accountOf([]).after.turnover)
  })
})

describe('bad input is named with its remedy', () => {
  const refusalOf = (...given: Parameters<typeof planned>) => {
    const found = planned(...given)
    return found.ok ? null : found.refusal
  }

  test('a least above a most', () => {
    expect(refusalOf([technology(1000, { least: 2000 })])).toMatchObject({
      code: 'input/limit',
      what: 'At least 20 % and at most 10 % cannot both hold.',
    })
  })

  test('least weights of more than everything', () => {
    const least = (name: string): PlanLimit => ({ kind: 'group', of: 'sector', name, least: 4000, most: null })
    expect(refusalOf(['Technology', 'Health', 'Financials'].map(least))?.what).toBe(
      'The least weights by sector add up to 120 %: more than there is.',
    )
  })

  test('a sector that nobody holds and no model has', () => {
    expect(refusalOf([{ kind: 'group', of: 'sector', name: 'Energy', least: 500, most: null }])).toMatchObject({
      what: 'Energy (sector): nobody holds it and no model has it, so nothing of it can be bought.',
      remedy: 'Add a security of it to a model portfolio, or ask for none of it.',
    })
    expect(refusalOf([{ kind: 'group', of: 'sector', name: 'Energy', least: null, most: 500 }])).toBeNull()
  })

  test('a model that only a sleeve, the whole household, or a later member of a line brings in is a model that has it', () => {
    const asked: PlanLimit[] = [{ kind: 'group', of: 'sector', name: 'Energy', least: 500, most: null }]
    const with1 = () =>
      book()
        .security('OILS', '20.00', { assetClass: 'US equity', sector: 'Energy' })
        .model('oil', [['OILS', 10_000, 300]])
    const sleeves = [
      { name: 'Old', part: 9000, model: id<'model portfolio'>('growth') },
      { name: 'Oil', part: 1000, model: id<'model portfolio'>('oil') },
    ]
    const snapshot = with1().snapshot()
    const books = {
      nobody: snapshot,
      sleeve: { ...snapshot, accounts: snapshot.accounts.map(each => ({ ...each, sleeves })) },
      household: { ...snapshot, household: { ...snapshot.household, model: id<'model portfolio'>('oil') } },
    }
    const found = (of: typeof snapshot) => planHousehold(of, { accounts: null, wishes: { ...wishes, limits: asked }, curve: false }, still)
    expect(found(books.nobody)).toMatchObject({ ok: false, refusal: { code: 'input/limit' } })
    expect(valueOrThrow(found(books.sleeve)).accounts[0]?.kept?.[0]?.after).toBeGreaterThanOrEqual(50_000)
    expect(valueOrThrow(found(books.household)).accounts[0]?.kept?.[0]?.after).toBeGreaterThanOrEqual(50_000)
    const members = (['ODDS', 'OILS'] as const).map((symbol, at) => ({
      security: id<'security'>(symbol),
      role: 'equivalent' as const,
      taxTypes: at === 0 ? (['deferred'] as const) : (['taxable'] as const),
    }))
    const lines = snapshot.models[0]?.targets.map(line => (line.security === 'ODDS' ? { ...line, members } : line))
    const member = { ...snapshot, models: snapshot.models.map((each, at) => (at === 0 ? { ...each, targets: lines } : each)) } as never
    expect(valueOrThrow(found(member)).accounts[0]?.kept?.[0]?.after).toBeGreaterThanOrEqual(50_000)
  })

  test('a limit that must hold on what is restricted', () => {
    expect(refusalOf([technology(2000, { must: true })], {}, book().restrict('do-not-trade', 'CHIP'))?.what).toBe(
      'Technology (sector): every security of it is restricted, so its weight cannot be changed.',
    )
  })
})

describe('the firm’s, the household’s and the plan’s', () => {
  test('the nearer one holds; a plan may let go what the firm asks for', () => {
    const snapshot = {
      ...book().snapshot(),
      limits: [technology(3000)],
    }
    const firm = {
      ...snapshot,
      settings: { ...snapshot.settings, limits: [technology(1000), { kind: 'one-security', most: 9000 } as const] },
    }
    const plan = (limits: PlanLimit[]) =>
      valueOrThrow(planHousehold(firm, { accounts: null, wishes: { ...wishes, limits }, curve: false }, still)).accounts[0]?.kept?.filter(
        ({ words }) => words.startsWith('Technology'),
      ) ?? []
    expect(plan([]).map(({ words, source }) => [words, source])).toEqual([['Technology (sector): at most 30 %', 'household']])
    expect(plan([technology(4000)])[0]).toMatchObject({ most: 400_000, source: 'plan' })
    expect(plan([technology(0, { off: true })])).toEqual([])
  })
})

describe('a change by hand', () => {
  const snapshot = book().snapshot()
  const plan = valueOrThrow(
    planHousehold(snapshot, { accounts: null, wishes: { ...wishes, limits: [technology(2000)] }, curve: false }, still),
  )
  const bench = valueOrThrow(editBench(snapshot, plan))

  test('that changes nothing makes no trouble and leaves every limit as it stood', () => {
    const [own] = plan.accounts.map(tradesIn)
    const same = valueOrThrow(
      repick(bench, plan, {
        sales: (own?.sales ?? []).map(({ account, security, picks }) => ({ account, security, picks: [...picks] })),
        purchases: [],
      }),
    )
    expect(same.edit?.trouble).toEqual([])
    expect(same.accounts[0]?.kept).toEqual(plan.accounts[0]?.kept)
  })

  test('that takes the sale out passes the limit, and is told', () => {
    const edited = valueOrThrow(repick(bench, plan, { sales: [{ account: id('joint'), security: id('CHIP'), picks: [] }], purchases: [] }))
    expect(edited.accounts[0]?.kept?.[0]).toMatchObject({ state: 'out' })
    expect(edited.edit?.trouble.join()).toContain('joint: Technology (sector): at most 20 %. Still 29.5 points out')
  })
})

test('by rule nothing is kept, and the plan says so', () => {
  const account = accountOf([technology(1000)], { extent: 'target' })
  expect(account.kept?.[0]?.state).toBe('out')
  expect(account.notes).toContain('By rule: limits by group and preferences are told, not kept.')
})
