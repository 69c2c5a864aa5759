/** The decisions of when to trade as states. */
import type { WhenLine } from '../../../shared/model/when.ts'
import type { StatusWord } from '../../parts/status.tsx'

export const decisionWords: Readonly<Record<WhenLine['decision'], StatusWord>> = {
  rebalance: { tone: 'caution', word: 'Rebalance' },
  wait: { tone: 'waiting', word: 'Wait' },
  'on-plan': { tone: 'ready', word: 'On plan' },
  invalid: { tone: 'blocked', word: 'Unknown' },
}
