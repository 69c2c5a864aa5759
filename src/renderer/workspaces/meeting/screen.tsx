/** Meeting: one household across the table. `#/household/ID/meeting`, and its calendar `…/meeting/calendar`. No other household, no rail, no search. */
import type { Screen } from '../../shell/screen.ts'
import { Meeting } from './meeting.tsx'
import '../rebalance/rebalance.css'
import '../timeline/timeline.css'
import './meeting.css'

export const screen: Screen = {
  key: 'meeting',
  title: 'Meeting',
  icon: 'household',
  order: 9,
  household: 'needed',
  alone: true,
  component: Meeting,
}
