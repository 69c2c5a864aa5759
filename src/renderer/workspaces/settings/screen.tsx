/** Settings: what the firm assumes, what each household's taxes are, which securities are the same, and what this program is. */
import type { Screen } from '../../shell/screen.ts'
import './settings.css'
import { Settings } from './settings.tsx'

export const screen: Screen = { key: 'settings', title: 'Settings', icon: 'settings', order: 8, household: 'none', component: Settings }
