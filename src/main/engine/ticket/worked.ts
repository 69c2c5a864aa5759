/** What a ticket says of the cost of an order and of how it is worked: parts of the cost, and one line a day where a day's volume does not take it. */
import type { TicketLot } from '../../../shared/model/ticket.ts'
import { date, shareCount, sharesHeld } from '../../../shared/present/format.ts'
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

/** Which shares of which lot each day sells, in the order of the lots: the order of a day names its own (Reg. §1.1012-1(c)). Nothing of a single lot, which every day sells. */
export function lotsByDay({ liquidity }: OrderCosts, lots: readonly Pick<TicketLot, 'sequence' | 'shares'>[]): string[] {
  if (liquidity === undefined || liquidity.schedule === null || lots.length < 2) return []
  let at = 0
  let taken = 0
  const days = scheduleDays(liquidity.schedule).map(({ date: day, shares }) => {
    const parts: string[] = []
    for (let left: number = shares; left > 0 && at < lots.length; ) {
      const lot = lots[at]
      const part = Math.min(left, (lot?.shares ?? 0) - taken)
      if (part > 0) parts.push(`${shareCount(part)} of lot ${lot?.sequence}`)
      left -= part
      taken += part
      if (taken === lot?.shares) [at, taken] = [at + 1, 0]
    }
    return `${date(day)} ${parts.join(', ')}`
  })
  return [`Lots by day: ${days.join('; ')}.`]
}
