/** Marks of a row: told by shape and word, stacked where a day has several; outlined where the hypothetical trade's thirty days reach them. */
import { type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { Collision, TimelineMark, TimelineRow } from '../../../shared/model/timeline.ts'
import { date, money, sharesHeld } from '../../../shared/present/format.ts'
import { placeOf, type Scale } from './scale.ts'

const shapes: Readonly<Record<TimelineMark['kind'], string>> = {
  buy: 'M0 -5 5 4 -5 4z',
  'planned-buy': 'M0 -5 5 4 -5 4z',
  reinvest: 'M0 -5 5 0 0 5 -5 0z',
  expected: 'M0 -5 5 0 0 5 -5 0z',
  moved: 'M-4 -4H4V4H-4z',
  'sell-loss': 'M0 5 5 -4 -5 -4z',
  'sell-gain': 'M0 5 5 -4 -5 -4z',
  sell: 'M0 5 5 -4 -5 -4z',
  'planned-sell': 'M0 5 5 -4 -5 -4z',
  long: 'M-1 6V-6L6 -3 -1 0',
}

export const markWords: Readonly<Record<TimelineMark['kind'], string>> = {
  buy: 'bought',
  'planned-buy': 'to buy',
  reinvest: 'dividend reinvested',
  expected: 'dividend expected, est.',
  moved: 'moved',
  'sell-loss': 'sold at a loss',
  'sell-gain': 'sold at a gain',
  sell: 'sold',
  'planned-sell': 'to sell',
  long: 'turns long-term',
}

export const axisAt = 44
const mostLevels = 3
const levelStep = 13

interface Placed {
  readonly mark: TimelineMark
  readonly x: number
  readonly y: number
}

/** Marks of one day stand above each other; beyond three they share the highest place, and each still has its words. */
export function placedMarks(marks: readonly TimelineMark[], scale: Scale): readonly Placed[] {
  const levels = new Map<CivilDate, number>()
  return marks.map(mark => {
    const level = levels.get(mark.date) ?? 0
    levels.set(mark.date, level + 1)
    return { mark, x: placeOf(scale, mark.date), y: axisAt - 9 - Math.min(level, mostLevels - 1) * levelStep }
  })
}

/** What a trade on `day` may meet: purchases for a sale, sales at a loss for a purchase. */
export function isInReach(mark: TimelineMark, side: 'sell' | 'buy', day: CivilDate): boolean {
  const kinds: readonly TimelineMark['kind'][] =
    side === 'sell' ? ['buy', 'reinvest', 'expected', 'planned-buy'] : ['sell-loss', 'planned-sell']
  return kinds.includes(mark.kind) && Math.abs(daysBetween(day, mark.date)) <= 30
}

interface MarksProps {
  readonly row: TimelineRow
  readonly scale: Scale
  readonly hand: { readonly side: 'sell' | 'buy'; readonly date: CivilDate } | null
}

export function Marks({ row, scale, hand }: MarksProps) {
  return placedMarks(row.marks, scale).map(({ mark, x, y }) => (
    <g key={mark.id} transform={`translate(${x} ${y})`} className={`tl-mark ${mark.kind}`}>
      {hand && isInReach(mark, hand.side, hand.date) && <circle r={8} className="tl-reach" />}
      <path d={shapes[mark.kind]} />
      <title>{`${date(mark.date)}: ${mark.what}`}</title>
    </g>
  ))
}

interface CollisionsProps {
  readonly collisions: readonly Collision[]
  readonly scale: Scale
  readonly day: CivilDate
}

/** A bracket from the trade to each thing it meets, with shares and dollars in words at its far end. */
export function Collisions({ collisions, scale, day }: CollisionsProps) {
  const from = placeOf(scale, day)
  return collisions.map((collision, index) => {
    const to = placeOf(scale, collision.date)
    const y = axisAt + 8 + Math.min(index, 2) * 5
    const back = to < from
    return (
      <g
        key={`${collision.account} ${collision.security} ${collision.date} ${collision.shares}`}
        className={collision.permanent ? 'tl-hit permanent' : 'tl-hit'}
      >
        <path className="tl-bracket" d={`M${to} ${axisAt}V${y}H${from}V${axisAt}`} />
        <circle cx={to} cy={axisAt} r={3} />
        {index === 0 && (
          <text x={back ? to + 6 : to - 6} y={y + 12} textAnchor={back ? 'start' : 'end'}>
            {collisionWords(collision, collisions.length - 1)}
          </text>
        )}
      </g>
    )
  })
}

/** `× permanent loss: 40 sh, $1,240`; a dividend to come has no shares yet. */
export function collisionWords({ shares, loss, permanent, estimated }: Collision, more = 0): string {
  const what = permanent ? '× permanent loss' : '× washed'
  const size = shares === null ? 'shares not known yet' : [sharesHeld(shares), loss === null ? '' : money(loss)].filter(Boolean).join(', ')
  return `${what}${estimated ? ', est.' : ''}: ${size}${more > 0 ? `, and ${more} more` : ''}`
}
