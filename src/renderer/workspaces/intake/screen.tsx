/** Data: files in, with preview and commit, and their history with undo. */
import type { Screen } from '../../shell/screen.ts'
import { Intake } from './intake.tsx'
import './intake.css'

export const screen: Screen = {
  key: 'data',
  title: 'Data',
  icon: 'data',
  order: 7,
  household: 'none',
  component: Intake,
  keys: [
    { keys: 'O', does: 'Choose files' },
    { keys: 'C', does: 'Commit the file in view' },
    { keys: 'H', does: 'Hold it' },
    { keys: 'U', does: 'History: undo the import in focus' },
  ],
}
