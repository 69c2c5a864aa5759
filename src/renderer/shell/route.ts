/**
 * Where the window is, held in the address after `#`, so that a reload keeps the place and back works: `#/book/lots`,
 * `#/household/ID/harvest`, `#/household/ID/lots/ACCOUNT/SECURITY?shares=120`. A household in front means: this screen, for this household.
 */
import { useMemo, useSyncExternalStore } from 'react'
import { type HouseholdId, id } from '../../shared/kernel/id.ts'

export interface Route {
  /** Key of the screen: `book`, `household`, `harvest` … */
  readonly screen: string
  readonly household: HouseholdId | null
  /** What the screen itself keeps: a tab, an account. */
  readonly rest: readonly string[]
  readonly query: Readonly<Record<string, string>>
}

export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?')
  const parts = path
    .split('/')
    .filter(part => part !== '')
    .map(decoded)
  const query = Object.fromEntries(new URLSearchParams(search))
  if (parts[0] === 'household' && parts[1] !== undefined)
    return { screen: parts[2] ?? 'household', household: id<'household'>(parts[1]), rest: parts.slice(3), query }
  return { screen: parts[0] ?? 'book', household: null, rest: parts.slice(1), query }
}

export function hashOf(route: Partial<Route>): string {
  const { screen = 'book', household = null, rest = [], query = {} } = route
  const front = household === null ? [screen] : ['household', household, ...(screen === 'household' && rest.length === 0 ? [] : [screen])]
  const search = new URLSearchParams(query).toString()
  return `#/${[...front, ...rest].map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export function go(route: Partial<Route>): void {
  goTo(hashOf(route))
}

/** Goes to an address made by `hashOf`. */
export function goTo(hash: string): void {
  location.hash = hash
}

/** Changes the place without a step in the history: a tab, a filter. */
export function replaceRoute(route: Partial<Route>): void {
  history.replaceState(null, '', hashOf(route))
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  return useMemo(() => parseRoute(hash), [hash])
}
