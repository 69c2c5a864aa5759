/** A state by icon, word and tint, never by colour alone. `stateWords` names the states of harvest candidates, washes and tickets. */
import type { candidateStates, WashVerdict, washStates } from '../../shared/model/review.ts'
import { candidateStateWords, washApplies } from '../../shared/present/words.ts'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'ready' | 'blocked' | 'caution' | 'waiting' | 'quiet'

export interface StatusWord {
  readonly tone: Tone
  readonly word: string
}

export function Status({ tone, word, icon, title }: StatusWord & { readonly icon?: IconName; readonly title?: string }) {
  return (
    <span className={`status ${tone}`} title={title}>
      <Icon name={icon ?? tone} size={12} />
      <span className="clip">{word}</span>
    </span>
  )
}

export const candidateWords: Readonly<Record<(typeof candidateStates)[number], StatusWord>> = {
  ready: { tone: 'ready', word: candidateStateWords.ready },
  caution: { tone: 'caution', word: candidateStateWords.caution },
  blocked: { tone: 'blocked', word: candidateStateWords.blocked },
  waiting: { tone: 'waiting', word: candidateStateWords.waiting },
  'not-worth': { tone: 'quiet', word: candidateStateWords['not-worth'] },
  'not-harvestable': { tone: 'quiet', word: candidateStateWords['not-harvestable'] },
}

export const washChips: Readonly<Record<(typeof washStates)[number], StatusWord>> = {
  clear: { tone: 'ready', word: 'Clear' },
  'potential-exact': { tone: 'blocked', word: 'Possible wash' },
  'potential-related': { tone: 'caution', word: 'Possible wash, related security' },
  'ira-risk': { tone: 'blocked', word: 'Permanent loss at risk' },
  'coverage-incomplete': { tone: 'caution', word: 'Coverage incomplete' },
  'not-evaluated': { tone: 'quiet', word: 'Not evaluated' },
}

/** Of a gain, or of a sale that is on no return, there is nothing to wash: that is said as such and not as a verdict left open. */
export function washChip(wash: Pick<WashVerdict, 'state' | 'reasons'>): StatusWord {
  return washApplies(wash) ? washChips[wash.state] : { tone: 'quiet', word: 'Does not apply' }
}

export const ticketWords = {
  draft: { tone: 'quiet', word: 'Draft' },
  issued: { tone: 'ready', word: 'Issued' },
  exported: { tone: 'ready', word: 'Exported' },
  filled: { tone: 'waiting', word: 'Filled' },
  reconciled: { tone: 'ready', word: 'Reconciled' },
  cancelled: { tone: 'blocked', word: 'Cancelled' },
} as const satisfies Record<string, StatusWord>

export const weightWords = {
  note: { tone: 'quiet', word: 'Note' },
  warning: { tone: 'caution', word: 'Warning' },
  stop: { tone: 'blocked', word: 'Stop' },
} as const satisfies Record<string, StatusWord>
