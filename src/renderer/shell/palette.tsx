/** Ctrl/Cmd+K: one box that reaches every household, account, security, screen and action. Arrows choose, Enter goes, Esc closes. */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Output } from '../../shared/contract/client.ts'
import { useQuery } from '../desk/use-query.ts'
import { Dialog } from '../parts/dialog.tsx'
import { findItems, type PaletteItem } from './palette-items.ts'
import { addressOf } from './rail.tsx'
import { go, goTo, type Route } from './route.ts'
import { railScreens, screenOf } from './screens.ts'

interface PaletteProps {
  readonly route: Route
  /** Only households, and the screen to go to with the one chosen. */
  readonly only: { readonly households: string } | undefined
  readonly actions: readonly PaletteItem[]
  readonly onClose: () => void
}

export function Palette({ route, only, actions, onClose }: PaletteProps) {
  const id = useId()
  const index = useQuery('book.index', {})
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const items = useMemo(() => itemsOf(index.value, route, only, actions), [index.value, route, only, actions])
  const shown = useMemo(() => findItems(items, typed), [items, typed])
  const current = Math.min(at, shown.length - 1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the option in question is found by its mark in the document
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current, shown])

  function choose(item: PaletteItem | undefined) {
    if (!item) return
    onClose()
    item.act()
  }

  function press(event: KeyboardEvent) {
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + 10, PageUp: current - 10 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(shown.length - 1, to)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(shown[current])
    }
  }

  return (
    <Dialog title={only ? 'Choose a household' : 'Find or do'} onClose={onClose} width={640}>
      <div className="palette">
        <input
          data-first
          role="combobox"
          aria-label={only ? 'Household' : 'Household, security, screen or action'}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={shown.length > 0 ? `${id}-${current}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={only ? 'Type a name' : 'Type a name, a symbol or what to do'}
          value={typed}
          onChange={event => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
        />
        {shown.length === 0 && <p className="grey palette-none">{index.loading ? 'Reading the names …' : 'Nothing has this name.'}</p>}
        <div ref={list} id={`${id}-list`} role="listbox" aria-label="Found">
          {shown.map((item, position) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the box above, which keeps the focus
            <div
              key={item.key}
              id={`${id}-${position}`}
              role="option"
              tabIndex={-1}
              aria-selected={position === current}
              onClick={() => choose(item)}
            >
              <span className="clip palette-name">{item.name}</span>
              <span className="clip grey">{item.note}</span>
              <span className="grey small">{item.kind}</span>
            </div>
          ))}
        </div>
      </div>
    </Dialog>
  )
}

type Names = Output<'book.index'>

function itemsOf(
  names: Names | undefined,
  route: Route,
  only: PaletteProps['only'],
  actions: readonly PaletteItem[],
): readonly PaletteItem[] {
  const target = screenOf(only?.households ?? '')
  const screen = target && target.household !== 'none' ? target.key : 'household'
  const households = (names?.households ?? []).map(
    (household): PaletteItem => ({
      key: `household ${household.id}`,
      kind: 'Household',
      name: household.name,
      note: '',
      act: () => go({ screen, household: household.id }),
    }),
  )
  if (only) return households
  const byId = new Map(names?.households.map(household => [household.id, household.name]))
  return [
    ...railScreens.map(
      (item): PaletteItem => ({
        key: `screen ${item.key}`,
        kind: 'Screen',
        name: item.title,
        note: '',
        act: () => goTo(addressOf(item, route.household)),
      }),
    ),
    ...actions,
    ...households,
    ...(names?.securities ?? []).map(
      (security): PaletteItem => ({
        key: `security ${security.id}`,
        kind: 'Security',
        name: security.symbol,
        note: security.name,
        act: () => go({ screen: 'book', rest: ['lots'], query: { symbol: security.symbol } }),
      }),
    ),
    ...(names?.accounts ?? []).map(
      (account): PaletteItem => ({
        key: `account ${account.id}`,
        kind: 'Account',
        name: account.name,
        note: `${lastFour(account.number)} · ${byId.get(account.household) ?? ''}`,
        act: () => go({ screen: 'household', household: account.household, rest: ['accounts'] }),
      }),
    ),
  ]
}

function lastFour(number: string): string {
  return number.length > 4 ? `····${number.slice(-4)}` : number
}
