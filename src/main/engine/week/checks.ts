/**
 * The checklist of the seeds over the whole book: which items are due on a day, which were done or left, and how many households each concerns. An item is due once a
 * period (planner/review-dates.ts), counted by trading days, so that a Saturday belongs to its Friday; an item of events is due from the event until somebody marks it.
 */
import { addDays, type CivilDate, dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { HouseholdRow } from '../../../shared/model/views.ts'
import type { KeptCheck, NamedHousehold, Place, Week, WeekItem } from '../../../shared/model/week.ts'
import { counted, date } from '../../../shared/present/format.ts'
import { tradingDayFrom, tradingDaysUntil } from '../calendar/trading-days.ts'
import { type ChecklistItem, checklist } from '../planner/checklists.ts'
import { isDue } from '../planner/review-dates.ts'
import type { WeekFacts } from './facts.ts'

export interface WeekInput {
  readonly asOf: CivilDate
  readonly rows: readonly HouseholdRow[]
  readonly facts: ReadonlyMap<HouseholdId, Pick<WeekFacts, 'suspended' | 'legacy'>>
  /** Oldest first. */
  readonly marks: readonly KeptCheck[]
  readonly costsAsOf: CivilDate
  readonly driftThreshold: number
  /** Households that a ticket of the last year was issued for. */
  readonly traded: ReadonlySet<HouseholdId>
  /** Households of which a model, a restriction or an account changed since the last mark of `mandate`. */
  readonly changed: ReadonlySet<HouseholdId>
}

/** Named one by one up to so many; the rest are counted. */
const mostNamed = 40
/** Cost estimates are renewed after so many days (rebalancing planner (US), "quality checks"). */
const costDays = 30

export function weekOf(input: WeekInput): Week {
  const tradingDay = tradingDaysUntil(input.asOf, 1)[0] as CivilDate
  const items = checklist.map(item => itemOf(item, input, tradingDay))
  const having = (state: WeekItem['state']) => items.filter(item => item.state === state).length
  return { asOf: input.asOf, tradingDay, items, due: having('due'), done: having('done'), skipped: having('skipped') }
}

function itemOf(item: ChecklistItem, input: WeekInput, tradingDay: CivilDate): WeekItem {
  const last = input.marks.findLast(mark => mark.subject === item.id && mark.asOf <= input.asOf) ?? null
  const { households, about } = concerning(item.id, input)
  const { opens, each } = places[item.id] ?? { opens: elsewhere, each: 'household' }
  return {
    id: item.id,
    rhythm: item.rhythm,
    words: item.words,
    state: stateOf(item, last, input.asOf, tradingDay, households.length),
    next: item.rhythm === 'event' ? null : nextPeriod(tradingDay, item.rhythm),
    count: households.length,
    about,
    households: households.slice(0, mostNamed),
    more: Math.max(0, households.length - mostNamed),
    last,
    opens,
    each,
  }
}

/** Done and skipped both end an item for its period; an event that nobody looked at since it happened is due whatever the day. */
function stateOf(
  { rhythm }: ChecklistItem,
  last: KeptCheck | null,
  asOf: CivilDate,
  tradingDay: CivilDate,
  count: number,
): WeekItem['state'] {
  const marked = last?.mark === 'skipped' ? 'skipped' : 'done'
  if (rhythm === 'event') return last !== null && last.asOf === asOf ? marked : count > 0 ? 'due' : 'not-due'
  return isDue(last?.asOf ?? null, tradingDay, rhythm) ? 'due' : marked
}

/** The first trading day of the next period. */
function nextPeriod(from: CivilDate, every: Exclude<ChecklistItem['rhythm'], 'event'>): CivilDate {
  let day = addDays(from, 1)
  while (!isDue(from, day, every)) day = addDays(day, 1)
  return tradingDayFrom(day)
}

interface Concerned {
  readonly households: readonly NamedHousehold[]
  readonly about: string
}

interface Concern {
  readonly words: string
  readonly concerns: (row: HouseholdRow, input: WeekInput) => boolean
}

const factsOf = (row: HouseholdRow, { facts }: WeekInput) => facts.get(row.id)

/** Which households an item is about today. */
const concerns: Readonly<Record<string, Concern>> = {
  weights: { words: 'with stale or no prices', concerns: row => row.stale || row.pricesAsOf === null },
  breaches: { words: 'outside their bands', concerns: row => row.driftOutside },
  'trade-list': { words: 'with drift, a harvest or a cash need', concerns: row => row.driftOutside || row.ready > 0 || row.cashNeeded > 0 },
  'drift-trend': {
    words: 'inside their bands, past three quarters of the way out',
    concerns: (row, input) => isNear(row, input.driftThreshold),
  },
  factors: { words: 'with a model', concerns: row => row.drift !== null },
  performance: { words: 'with tickets of the last year', concerns: (row, input) => input.traded.has(row.id) },
  reoptimize: { words: 'with a model', concerns: row => row.drift !== null },
  targets: { words: 'without a model', concerns: row => row.drift === null },
  universe: { words: 'with positions outside their models', concerns: (row, input) => (factsOf(row, input)?.legacy ?? 0) > 0 },
  mandate: { words: 'whose model, restrictions or accounts changed since', concerns: (row, input) => input.changed.has(row.id) },
  delisted: { words: 'with a holding that has no current price', concerns: (row, input) => (factsOf(row, input)?.suspended ?? 0) > 0 },
}

function concerning(item: string, input: WeekInput): Concerned {
  if (item === 'cost-estimates') return costsConcern(input)
  const concern = concerns[item]
  if (concern === undefined) return { households: [], about: '' }
  const households = input.rows.filter(row => concern.concerns(row, input)).map(({ id, name }) => ({ id, name }))
  return { households, about: `${counted(households.length, 'household')} ${concern.words}` }
}

function isNear({ drift, driftOutside }: HouseholdRow, threshold: number): boolean {
  return drift !== null && !driftOutside && drift * 4 >= threshold * 3
}

function costsConcern({ rows, costsAsOf, asOf }: WeekInput): Concerned {
  const age = dayNumber(asOf) - dayNumber(costsAsOf)
  const about = `Estimates of ${date(costsAsOf)}, ${counted(age, 'day')} old`
  return { households: age > costDays ? rows.map(({ id, name }) => ({ id, name })) : [], about }
}

const place = (screen: string, words: string, rest: string[] = [], query: Record<string, string> = {}): Place => ({
  screen,
  rest,
  query,
  words,
})
const elsewhere = place('book', 'Open the book')

/** The screen that does an item, one step away, and the one that a household of its list opens. */
const places: Readonly<Record<string, { readonly opens: Place; readonly each: string }>> = {
  weights: { opens: place('data', 'Import prices'), each: 'household' },
  breaches: { opens: place('book', 'Show them', [], { tile: 'drift' }), each: 'rebalance' },
  'trade-list': { opens: place('book', 'Optimize the book', ['optimize']), each: 'rebalance' },
  'drift-trend': { opens: place('book', 'Show trends', ['trends']), each: 'household' },
  factors: { opens: place('book', 'Show households'), each: 'rebalance' },
  performance: { opens: place('book', 'Past rebalances', ['trends']), each: 'household' },
  reoptimize: { opens: place('book', 'Optimize the book', ['optimize']), each: 'rebalance' },
  'cost-estimates': { opens: place('settings', 'Costs', ['costs']), each: 'household' },
  targets: { opens: place('settings', 'Thresholds', ['thresholds']), each: 'household' },
  universe: { opens: place('settings', 'Related securities', ['relations']), each: 'household' },
  mandate: { opens: place('book', 'Show households'), each: 'rebalance' },
  delisted: { opens: place('data', 'Import prices'), each: 'household' },
}
