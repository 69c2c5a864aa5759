/** Single-letter keys of a screen, while nobody types, no dialog is open and no modifier is held. A screen lists them as `keys` for `?`. */
import { useLayoutEffect, useRef } from 'react'

export function useScreenKeys(acts: Readonly<Record<string, () => void>>): void {
  const latest = useRef(acts)
  latest.current = acts
  // before the screen is painted: a key pressed at first sight must be heard
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
      const from = event.target instanceof HTMLElement ? event.target : document.body
      if (from.matches('input:not([type=checkbox]), textarea, select') || from.closest('.ag-popup')) return
      const act = latest.current[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
