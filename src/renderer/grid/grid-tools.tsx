/** The line above a grid: what is shown, what the screen adds, a quick search over names and words, and a way back to all rows. */
import type { GridApi } from 'ag-grid-community'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { focusFirstRow } from './focus.ts'

interface GridToolsProps {
  readonly api: GridApi | null
  readonly label: string
  /** How many rows: `12 of 340`. */
  readonly said: string
  /** What is searched for at first; a new one replaces what was typed. */
  readonly first: string
  readonly searches: boolean
  readonly children: ReactNode
}

export function GridTools({ api, label, said, first, searches, children }: GridToolsProps) {
  const id = useId()
  const [search, setSearch] = useState(first)
  useEffect(() => setSearch(first), [first])
  const [filtered, setFiltered] = useState(false)

  useEffect(() => {
    if (!api) return
    const timer = setTimeout(() => {
      if (!api.isDestroyed()) api.setGridOption('quickFilterText', search)
    }, 120)
    return () => clearTimeout(timer)
  }, [api, search])

  useEffect(() => {
    if (!api) return
    const look = () => setFiltered(api.isColumnFilterPresent())
    api.addEventListener('filterChanged', look)
    return () => {
      if (!api.isDestroyed()) api.removeEventListener('filterChanged', look)
    }
  }, [api])

  function clear() {
    setSearch('')
    api?.setFilterModel(null)
  }

  return (
    <div className={searches ? 'grid-tools' : 'grid-tools short'}>
      <p className="grid-title">
        <strong>{label}</strong> <span className="grey">{said}</span>
      </p>
      {children}
      <span className="spring" />
      {(filtered || search !== '') && (
        <Button look="plain" icon="close" onPress={clear}>
          Clear filters
        </Button>
      )}
      {searches && (
        <label className="search" htmlFor={id}>
          <Icon name="search" size={14} />
          <span className="hidden-label">Search {label}</span>
          <input
            id={id}
            type="search"
            placeholder="Search"
            value={search}
            autoComplete="off"
            onChange={event => setSearch(event.target.value)}
            onKeyDown={event => {
              if (event.key === 'ArrowDown' && focusFirstRow(api)) event.preventDefault()
              if (event.key !== 'Escape' || search === '') return
              event.stopPropagation()
              setSearch('')
            }}
          />
        </label>
      )}
    </div>
  )
}
