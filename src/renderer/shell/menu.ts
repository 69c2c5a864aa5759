/**
 * Acts of the platform's menu (Electron only): those of the whole window are done here; print and export belong to the screen, which
 * hears them as its own single-letter keys. Where no screen prints, the window itself is printed.
 */
import { useEffect, useRef } from 'react'
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { useDesk } from '../desk/desk.tsx'
import { focusSearch } from './keys.ts'
import { addressOf } from './rail.tsx'
import { goTo } from './route.ts'
import { screenOf } from './screens.ts'

interface MenuActs {
  readonly kept: HouseholdId | null
  /** Others look on: nothing leads to another household or screen. */
  readonly alone: boolean
  readonly palette: () => void
  readonly keys: () => void
}

export function useMenu(acts: MenuActs): void {
  const { client } = useDesk()
  const latest = useRef(acts)
  latest.current = acts
  useEffect(
    () =>
      client.on('menu.chosen', ({ action }) => {
        const { kept, alone, palette, keys } = latest.current
        if (alone && action !== 'print') return
        const open = (key: string) => {
          const screen = screenOf(key)
          if (screen) goTo(addressOf(screen, kept))
        }
        if (action === 'palette') palette()
        else if (action === 'keys') keys()
        else if (action === 'find') focusSearch()
        else if (action === 'import') open('data')
        else if (action === 'settings') open('settings')
        else if (action === 'export') screenKey('e')
        else if (alone || !screenKey('p')) window.print()
      }),
    [client],
  )
}

/** True where the screen took it. */
function screenKey(key: string): boolean {
  return !window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))
}
