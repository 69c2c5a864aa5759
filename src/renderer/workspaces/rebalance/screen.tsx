/** Rebalance: what the optimizer proposes for a household, how good it is, what limits it, changes by hand, and the way to tickets. */
import type { Screen } from '../../shell/screen.ts'
import { Rebalance } from './rebalance.tsx'
import './rebalance.css'
import './years/years.css'

export const screen: Screen = {
  key: 'rebalance',
  title: 'Rebalance',
  icon: 'rebalance',
  order: 3.5,
  household: 'needed',
  component: Rebalance,
  keys: [
    { keys: 'O', does: 'Optimize with the wishes as they stand' },
    { keys: 'S', does: 'Stop, while it is at work' },
    { keys: 'W', does: 'Go to the wishes' },
    { keys: 'C', does: 'Go to the curve; ← → walk its points, Enter takes one' },
    { keys: 'L', does: 'Go to the trades; ↑ ↓ walk them, Enter opens the lots' },
    { keys: 'U', does: 'Undo a change by hand; R does it again' },
    { keys: 'T', does: 'Draft the ticket of the plan' },
  ],
}
