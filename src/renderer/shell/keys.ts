/** Keys of the whole window. A key typed into a field stays there, except Esc, which leaves it. */
import { useEffect, useRef } from 'react'
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { addressOf } from './rail.tsx'
import { go, goTo, type Route } from './route.ts'
import { railScreens, screenOf } from './screens.ts'

interface KeyActs {
  readonly route: Route
  /** The household in front of the screens that are about one. */
  readonly kept: HouseholdId | null
  readonly palette: () => void
  readonly keys: () => void
}

export const keyList: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: 'Ctrl+K', does: 'Find a household, a security, a screen or an action' },
  { keys: '/', does: 'Search the grid; ↓ goes on to its first row' },
  { keys: 'Alt+1', does: 'First screen of the rail; Alt+2 the second, and so on' },
  { keys: '↑', does: 'Move in a grid; also ↓ ← →, Page Up and Page Down, Home and End' },
  { keys: 'Space', does: 'Select the row, where rows can be selected' },
  { keys: 'Enter', does: 'Open the row; on a column head: sort' },
  { keys: 'Alt+Enter', does: 'Open the trail of the figure' },
  { keys: 'Tab', does: 'Go to the next control' },
  { keys: 'Esc', does: 'Close what is open, or leave the screen' },
  { keys: '?', does: 'This list' },
]

export function useWindowKeys(acts: KeyActs): void {
  const latest = useRef(acts)
  latest.current = acts
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (handle(event, latest.current)) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** True where the key was ours. */
function handle(event: KeyboardEvent, { route, kept, palette, keys }: KeyActs): boolean {
  if (event.defaultPrevented || document.querySelector('dialog[open]')) return false
  if (screenOf(route.screen)?.alone) return handleAlone(event, route)
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
    palette()
    return true
  }
  const digit = /^Digit([1-9])$/.exec(event.code)
  if (event.altKey && !event.ctrlKey && !event.metaKey && digit) {
    const screen = railScreens[Number(digit[1]) - 1]
    if (screen) goTo(addressOf(screen, kept))
    return screen !== undefined
  }
  const from = event.target instanceof HTMLElement ? event.target : document.body
  const typing = from.matches('input:not([type=checkbox]), textarea, select')
  if (event.key === '/' && !typing) return focusSearch()
  if (event.key === '?' && !typing) {
    keys()
    return true
  }
  if (event.key !== 'Escape' || from.closest('.ag-popup, .ag-menu')) return false
  if (typing) from.blur()
  else leave(route)
  return true
}

/** With others looking on no key goes to another household or screen: Esc alone, which leaves. */
function handleAlone(event: KeyboardEvent, route: Route): boolean {
  if (event.key !== 'Escape') return false
  if (event.target instanceof HTMLElement && event.target.matches('input:not([type=checkbox], [type=range]), textarea, select'))
    event.target.blur()
  else leave(route)
  return true
}

export function focusSearch(): boolean {
  const box = document.querySelector<HTMLInputElement>('main .search input')
  box?.focus()
  return box !== null
}

/** One step out: from a household's screen to the household, from anywhere else to the book. */
function leave(route: Route): void {
  if (route.household !== null && route.screen !== 'household') go({ screen: 'household', household: route.household })
  else if (route.screen !== 'book' || route.household !== null) go({ screen: 'book' })
}
