/**
 * Do-not-buy locks: a sale at a loss bars its security, and every security declared identical, through the thirtieth day after it, in every account of the
 * household. Locks end by themselves. IRC section 1091(a).
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId, SecurityId } from '../../../shared/kernel/id.ts'
import type { WashLock } from '../../../shared/model/ledger.ts'
import { date as dateInWords, exactMoney, shareCount } from '../../../shared/present/format.ts'
import type { GroupOf } from './identical.ts'
import type { LossSale } from './loss-sale.ts'
import { windowEnd } from './window.ts'

export interface LockContext {
  readonly household: HouseholdId
  readonly asOf: CivilDate
  readonly securities: readonly SecurityId[]
  readonly groupOf: GroupOf
  readonly symbolOf: (security: SecurityId) => string
}

/** The locks in force on `asOf`, by their end, then by security. Loss shares that have found their replacement bar nothing any more. */
export function locksFrom(sales: readonly LossSale[], context: LockContext): WashLock[] {
  const locks: WashLock[] = []
  for (const sale of sales) {
    const until = windowEnd(sale.date)
    if (sale.loss === null || sale.unreplaced === 0 || sale.date > context.asOf || until < context.asOf) continue
    const group = context.groupOf(sale.security)
    const members = new Set(context.securities.filter(security => context.groupOf(security) === group)).add(sale.security)
    for (const security of members) {
      const related = security === sale.security ? '' : `, declared identical to ${context.symbolOf(security)},`
      locks.push({
        id: `lock ${sale.id} ${security}`,
        household: context.household,
        security,
        from: sale.date,
        until,
        reason: `${shareCount(sale.unreplaced)} sh of ${context.symbolOf(sale.security)}${related} sold at a loss of ${exactMoney(sale.loss)} on ${dateInWords(sale.date)} (IRC §1091)`,
        ticket: null,
      })
    }
  }
  return locks.sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : a.id < b.id ? -1 : 1))
}
