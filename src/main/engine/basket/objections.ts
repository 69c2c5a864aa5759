/**
 * What stands in the way of a choice. Some objections end the matter (view-only, no price, more shares than open); the others may be overridden with a
 * typed reason, which is printed on the ticket.
 */
import { oneShare, sumShares } from '../../../shared/kernel/shares.ts'
import type { WashVerdict } from '../../../shared/model/review.ts'
import { counted, sharesHeld } from '../../../shared/present/format.ts'
import { barReasons } from '../harvest/harvest-scan.ts'
import { isLossBasisUnknown } from '../lots/gift.ts'
import type { Standing } from '../standing/standing.ts'
import { whyBarred } from '../substitute/rank.ts'
import { rules } from '../wash/reasons.ts'
import { lotsToSell, type Objection, type Sold } from './sold.ts'

export const dayOrderCode = 'rule/wash-day-order'

export function objectionsTo(standing: Standing, sold: Sold, wash: WashVerdict): Objection[] {
  const { choice } = sold
  const account = standing.accountOf(choice.account)
  const { symbol } = standing.securityOf(choice.security)
  const where = `${account.name}, ${symbol}`
  const found: Objection[] = [...sold.objections]
  const overridable = (code: string, what: string, remedy: string) => found.push({ code, what, where, remedy, final: false })
  if (account.mode === 'view-only') {
    const remedy = 'Make the account tradable in Settings, or leave it out.'
    found.push({ code: 'rule/view-only', what: `${account.name} is view-only: nothing can be traded in it.`, where, remedy, final: true })
  }
  const first = sold.picks[0]
  if (first)
    for (const bar of barReasons(standing, first.lot))
      overridable(`rule/${bar.code.replace('/', '-')}`, bar.what, bar.change ?? 'Type a reason to sell all the same.')
  if (
    sold.shares % oneShare !== 0 &&
    !account.fractional &&
    sold.shares !== sumShares(lotsToSell(standing, choice).map(lot => lot.shares))
  ) {
    const what = `${sharesHeld(sold.shares)} is no whole number of shares, and the account takes fractions only when the whole position is sold.`
    overridable('rule/fraction', what, 'Sell whole shares or the whole position.')
  }
  const unknown = sold.picks.filter(pick => pick.sold.basis === null)
  if (unknown.length > 0)
    overridable(
      'rule/basis-unknown',
      'The basis of a lot is unknown, so its gain is.',
      'Import a lot file that states it, or type a reason.',
    )
  for (const objection of ticketObjections(standing, sold, where)) found.push(objection)
  found.push(...giftObjections(sold, where))
  if (wash.permanentShares > 0) {
    const what = `The loss on ${sharesHeld(wash.permanentShares)} would be lost for good: ${whys(wash)}`
    overridable('rule/wash-permanent', what, 'Wait until the window is over, or type a reason.')
  } else if (wash.washedShares > 0) {
    const what = `The loss on ${sharesHeld(wash.washedShares)} would be disallowed for now: ${whys(wash)}`
    overridable('rule/wash-deferred', what, 'Wait until the window is over, or type a reason.')
  }
  const { otherOrder } = wash
  if (otherOrder !== undefined && otherOrder.lost > wash.permanentShares)
    overridable(dayOrderCode, `${otherOrder.what}.`, 'Find out who bought first, wait until the window is over, or type a reason.')
  if (choice.replacement !== null) {
    const barred = whyBarred(standing, choice.account, choice.security, choice.replacement)
    const bought = standing.securityOf(choice.replacement).symbol
    if (barred !== null)
      overridable('rule/replacement-barred', `${bought} as replacement: ${barred}`, 'Choose another replacement, or hold cash.')
  }
  return found
}

/** Shares that an issued ticket sells already and no file shows yet; issuing refuses them whatever the reason. */
function ticketObjections(standing: Standing, sold: Sold, where: string): Objection[] {
  const again = sold.picks.flatMap(({ lot, sold: one }) => {
    const ticketed = standing.onTickets.get(lot.id)
    return ticketed !== undefined && one.shares > lot.shares - ticketed.shares ? [ticketed] : []
  })
  if (again.length === 0) return []
  const tickets = [...new Set(again.flatMap(ticketed => ticketed.tickets))].join(', ')
  const lots = again.length === 1 ? 'a lot' : counted(again.length, 'lot')
  const what = `${sharesHeld(sumShares(again.map(ticketed => ticketed.shares)))} of ${lots} are on ticket ${tickets}, and no file shows that sale yet.`
  const remedy = 'Import the trades of that day, or cancel that ticket if it was not placed.'
  return [{ code: 'rule/lot-on-ticket', what, where, remedy, final: false }]
}

/** A loss on a gift that the value when given may make smaller. */
function giftObjections(sold: Sold, where: string): Objection[] {
  if (!sold.picks.some(pick => isLossBasisUnknown(pick.lot) && (pick.sold.gain ?? 0) < 0)) return []
  const what = 'A lot received as a gift shows a loss, and its value when given, which may be the basis for it, is unknown (IRC §1015(a)).'
  const remedy = 'Enter the value on the day of the gift, or type a reason.'
  return [{ code: 'rule/gift-value-unknown', what, where, remedy, final: false }]
}

function whys(wash: WashVerdict): string {
  return wash.reasons
    .filter(reason => reason.date !== null && reason.rule !== rules.dayOrder)
    .map(reason => reason.what)
    .join('; ')
}
