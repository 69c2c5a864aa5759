/** The 61 days around a loss sale in a narrow panel: the sale in the middle, what was bought to either side. The words beside it say the same. */
import { addDays, type CivilDate, daysBetween } from '../../../../shared/kernel/civil-date.ts'
import { date, shortDate } from '../../../../shared/present/format.ts'

interface WindowMark {
  readonly day: CivilDate
  readonly what: string
  readonly kind: 'buy' | 'drip'
  /** It replaced loss shares; the others are drawn hollow. */
  readonly counts: boolean
}

const step = 5
const left = 10
const width = 63 * step + left * 2
const shapes = { buy: 'M0 -6 6 5 -6 5z', drip: 'M0 -6 6 0 0 6 -6 0z' } as const

export function WindowPicture({ sold, marks }: { sold: CivilDate; marks: readonly WindowMark[] }) {
  const words = marks.map(mark => `${date(mark.day)}: ${mark.what}`)
  const x = (day: CivilDate) => left + (daysBetween(sold, day) + 31.5) * step
  return (
    <figure className="wash-window">
      <svg
        viewBox={`0 0 ${width} 34`}
        role="img"
        aria-label={`61 days around the sale of ${date(sold)}. ${words.join('. ') || 'No purchase.'}`}
      >
        <rect className="days" x={x(addDays(sold, -30)) - step / 2} y={4} width={61 * step} height={26} rx={3} />
        <line className="sale-day" x1={x(sold)} x2={x(sold)} y1={2} y2={32} />
        <path className="mark" d="M0 6 6 -5 -6 -5z" transform={`translate(${x(sold)} 17)`} />
        {marks.map((mark, index) => (
          <path
            key={`${mark.day} ${mark.what}`}
            className={`mark ${mark.counts ? 'counts' : ''}`}
            d={shapes[mark.kind]}
            transform={`translate(${x(mark.day)} ${mark.day === sold ? 27 - (index % 2) * 20 : 17})`}
          >
            <title>{`${date(mark.day)}: ${mark.what}`}</title>
          </path>
        ))}
      </svg>
      <figcaption className="ends small grey">
        <span>{shortDate(addDays(sold, -30))}</span>
        <span>▼ sold {shortDate(sold)}, ▲ bought, ◆ reinvested</span>
        <span>{shortDate(addDays(sold, 30))}</span>
      </figcaption>
    </figure>
  )
}
