/** Light or dark: the system's unless a person chose, and then that is remembered. The page's root carries the answer for the tokens. */
import { useEffect, useSyncExternalStore } from 'react'
import { useRemembered } from '../parts/remembered.ts'

export const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

export interface Theme {
  readonly choice: ThemeChoice
  /** What is shown now. */
  readonly shown: 'light' | 'dark'
  readonly choose: (choice: ThemeChoice) => void
}

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)')

function followSystem(listener: () => void): () => void {
  darkSystem.addEventListener('change', listener)
  return () => darkSystem.removeEventListener('change', listener)
}

export function useTheme(): Theme {
  const [choice, choose] = useRemembered<ThemeChoice>('theme', 'system', isChoice)
  const system = useSyncExternalStore(followSystem, () => (darkSystem.matches ? 'dark' : 'light'))
  const shown = choice === 'system' ? system : choice
  useEffect(() => {
    document.documentElement.setAttribute('data-theme', shown)
  }, [shown])
  return { choice, shown, choose }
}

function isChoice(value: unknown): value is ThemeChoice {
  return themeChoices.some(choice => choice === value)
}
