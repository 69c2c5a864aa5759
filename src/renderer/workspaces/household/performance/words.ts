/** The word of a past rebalance, with its look. */
import type { PastRebalance } from '../../../../shared/model/performance.ts'
import { verdictWord } from '../../../../shared/present/performance-words.ts'
import type { StatusWord } from '../../../parts/status.tsx'

const tones = { paid: 'ready', 'not-paid': 'caution', unknown: 'quiet' } as const

export function verdictOf(row: PastRebalance): StatusWord {
  return { tone: row.state === 'open' ? 'waiting' : tones[row.verdict], word: verdictWord(row) }
}
