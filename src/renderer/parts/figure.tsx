/**
 * A figure with its label, its unit inside the text, and the day it is of. With a trail it is a button: click, Enter or Alt+Enter opens the
 * numbers and the rule it came from.
 */

import { date } from '../../shared/present/format.ts'
import { type TrailRequest, useTrail } from '../desk/trail.tsx'

interface FigureProps {
  readonly label: string
  /** As shown, unit included; `unknown` where it is unknown. */
  readonly value: string
  readonly asOf?: string | null
  /** Words below, such as `est.` or `short $400 · long $900`. */
  readonly note?: string | undefined
  readonly trail?: TrailRequest | null | undefined
  readonly size?: 'large' | 'text'
}

/** In a note that goes on in the next line a minus stays with its dollars: U+2060, the word joiner, stands between them. */
export function Figure({ label, value, asOf, note, trail, size = 'text' }: FigureProps) {
  return (
    <div className={`figure ${size}`}>
      <span className="figure-label" title={label}>
        {label}
      </span>
      <FigureValue label={label} value={value} trail={trail} />
      {(note || asOf) && (
        <span className="figure-note" title={note}>
          {note?.replaceAll('−$', '−\u2060$')}
          {note && asOf ? ' · ' : ''}
          {asOf ? `as of ${date(asOf)}` : ''}
        </span>
      )}
    </div>
  )
}

/** The value alone, for lines of text and tables. */
export function FigureValue({ label, value, trail }: { label: string; value: string; trail?: TrailRequest | null | undefined }) {
  const { open } = useTrail()
  if (!trail) return <span className="figure-value">{value}</span>
  return (
    <button
      type="button"
      className="figure-value traceable"
      aria-label={`${label}: ${value}. Open its trail.`}
      title="Where this figure comes from"
      onClick={() => open(trail)}
    >
      {value}
    </button>
  )
}
