/** Whether the window has room for every column of a wide list beside its panel; narrower ones begin with the columns that are read first. */
import { useSyncExternalStore } from 'react'

const room = '(min-width: 1600px)'

export function useWide(): boolean {
  return useSyncExternalStore(
    listen,
    () => window.matchMedia(room).matches,
    () => true,
  )
}

function listen(listener: () => void): () => void {
  const query = window.matchMedia(room)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
