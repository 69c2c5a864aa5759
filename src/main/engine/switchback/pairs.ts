/**
 * Which positions stand in for one that was harvested: open lots of a permitted substitute, bought in the same taxable account on the day of a sale at a loss or
 * within the thirty days after it, in which the security itself was barred (IRC section 1091(a)). A lot counts for the latest such sale before it.
 */
import { addDays, type CivilDate, laterDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { ProjectedLot } from '../lots/project.ts'
import { leftOfLot } from '../standing/planned.ts'
import type { Standing } from '../standing/standing.ts'
import type { LossSale } from '../wash/loss-sale.ts'
import { clearAfter, windowEnd } from '../wash/window.ts'

/** Loss sales of the last so many days are looked at: a year, and the window after it. */
const lookBackDays = 396

export interface Pair {
  readonly account: AccountId
  readonly sold: SecurityId
  readonly held: SecurityId
  readonly correlation: number | null
  /** The latest of the sales. */
  readonly soldOn: CivilDate
  readonly sales: readonly LossSale[]
  /** What no ticket sells yet. */
  readonly lots: readonly ProjectedLot[]
  /** First day on which the security sold may be bought again: day 31 after the last of its loss sales anywhere in the household, tickets on their way included. */
  readonly freeOn: CivilDate
}

/** By account, then by the security sold, then by the one held. */
export function harvestedPairs(standing: Standing): Pair[] {
  const from = addDays(standing.asOf, -lookBackDays)
  const found: Pair[] = []
  for (const [key, lots] of substitutesHeld(standing)) {
    const [account, held] = key.split('\n') as [AccountId, SecurityId]
    for (const relation of standing.substitutesOf(held)) {
      const sold = standing.sameOf(relation.a) === standing.sameOf(held) ? relation.b : relation.a
      const sales = standing.evidence
        .group(sold)
        .lossSales.filter(sale => sale.account === account && standing.sameOf(sale.security) === standing.sameOf(sold) && sale.date >= from)
      const pair = pairOf(lots, sales)
      if (pair === null) continue
      const { soldOn } = pair
      found.push({ account, sold, held, correlation: relation.correlation, ...pair, freeOn: freeDay(standing, sold, soldOn) })
    }
  }
  return found.sort((a, b) => (keyOf(standing, a) < keyOf(standing, b) ? -1 : 1))
}

/** The same pair and sale has the same key on every day, in the list and in the calendar. */
export function keyOf({ snapshot }: Standing, { account, sold, held, soldOn }: Pair): string {
  return `switchback ${snapshot.household.id} ${account} ${sold} ${held} ${soldOn}`
}

function substitutesHeld(standing: Standing): Map<string, ProjectedLot[]> {
  const found = new Map<string, ProjectedLot[]>()
  for (const lot of standing.lots) {
    if (lot.acquired === null || !isTaxable(standing.accountOf(lot.account).type)) continue
    if (standing.substitutesOf(lot.security).length === 0) continue
    const onTicket = standing.onTickets.get(lot.id)
    if (onTicket !== undefined && onTicket.shares >= lot.shares) continue
    const key = `${lot.account}\n${lot.security}`
    const lots = found.get(key)
    if (lots) lots.push(leftOfLot(lot, onTicket))
    else found.set(key, [leftOfLot(lot, onTicket)])
  }
  return found
}

function pairOf(lots: readonly ProjectedLot[], sales: readonly LossSale[]): Pick<Pair, 'soldOn' | 'sales' | 'lots'> | null {
  const kept: ProjectedLot[] = []
  const behind = new Set<LossSale>()
  for (const lot of lots) {
    const bought = lot.acquired as CivilDate
    const sale = sales.findLast(({ date }) => date <= bought && bought <= windowEnd(date))
    if (sale === undefined) continue
    kept.push(lot)
    behind.add(sale)
  }
  const used = sales.filter(sale => behind.has(sale))
  const last = used.at(-1)
  return last === undefined ? null : { soldOn: last.date, sales: used, lots: kept }
}

function freeDay(standing: Standing, sold: SecurityId, soldOn: CivilDate): CivilDate {
  const group = standing.groupOf(sold)
  return standing.locks
    .filter(lock => standing.groupOf(lock.security) === group)
    .reduce<CivilDate>((day, lock) => laterDate(day, addDays(lock.until, 1)), clearAfter(soldOn))
}
