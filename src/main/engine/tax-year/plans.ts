/**
 * Purchases in a 401(k), a 529 plan or a health savings account beside a loss, where the firm reads none of them like an IRA: no ruling says whether they
 * disallow it (Rev. Rul. 2008-5 speaks of IRAs only; RULES 2.2), so the loss stays allowed and its row says that a person decides.
 */
import { daysBetween } from '../../../shared/kernel/civil-date.ts'
import { date, sharesHeld } from '../../../shared/present/format.ts'
import type { Standing } from '../standing/standing.ts'
import { treatmentIn } from '../wash/evidence.ts'
import { windowDays } from '../wash/window.ts'
import type { Sale } from './sales.ts'

/** null: there is none, or nothing of the loss is left. */
export function undecidedWhy(
  { evidence, accountOf, securityOf }: Standing,
  { security, sold, recognized }: Pick<Sale, 'security' | 'sold' | 'recognized'>,
): string | null {
  if (recognized === null || recognized >= 0) return null
  const bought = evidence
    .group(security)
    .acquisitions.filter(one => treatmentIn(evidence, one.account) === 'unsettled')
    .filter(one => one.date !== null && Math.abs(daysBetween(one.date, sold)) <= windowDays)
  if (bought.length === 0) return null
  const purchases = bought.map(
    one => `${accountOf(one.account).name} bought ${sharesHeld(one.shares)} of ${securityOf(one.security).symbol} on ${date(one.date)}`,
  )
  return `${purchases.join('; ')}: no ruling says whether a purchase in such a plan disallows the loss (Rev. Rul. 2008-5 speaks of IRAs only); it stays allowed until a person decides`
}
