/** What a plan is asked until somebody asks otherwise; apart from its schema, so that a window can begin with it. */
import type { Wishes } from './proposal.ts'

/** Risk at the weight of a balanced account, cost and tax at face value, and a tenth of a per cent to prove. */
export const usualWishes: Wishes = {
  weights: { te: 20, tc: 1, tax: 1 },
  cashMost: 200,
  cashToRaise: null,
  shortGain: null,
  longGain: null,
  tax: null,
  trackingError: null,
  trades: null,
  turnover: null,
  gap: 1000,
  seconds: 2,
}
