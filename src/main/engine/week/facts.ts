/** What the week asks of one household beyond its line in the book: its days, its switchbacks, and what may have happened to its holdings. Made from the snapshot alone. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import type { CalendarEvent, KeptCheck, Switchback } from '../../../shared/model/week.ts'
import { driftIn } from '../drift/drift-in.ts'
import { holdingsOf } from '../standing/holdings.ts'
import { type Standing, standingOf } from '../standing/standing.ts'
import { switchbacksOf } from '../switchback/switchback.ts'
import { householdEvents } from './calendar-events.ts'

export interface WeekFacts {
  readonly id: HouseholdId
  readonly name: string
  /** Holdings without a price while the rest has newer ones: delisted, suspended, or renamed. */
  readonly suspended: number
  /** Holdings that no target of the household's models asks for. */
  readonly legacy: number
  readonly events: readonly CalendarEvent[]
  readonly switchbacks: readonly Switchback[]
}

export function weekFactsOf(snapshot: Snapshot, until: CivilDate): WeekFacts {
  const standing = standingOf(snapshot)
  return {
    id: snapshot.household.id,
    name: snapshot.household.name,
    suspended: suspendedHoldings(standing),
    legacy: legacyHoldings(standing),
    events: householdEvents(standing, until),
    switchbacks: switchbacksOf(standing),
  }
}

/** Only where the household has current prices at all: else the file of prices is old, not the security gone. */
function suspendedHoldings(standing: Standing): number {
  const prices = holdingsOf(standing).map(holding => holding.price)
  if (!prices.some(price => price !== null && !price.stale)) return 0
  return prices.filter(price => price === null || price.stale).length
}

function legacyHoldings(standing: Standing): number {
  const drift = driftIn(standing)
  return drift.portfolio === null ? 0 : drift.rows.filter(row => row.target === 0 && row.value > 0).length
}

/** With what people decided: a switchback somebody keeps is decided, and no day of the calendar any more. `decisions`: oldest first. */
export function decided(facts: readonly WeekFacts[], decisions: readonly KeptCheck[]): WeekFacts[] {
  const latest = new Map(decisions.map(decision => [decision.subject, decision]))
  const isKept = (key: string) => latest.get(key)?.mark === 'keep'
  return facts.map(each => ({
    ...each,
    events: each.events.filter(({ kind, key }) => kind !== 'switchback' || !isKept(key)),
    switchbacks: each.switchbacks.map(one => ({
      ...one,
      decision: latest.get(one.key) ?? null,
      state: isKept(one.key) ? 'decided' : one.state,
    })),
  }))
}
