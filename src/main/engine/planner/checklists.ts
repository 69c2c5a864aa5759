/**
 * "Monitoring checklist" of the rebalancing planner (US) and the "institutional rebalancing framework" of the portfolio rebalancing note: what is to be looked at daily, weekly, monthly, quarterly
 * and on events. An item names the screen of the desk that does it, so that done is one step away.
 */
export type Rhythm = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'event'

export interface ChecklistItem {
  readonly id: string
  readonly rhythm: Rhythm
  readonly words: string
  readonly screen: 'book' | 'household' | 'rebalance' | 'harvest' | 'timeline' | 'data' | 'settings'
}

export const checklist: readonly ChecklistItem[] = [
  { id: 'weights', rhythm: 'daily', words: 'Bring weights and drift up to date: prices of the last trading day', screen: 'data' },
  { id: 'breaches', rhythm: 'daily', words: 'Look at households whose drift has left its band', screen: 'book' },
  { id: 'trade-list', rhythm: 'daily', words: 'Make the list of trades for those that trigger', screen: 'rebalance' },
  { id: 'drift-trend', rhythm: 'weekly', words: 'Review drift trends and the days left to a breach', screen: 'rebalance' },
  { id: 'factors', rhythm: 'weekly', words: 'Review factor exposures and the limits of risk', screen: 'rebalance' },
  { id: 'performance', rhythm: 'monthly', words: 'Review past rebalances: tracking error, costs, Sharpe ratio', screen: 'rebalance' },
  { id: 'reoptimize', rhythm: 'monthly', words: 'Optimize every household again', screen: 'book' },
  { id: 'cost-estimates', rhythm: 'monthly', words: 'Renew cost estimates older than 30 days', screen: 'settings' },
  { id: 'targets', rhythm: 'quarterly', words: 'Reconsider targets, bands and thresholds', screen: 'settings' },
  { id: 'universe', rhythm: 'quarterly', words: 'Reconsider the universe: equivalents, substitutes, legacy positions', screen: 'settings' },
  { id: 'mandate', rhythm: 'event', words: 'A mandate changed: rebalance to the new targets', screen: 'household' },
  { id: 'delisted', rhythm: 'event', words: 'A holding was delisted or suspended: replace it', screen: 'household' },
]
