/** The independent checker on the desk's own plan: each limit is checked from lots and prices alone, and a plan corrupted by one share past a limit is refused for that limit. */
import { expect, test } from 'vitest'
import { proposalOf } from '../../../../../../src/main/engine/optimize/proposal.ts'
import { verifyProposal } from '../../../../../../src/main/engine/optimize/verify/verify.ts'
import { planHousehold } from '../../../../../../src/main/engine/rebalance/household-plan.ts'
import { solveAccount } from '../../../../../../src/main/engine/rebalance/solve-account.ts'
import { workplaceOf } from '../../../../../../src/main/engine/rebalance/workplace.ts'
import { standingOf } from '../../../../../../src/main/engine/standing/standing.ts'
import { noCents } from '../../../../../../src/shared/kernel/cents.ts'
import { id } from '../../../../../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../../../../../src/shared/kernel/outcome.ts'
import type { PlanLimit } from '../../../../../../src/shared/model/plan-limits.ts'
import type { RebalanceProposal } from '../../../../../../src/shared/model/rebalance-proposal.ts'
import { randomHousehold, wishes } from '../../../../../fixtures/household.ts'
import { amountOf, bookOf } from '../../../../../fixtures/snapshot.ts'

/** Half in technology, where the model has a quarter. */
const book = bookOf('2026-11-20')
  .model('growth', [
    ['CHIP', 2500, 300],
    ['BANK', 2500, 300],
    ['DRUG', 2500, 300],
    ['OIL', 2500, 300],
  ])
  .account('ira', { type: 'traditional-ira', model: id('growth'), cash: amountOf('2000') })
  .security('CHIP', '100.00', { sector: 'Technology', industry: 'Chips', country: 'Taiwan', assetClass: 'Equity', capClass: 'large' })
  .security('BANK', '50.00', { sector: 'Financials', industry: 'Banks', country: 'United States', assetClass: 'Equity', capClass: 'mid' })
  .security('DRUG', '40.00', { sector: 'Health', industry: 'Drugs', country: 'Switzerland', assetClass: 'Equity', capClass: 'large' })
  .security('OIL', '25.00', { sector: 'Energy', industry: 'Oil', country: 'United States', assetClass: 'Real assets', capClass: 'small' })
  .lot('ira', 'CHIP', '2019-03-01', '1000', '30000.00')
  .lot('ira', 'BANK', '2020-03-02', '1000', '45000.00')
  .lot('ira', 'DRUG', '2020-03-02', '1000', '41000.00')
  .lot('ira', 'OIL', '2020-03-02', '400', '10000.00')

function proposalWith(limits: PlanLimit[]): { readonly proposal: RebalanceProposal; readonly sold: number } {
  const standing = standingOf(book.snapshot())
  const place = valueOrThrow(workplaceOf(standing, id('ira'), { ...wishes, cashMost: 1000, limits }, { raise: noCents, tax: null }))
  const { found, settled, firm } = solveAccount(place, wishes, { advance: () => undefined })
  if (settled === null) throw new Error('no plan')
  return { proposal: proposalOf(firm.instance, found, settled), sold: place.problem.securities.indexOf(id('CHIP')) }
}

/** Fewer sold of the first lot of a sale. */
function withFewerSold(proposal: RebalanceProposal, security: number, fewer: number): RebalanceProposal {
  const less = (text: string) => String(Number(text) - fewer)
  return {
    ...proposal,
    trades: proposal.trades.map(trade =>
      trade.security === security && trade.side === 'sell'
        ? {
            ...trade,
            shares: less(trade.shares),
            lots: trade.lots.map((lot, at) => (at === 0 ? { ...lot, shares: less(lot.shares) } : lot)),
          }
        : trade,
    ),
  }
}

const group = (of: 'class' | 'sector' | 'industry' | 'country' | 'size', name: string, most: number): PlanLimit => ({
  kind: 'group',
  of,
  name,
  least: null,
  most,
})

test.each([
  ['Technology (sector)', group('sector', 'Technology', 2000)],
  ['Chips (industry)', group('industry', 'Chips', 2000)],
  ['Taiwan (country)', group('country', 'Taiwan', 2000)],
  ['Large (company size)', group('size', 'Large', 4000)],
  ['CHIP (one security)', { kind: 'one-security', most: 2300 } as PlanLimit],
])('%s: the plan holds it, one share past it is refused for it', (name, limit) => {
  const { proposal, sold } = proposalWith([limit])
  const good = verifyProposal(proposal)
  const own = good.checks.find(check => check.name === name)
  expect(own?.verdict).toBe('holds')
  const broken = verifyProposal(withFewerSold(proposal, sold, 20))
  expect(broken.verdict).toBe('broken')
  expect(broken.checks.find(check => check.name === name)?.verdict).toBe('broken')
  const oneShare = verifyProposal(withFewerSold(proposal, sold, 1))
  expect(oneShare.checks.filter(({ verdict }) => verdict === 'broken').map(check => check.name)).toContain(name)
})

test('a limit of exposure is checked as one', () => {
  const { proposal, sold } = proposalWith([{ kind: 'exposure', factor: 'market', within: 1 }])
  expect(verifyProposal(proposal).checks.find(({ name }) => name === 'Beta to the market')?.verdict).toBe('holds')
  // all that was bought with what was sold is still there: a beta of more than the whole
  const broken = verifyProposal(withFewerSold(proposal, sold, 200))
  expect(broken.checks.find(({ name }) => name === 'Beta to the market')?.verdict).toBe('broken')
})

test.each([601, 606, 610])(
  'household %i as one: a proof of many large limits is not held for a broken one because of its last digits',
  seed => {
    const limits: PlanLimit[] = [
      { kind: 'group', of: 'class', name: 'US bonds', least: 909, most: null },
      { kind: 'near', to: 'holdings', weight: 15 },
      { kind: 'balance', weight: 19 },
    ]
    const asked = { ...wishes, scope: 'household' as const, seconds: 0.2, gap: 20_000, limits }
    const request = { accounts: null, wishes: asked, curve: false }
    const plan = valueOrThrow(planHousehold(randomHousehold(seed).snapshot(), request, { advance: () => undefined }))
    expect(plan.certificate?.checks.filter(({ verdict }) => verdict === 'broken')).toEqual([])
    expect(plan.certificate?.checked).toBe('good')
  },
)
