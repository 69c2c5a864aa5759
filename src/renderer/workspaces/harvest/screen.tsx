/** Harvest review: which losses to take, what they save together, and what stands in the way. */
import type { Screen } from '../../shell/screen.ts'
import { Harvest } from './harvest.tsx'
import './harvest.css'

export const screen: Screen = {
  key: 'harvest',
  title: 'Harvest',
  icon: 'harvest',
  order: 3,
  household: 'needed',
  component: Harvest,
  keys: [
    { keys: 'Space', does: 'Take the lot into the basket, or out of it' },
    { keys: 'Enter', does: 'Open the lots of its sale' },
    { keys: 'L', does: 'Go to the grid of lots' },
    { keys: 'B', does: 'Go to the basket' },
    { keys: 'T', does: 'Draft the ticket' },
    { keys: 'O', does: 'Optimize the household' },
  ],
}
