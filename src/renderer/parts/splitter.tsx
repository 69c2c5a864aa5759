/** Two panels with a bar between them that can be dragged or moved by arrow keys; its place is remembered under `name`. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { isNumber, useRemembered } from './remembered.ts'

interface SplitterProps {
  readonly name: string
  readonly label: string
  /** `across`: side by side, the second panel has the size; `down`: one below the other. */
  readonly way: 'across' | 'down'
  readonly size: number
  readonly least?: number
  readonly most?: number
  readonly first: ReactNode
  readonly second: ReactNode
}

export function Splitter({ name, label, way, size, least = 160, most = 900, first, second }: SplitterProps) {
  const [kept, setKept] = useRemembered(`panel.${name}`, size, isNumber)
  const box = useRef<HTMLDivElement>(null)
  const now = Math.min(most, Math.max(least, kept))

  function follow(event: PointerEvent<HTMLDivElement>) {
    const bar = event.currentTarget
    bar.setPointerCapture(event.pointerId)
    const edge = box.current?.getBoundingClientRect()
    if (!edge) return
    const move = (step: globalThis.PointerEvent) => {
      const wanted = way === 'across' ? edge.right - step.clientX : edge.bottom - step.clientY
      setKept(Math.round(Math.min(most, Math.max(least, wanted))))
    }
    const end = () => {
      bar.removeEventListener('pointermove', move)
      bar.removeEventListener('pointerup', end)
      bar.removeEventListener('pointercancel', end)
    }
    bar.addEventListener('pointermove', move)
    bar.addEventListener('pointerup', end)
    bar.addEventListener('pointercancel', end)
  }

  function step(event: KeyboardEvent) {
    const by = { ArrowLeft: 16, ArrowUp: 16, ArrowRight: -16, ArrowDown: -16 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    setKept(Math.min(most, Math.max(least, now + by)))
  }

  return (
    <div ref={box} className={`splitter ${way}`}>
      <div className="split-first">{first}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: a movable separator is a widget; hr cannot take focus or a value */}
      <div
        className="split-bar"
        role="separator"
        aria-label={label}
        aria-orientation={way === 'across' ? 'vertical' : 'horizontal'}
        aria-valuenow={now}
        aria-valuemin={least}
        aria-valuemax={most}
        tabIndex={0}
        onPointerDown={follow}
        onKeyDown={step}
      />
      <div className="split-second" style={{ flexBasis: now }}>
        {second}
      </div>
    </div>
  )
}
