/** The hypothetical trade on its row: dragged with the pointer, moved by arrow keys. Its sixty-one days move with it at once; words come from the desk. */
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef } from 'react'
import { addDays, type CivilDate } from '../../../shared/kernel/civil-date.ts'
import { date, shortDate } from '../../../shared/present/format.ts'
import { dayAt, placeOf, type Scale, within } from './scale.ts'

interface HandleProps {
  /** `VTI`: what would be traded. */
  readonly title: string
  readonly side: 'sell' | 'buy'
  readonly day: CivilDate
  /** The first day that trades, and the last shown. */
  readonly first: CivilDate
  readonly last: CivilDate
  readonly scale: Scale
  readonly track: RefObject<HTMLDivElement | null>
  readonly inHand: boolean
  /** The verdict in words, for ears. */
  readonly said: string
  readonly onMove: (day: CivilDate) => void
}

export function Handle({ title, side, day, first, last, scale, track, inHand, said, onMove }: HandleProps) {
  const dragging = useRef(false)
  /** Where the handle stood when it was grasped or first moved by a key; null: nothing to take back. */
  const origin = useRef<CivilDate | null>(null)
  const move = (to: CivilDate) => onMove(within(to, first, last))

  function follow(event: PointerEvent<HTMLDivElement>) {
    if (!dragging.current) return
    const edge = track.current?.getBoundingClientRect()
    if (edge) move(dayAt(scale, event.clientX - edge.left))
  }

  function grasp(event: PointerEvent<HTMLDivElement>) {
    event.currentTarget.setPointerCapture(event.pointerId)
    event.currentTarget.focus()
    dragging.current = true
    origin.current = day
    if (!inHand) move(day)
  }

  function step(event: KeyboardEvent<HTMLDivElement>) {
    const to = stepOf(event, day, first, last)
    if (to !== null) {
      origin.current ??= day
      move(to)
    } else if (!takeBack(event) && !toOtherRow(event)) return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Esc puts the handle back to where it stood; with nothing to take back it leaves the screen as everywhere. */
  function takeBack({ key }: KeyboardEvent): boolean {
    const to = origin.current
    if (key !== 'Escape' || to === null) return false
    origin.current = null
    dragging.current = false
    if (to === day) return false
    move(to)
    return true
  }

  const end = () => {
    dragging.current = false
  }
  return (
    <div
      className={inHand ? 'tl-handle in-hand' : 'tl-handle'}
      style={{ left: placeOf(scale, day) }}
      role="slider"
      tabIndex={0}
      aria-label={`Hypothetical ${side === 'sell' ? 'sale' : 'purchase'} of ${title}`}
      aria-valuemin={0}
      aria-valuemax={scale.days}
      aria-valuenow={Math.round(placeOf(scale, day) / scale.dayWidth)}
      aria-valuetext={said === '' ? date(day) : `${date(day)}. ${said}`}
      onPointerDown={grasp}
      onPointerMove={follow}
      onPointerUp={end}
      onPointerCancel={end}
      onFocus={() => !inHand && move(day)}
      onBlur={() => {
        origin.current = null
      }}
      onKeyDown={step}
    >
      <span className="tl-grip">{inHand ? `${side === 'sell' ? '▼ sell' : '▲ buy'} ${shortDate(day)}` : '▼'}</span>
    </div>
  )
}

function stepOf(event: KeyboardEvent, day: CivilDate, first: CivilDate, last: CivilDate): CivilDate | null {
  const by = event.shiftKey ? 7 : 1
  if (event.key === 'ArrowLeft') return addDays(day, -by)
  if (event.key === 'ArrowRight') return addDays(day, by)
  if (event.key === 'Home') return first
  return event.key === 'End' ? last : null
}

/** Up and down go to the handles of the rows beside. */
function toOtherRow({ key, currentTarget }: KeyboardEvent): boolean {
  const by = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
  if (by === 0) return false
  const handles = [...document.querySelectorAll<HTMLElement>('.tl-handle')]
  handles[handles.indexOf(currentTarget as HTMLElement) + by]?.focus()
  return true
}
