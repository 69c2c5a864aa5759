/** A settled plan as a document that stands alone: anybody can re-derive it from its own instance and picks. */
import { decimalFromShares } from '../../../shared/kernel/shares.ts'
import type { Instance } from '../../../shared/model/instance.ts'
import type { ProofPrices, RebalanceProposal } from '../../../shared/model/rebalance-proposal.ts'
import type { Certificate, Optimized } from './optimize.ts'
import type { Settled } from './settle.ts'
import { mostRounding } from './verify/rounding.ts'

export function proposalOf(instance: Instance, found: Optimized, settled: Settled): RebalanceProposal {
  const certificate = found.certificate.map(each => ({ regime: each.regime, ...proofOf(each) }))
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
      // a document claims no more than it proves, whatever rounding may have made of it
      bound: found.certified - mostRounding(instance, certificate),
      nodes: found.nodes,
      terms: settled.evaluation.terms,
    },
    certificate,
  }
}

/** What is nothing is left out: most proofs are prices alone. */
function proofOf({
  factors,
  ties,
  rows,
  turnover,
  trades,
  shortGain,
  longGain,
  variance,
  names,
  none,
  barred,
  parts,
}: Certificate): ProofPrices {
  return {
    factors: [...factors],
    ...(ties.length === 0 ? {} : { ties: [...ties] }),
    rows: [...rows],
    turnover,
    trades,
    shortGain,
    longGain,
    ...(variance === 0 ? {} : { variance }),
    ...(names === 0 ? {} : { names }),
    ...(none ? { none } : {}),
    ...(barred.length === 0 ? {} : { barred: barred.map(({ index, bits }) => ({ index, bits })) }),
    ...(parts.length === 0 ? {} : { parts: parts.map(({ of, index, bits, node }) => ({ of, index, bits, node: proofOf(node) })) }),
  }
}
