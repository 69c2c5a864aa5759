/** A state by icon, word and tint, never by colour alone. `stateWords` names the states of harvest candidates, washes and tickets. */
import type { candidateStates, washStates } from '../../shared/model/review.ts'
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
  ready: { tone: 'ready', word: 'Ready' },
  caution: { tone: 'caution', word: 'Caution' },
  blocked: { tone: 'blocked', word: 'Blocked' },
  waiting: { tone: 'waiting', word: 'Waiting' },
  'not-worth': { tone: 'quiet', word: 'Does not pay' },
  'not-harvestable': { tone: 'quiet', word: 'Not harvestable' },
}

export const washChips: Readonly<Record<(typeof washStates)[number], StatusWord>> = {
  clear: { tone: 'ready', word: 'Clear' },
  'potential-exact': { tone: 'blocked', word: 'Possible wash' },
  'potential-related': { tone: 'caution', word: 'Possible wash, related security' },
  'ira-risk': { tone: 'blocked', word: 'Permanent loss at risk' },
  'coverage-incomplete': { tone: 'caution', word: 'Coverage incomplete' },
  'not-evaluated': { tone: 'quiet', word: 'Not evaluated' },
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
