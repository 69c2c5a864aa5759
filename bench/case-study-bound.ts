/**
 * The least tax within a tracking error, told by a document anybody can check: the account without the limits a full rebalance passes over, as an instance of its own, tax alone and risk at a price,
 * proven and handed to the checker that shares no code with the solver. At any price θ no plan within c has less tax than min(tax + θ·TE²) − θ·c².
 */
import type { CasePoint, CaseStudy } from '../src/main/engine/optimize/case-study.ts'
import { marketOf } from '../src/main/engine/optimize/market.ts'
import { optimize } from '../src/main/engine/optimize/optimize.ts'
import { proposalOf } from '../src/main/engine/optimize/proposal.ts'
import { readInstance } from '../src/main/engine/optimize/read-instance.ts'
import { settle } from '../src/main/engine/optimize/settle.ts'
import { verifyProposal } from '../src/main/engine/optimize/verify/verify.ts'
import { valueOrThrow } from '../src/shared/kernel/outcome.ts'
import type { Instance } from '../src/shared/model/instance.ts'

export interface CheckedBound {
  /** No plan has less tax than this, a fraction of the portfolio. */
  readonly leastTax: number
  readonly holds: boolean
}

/** A full rebalance passes over minimum trades too. */
export type Freedom = 'as the study' | 'without minimum trades'

export function checkedBound(instance: Instance, { hifo }: CaseStudy, { added, price }: CasePoint, freedom: Freedom): CheckedBound {
  const freed = { ...freedInstance(instance, hifo.plan, freedom), lam: { te: price, tc: 0, tax: 1 } }
  const problem = valueOrThrow(readInstance(freed))
  const found = optimize(problem, { gap: 1e-4, seconds: 2, expired: () => false }, { advance: () => {} })
  const proposal = proposalOf(freed, found, settle(problem, valueOrThrow(marketOf(freed)), found.plan))
  const bound = verifyProposal(proposal).checks.find(({ name }) => name === 'bound')
  const cap = hifo.evaluation.terms.te + added
  return { leastTax: proposal.stated.bound - price * cap * cap, holds: bound?.verdict === 'holds' }
}

/** Without groups, turnover, number of trades and upper bounds below the target; cash as the rebalance leaves it is allowed too. */
function freedInstance(instance: Instance, { sell, buy }: CaseStudy['hifo']['plan'], freedom: Freedom): Instance {
  const { sec, lots, nav, cash0, sector, country } = instance
  const sum = (weights: Float64Array) => weights.reduce((all, weight) => all + weight, 0)
  const cash = cash0 / nav + sum(sell) - sum(buy)
  const held = sec.price.map(() => 0)
  lots.sec.forEach((i, l) => {
    held[i] = (held[i] ?? 0) + ((lots.shares[l] ?? 0) * (sec.price[i] ?? 0)) / nav
  })
  const free = (band: Instance['sector']) => ({ ...band, lo: band.lo.map(() => -1), hi: band.hi.map(() => 2) })
  return {
    ...instance,
    sec: {
      ...sec,
      ub: sec.ub.map((most, i) => Math.max(most, sec.target[i] ?? 0, held[i] ?? 0)),
      minTrade: freedom === 'as the study' ? sec.minTrade : sec.minTrade.map(() => 0),
    },
    cashLo: Math.min(instance.cashLo, cash),
    cashHi: Math.max(instance.cashHi, cash),
    sector: free(sector),
    country: free(country),
    turnoverMax: 10,
    maxTrades: sec.price.length,
  }
}
