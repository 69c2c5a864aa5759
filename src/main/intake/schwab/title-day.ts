/**
 * The day for which a Schwab title speaks: `as of 08:03 AM ET, 02/11/2022`. Trades of a day are in the figures only once they are made: before the market opens
 * (09:30 Eastern) the file describes the end of the day before; until it closes (16:00) it may lack trades of its own day; afterwards, and on weekends, the
 * day is the title's. Hours: NYSE regular session; early closes only make the warning come where it is not needed.
 */
import { addDays, type CivilDate, weekday } from '../../../shared/kernel/civil-date.ts'
import { datesIn } from '../dates.ts'
import type { Issues } from '../issues.ts'

const opens = 9 * 60 + 30
const closes = 16 * 60
/** Only Eastern time is told against the market's hours. */
const clock = /\b(\d{1,2}):(\d{2})(?::\d{2})? ?([AP])M E[DS]?T\b/i
const [sunday, saturday] = [0, 6]

export interface TitleDay {
  /** The day printed in the title. */
  readonly printed: CivilDate
  /** The day whose end the figures describe. */
  readonly asOf: CivilDate
  readonly made: 'before-open' | 'in-session' | 'after-close'
  readonly time: string
}

export function titleDay(text: string): TitleDay | undefined {
  const printed = datesIn(text).at(-1)
  if (printed === undefined) return undefined
  const found = clock.exec(text)
  const minutes = found === null ? null : minutesOf(Number(found[1]), Number(found[2]), found[3] ?? '')
  const time = found?.[0] ?? ''
  if (minutes === null || minutes >= closes) return { printed, asOf: printed, made: 'after-close', time }
  if (minutes < opens) return { printed, asOf: addDays(printed, -1), made: 'before-open', time }
  const weekend = weekday(printed) === saturday || weekday(printed) === sunday
  return { printed, asOf: printed, made: weekend ? 'after-close' : 'in-session', time }
}

/** Said once for each title. */
export function tellTitleDay(issues: Issues, line: number, { printed, asOf, made, time }: TitleDay): void {
  if (made === 'before-open') {
    issues.note(
      'before-open',
      line,
      '',
      `The file was made at ${time} on ${printed}, before the market opened: it is kept as of the end of ${asOf}`,
    )
  }
  if (made === 'in-session') {
    issues.warn(
      'in-session',
      line,
      '',
      `The file was made at ${time} on ${printed}, while the market was open: trades of that day may be missing from it`,
      'Trades of that day are taken as contained in it. Export it again after 4:00 PM ET, or before the next open.',
    )
  }
}

function minutesOf(hour: number, minute: number, half: string): number | null {
  if (hour < 1 || hour > 12 || minute > 59) return null
  return (hour % 12) * 60 + minute + (half.toUpperCase() === 'P' ? 12 * 60 : 0)
}
