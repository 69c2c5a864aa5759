/**
 * A slider over named stops: what the stop means stands in words with its number beside, and is what a screen reader hears. A value between two stops (taken from
 * elsewhere) stands at the nearer one and keeps its own number.
 */
import { useId } from 'react'

export interface SliderStop {
  readonly value: number
  readonly words: string
}

interface SliderProps {
  readonly label: string
  /** From left to right, at least two. */
  readonly stops: readonly SliderStop[]
  readonly value: number
  /** What the value is called beside its words: `λ 20`; left out where words are enough. */
  readonly number?: string
  /** Longer words, shown on hover. */
  readonly tip?: string
  readonly onChange: (value: number) => void
}

export function Slider({ label, stops, value, number, tip, onChange }: SliderProps) {
  const id = useId()
  const at = nearestStop(stops, value)
  const words = stops[at]?.words ?? ''
  return (
    <div className="slider" title={tip}>
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id} className="slider-words">
        {words} {number !== undefined && <span className="grey tabular">{number}</span>}
      </output>
      <input
        id={id}
        type="range"
        min={0}
        max={stops.length - 1}
        step={1}
        value={at}
        aria-valuetext={number === undefined ? words : `${words}, ${number}`}
        onChange={event => {
          const stop = stops[Number(event.target.value)]
          if (stop) onChange(stop.value)
        }}
      />
    </div>
  )
}

/** By ratio, as weights are compared: 30 is nearer to 20 than to 50. Zero is only near to zero. */
export function nearestStop(stops: readonly SliderStop[], value: number): number {
  let best = 0
  let least = Infinity
  for (const [at, stop] of stops.entries()) {
    const off = stop.value === value ? 0 : stop.value <= 0 || value <= 0 ? 1e9 : Math.abs(Math.log(stop.value / value))
    if (off < least) [best, least] = [at, off]
  }
  return best
}
