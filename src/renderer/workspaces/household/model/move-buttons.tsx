/** Order by hand: up, down, away. Alt with an arrow moves the row the focus is in (`moveKeys`), and the focus goes with it. */
import type { KeyboardEvent } from 'react'
import { Icon } from '../../../parts/icon.tsx'

interface MoveProps {
  /** What is moved, for ears: `line Bonds`. */
  readonly what: string
  readonly first: boolean
  readonly last: boolean
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

export function MoveButtons({ what, first, last, onMove, onRemove }: MoveProps) {
  return (
    <span className="move-buttons">
      <button
        type="button"
        className="button plain icon-up"
        disabled={first}
        aria-label={`Move ${what} up`}
        title="Up (Alt ↑)"
        onClick={() => onMove(-1)}
      >
        <Icon name="down" />
      </button>
      <button
        type="button"
        className="button plain"
        disabled={last}
        aria-label={`Move ${what} down`}
        title="Down (Alt ↓)"
        onClick={() => onMove(1)}
      >
        <Icon name="down" />
      </button>
      <button type="button" className="button plain" aria-label={`Remove ${what}`} title="Remove" onClick={onRemove}>
        <Icon name="close" />
      </button>
    </span>
  )
}

/** The row is taken out of the page and put back elsewhere, which loses the focus: it is given back. */
export function moveKeys(onMove: (by: -1 | 1) => void) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    event.stopPropagation()
    const { target } = event
    onMove(event.key === 'ArrowUp' ? -1 : 1)
    if (target instanceof HTMLElement) requestAnimationFrame(() => target.focus())
  }
}
