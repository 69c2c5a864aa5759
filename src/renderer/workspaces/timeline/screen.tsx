/** The household's timeline: `#/household/ID/timeline/SECURITY/ACCOUNT`. A hypothetical trade is moved along a row; what it meets lights up. */
import type { Screen } from '../../shell/screen.ts'
import { Timeline } from './timeline.tsx'
import './timeline.css'

export const screen: Screen = {
  key: 'timeline',
  title: 'Timeline',
  icon: 'timeline',
  order: 6,
  household: 'needed',
  component: Timeline,
  keys: [
    { keys: '←', does: 'Move the hypothetical trade a day earlier; → a day later' },
    { keys: 'Shift+→', does: 'A week later; Shift+← a week earlier' },
    { keys: 'Home', does: 'Back to the first day it can trade' },
    { keys: 'Esc', does: 'On the trade: back to where it stood before it was moved' },
    { keys: '↓', does: 'The next row; ↑ the one before' },
    { keys: 'H', does: 'Go to the handle of the row' },
  ],
}
