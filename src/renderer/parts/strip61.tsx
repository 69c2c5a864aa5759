/**
 * The 61 days of section 1091 as a strip: thirty days before the sale, the sale's day, thirty after. Marks are told by shape and word
 * (buy ▲, DRIP ◆, sell ▼, long-term |); locks are bars below. Marks of one day stack. What is drawn is also listed in words for ears.
 */
import { addDays, type CivilDate, daysBetween } from '../../shared/kernel/civil-date.ts'
import { date, shortDate } from '../../shared/present/format.ts'

export interface StripMark {
  readonly kind: 'buy' | 'drip' | 'sell' | 'long'
  readonly date: CivilDate
  /** In words: `40 sh bought in Dana's Roth IRA`. */
  readonly what: string
  /** The mark that bars the sale: drawn filled and in the colour of a block. */
  readonly blocks?: boolean
}

export interface StripLock {
  readonly from: CivilDate
  readonly until: CivilDate
  readonly what: string
}

interface StripProps {
  /** The day of the sale. */
  readonly day: CivilDate
  readonly marks: readonly StripMark[]
  readonly locks: readonly StripLock[]
}

const step = 12
const left = 12
const width = 61 * step + left * 2
const axis = 58
const shapes = { buy: 'M0 -5 5 4 -5 4z', drip: 'M0 -5 5 0 0 5 -5 0z', sell: 'M0 5 5 -4 -5 -4z', long: 'M0 -8V8' } as const
const words = { buy: 'buy', drip: 'dividend reinvested', sell: 'sale', long: 'turns long-term' } as const

export function Strip61({ day, marks, locks }: StripProps) {
  const shown = stacked(day, marks)
  const bars = locks.filter(lock => daysBetween(day, lock.until) >= -30 && daysBetween(day, lock.from) <= 30)
  const height = axis + 24 + bars.length * 12
  return (
    <figure className="strip61">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        style={{ maxWidth: width, height }}
        role="img"
        aria-label={inWords(
          day,
          shown.map(item => item.mark),
          bars,
        )}
      >
        <rect x={placeOf(-30) - step / 2} y={8} width={61 * step} height={axis - 8} className="strip-window" />
        {[-30, -20, -10, 0, 10, 20, 30].map(offset => (
          <g key={offset} className={offset === 0 ? 'strip-day' : 'strip-tick'}>
            <line x1={placeOf(offset)} x2={placeOf(offset)} y1={offset === 0 ? 4 : axis - 4} y2={axis} />
            <text x={placeOf(offset)} y={axis + 14} textAnchor="middle">
              {offset === 0 ? `sale ${shortDate(day)}` : shortDate(addDays(day, offset))}
            </text>
          </g>
        ))}
        <line x1={placeOf(-30) - step / 2} x2={placeOf(30) + step / 2} y1={axis} y2={axis} className="strip-axis" />
        {shown.map(({ mark, offset, level }) => (
          <path
            key={`${mark.kind} ${mark.date} ${mark.what}`}
            className={`strip-mark ${mark.kind}${mark.blocks ? ' blocks' : ''}`}
            d={shapes[mark.kind]}
            transform={`translate(${placeOf(offset)} ${axis - 10 - level * 12})`}
          >
            <title>{`${date(mark.date)}: ${mark.what}`}</title>
          </path>
        ))}
        {bars.map((lock, index) => (
          <rect
            key={`${lock.from} ${lock.until} ${lock.what}`}
            className="strip-lock"
            x={placeOf(Math.max(-30, daysBetween(day, lock.from))) - step / 2}
            y={axis + 22 + index * 12}
            width={(Math.min(30, daysBetween(day, lock.until)) - Math.max(-30, daysBetween(day, lock.from)) + 1) * step}
            height={7}
            rx={2}
          >
            <title>{lock.what}</title>
          </rect>
        ))}
      </svg>
      <figcaption className="small grey">
        ▲ buy · ◆ dividend reinvested · ▼ sale · | turns long-term · bars below: days on which buying is locked. Filled marks bar this sale.
      </figcaption>
    </figure>
  )
}

function placeOf(offset: number): number {
  return left + (offset + 30) * step + step / 2
}

/** Marks inside the window, oldest first, with their place above the axis where several share a day. */
export function stacked(day: CivilDate, marks: readonly StripMark[]): readonly { mark: StripMark; offset: number; level: number }[] {
  const levels = new Map<number, number>()
  return [...marks]
    .map(mark => ({ mark, offset: daysBetween(day, mark.date) }))
    .filter(item => Math.abs(item.offset) <= 30)
    .sort((a, b) => a.offset - b.offset)
    .map(item => {
      const level = levels.get(item.offset) ?? 0
      levels.set(item.offset, level + 1)
      return { ...item, level: Math.min(level, 3) }
    })
}

function inWords(day: CivilDate, marks: readonly StripMark[], locks: readonly StripLock[]): string {
  const told = marks.map(mark => `${date(mark.date)} ${words[mark.kind]}: ${mark.what}`)
  const barred = locks.map(lock => `locked ${date(lock.from)} to ${date(lock.until)}: ${lock.what}`)
  const all = [...told, ...barred]
  return `61 days around a sale on ${date(day)}. ${all.length === 0 ? 'No trade of the household in the window.' : all.join('. ')}`
}
