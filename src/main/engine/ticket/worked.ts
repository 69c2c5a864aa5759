/** What a ticket says of the cost of an order and of how it is worked: parts of the cost, and one line a day where a day's volume does not take it. */
import { date, sharesHeld } from '../../../shared/present/format.ts'
import { type OrderCosts, scheduleDays } from '../cost/execution.ts'

export function workedCosts({ parts, liquidity }: OrderCosts): Pick<OrderCosts, 'parts' | 'liquidity'> {
  return { parts, ...(liquidity === undefined ? {} : { liquidity }) }
}

/** `several`: the sale is split into several orders, and the days are of all of them together. */
export function scheduleNotes({ liquidity }: OrderCosts, several = false): string[] {
  if (liquidity === undefined || liquidity.schedule === null) return []
  const days = scheduleDays(liquidity.schedule).map(({ date: day, shares }) => `${date(day)} ${sharesHeld(shares)}`)
  return [liquidity.words, `${several ? 'All parts together' : 'Schedule'}: ${days.join('; ')}.`]
}
