/** A settled plan as a document that stands alone: anybody can re-derive it from its own instance and picks. */
import { decimalFromShares } from '../../../shared/kernel/shares.ts'
import type { Instance } from '../../../shared/model/instance.ts'
import type { CertificatePrices, RebalanceProposal } from '../../../shared/model/rebalance-proposal.ts'
import type { Optimized } from './optimize.ts'
import type { Settled } from './settle.ts'

export function proposalOf(instance: Instance, found: Optimized, settled: Settled): RebalanceProposal {
  return {
    schema: 'rebalance-proposal/1',
    instance,
    trades: settled.trades.map(trade => ({
      security: trade.security,
      side: trade.side,
      shares: decimalFromShares(trade.shares),
      lots: trade.lots.map(pick => ({ lot: pick.lot, shares: decimalFromShares(pick.shares) })),
    })),
    stated: {
      objective: settled.evaluation.objective,
      bound: found.bound,
      nodes: found.nodes,
      terms: settled.evaluation.terms,
    },
    certificate: found.certificate.map(
      (prices): CertificatePrices => ({ ...prices, factors: [...prices.factors], rows: [...prices.rows] }),
    ),
  }
}
