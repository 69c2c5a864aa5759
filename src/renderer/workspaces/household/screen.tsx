/** One household: who, what it holds, which dates are near, what is wrong with its data. */
import type { Screen } from '../../shell/screen.ts'
import './household.css'
import './model/model.css'
import './realized/realized.css'
import './past/past.css'
import './when/when.css'
import { Household } from './household.tsx'

export const screen: Screen = {
  key: 'household',
  title: 'Household',
  icon: 'household',
  order: 2,
  household: 'needed',
  component: Household,
  keys: [{ keys: 'O', does: 'Optimize the household' }],
}
