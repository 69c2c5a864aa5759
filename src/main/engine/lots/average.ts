/**
 * Where average basis may be used, account by account: shares of regulated investment companies (mutual funds, and exchange-traded funds organized as such)
 * and shares bought by a dividend reinvestment plan after 2011, when the owner elected it in writing; IRC section 1012(c), (d), Reg. 1.1012-1(e); Pub. 550
 * "Average Basis". An account whose custodian averages by default is one in which it was chosen. Shares sold count as the oldest for the holding period.
 */
import { type CivilDate, civilDate, dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { Account, Security } from '../../../shared/model/book.ts'
import type { OpenLot } from '../../../shared/model/ledger.ts'
import { date } from '../../../shared/present/format.ts'
import type { Averaging } from './event.ts'
import type { Lot } from './holding.ts'

/** Plan shares acquired before this day cannot be averaged: IRC section 1012(d). */
const planSharesFrom = civilDate('2012-01-01')

/** What may be averaged in an account on a day, as far as the account and the kind of the security tell; `method`: the account's own on that day. */
export function averagingOf(
  account: Pick<Account, 'averageElectedOn'>,
  method: Account['defaultMethod'],
  kind: Security['kind'],
  sold: CivilDate,
): Averaging {
  const electedOn = account.averageElectedOn ?? null
  if (method !== 'AVERAGE' && (electedOn === null || electedOn > sold)) return 'nothing'
  return kind === 'mutual-fund' || kind === 'etf' ? 'position' : 'plan-shares'
}

/** Whether these open shares may be averaged: of what is no fund, only where a plan bought all of them after 2011. */
export function mayAverage(averaging: Averaging, lots: Iterable<Pick<Lot, 'origin' | 'acquiredDay'>>): boolean {
  if (averaging !== 'plan-shares') return averaging === 'position'
  for (const { origin, acquiredDay } of lots) {
    if (origin !== 'drip' || acquiredDay === null || acquiredDay < dayNumber(planSharesFrom)) return false
  }
  return true
}

/** null: average basis may be used for a sale on `sold`; otherwise why not, in words. */
export function whyNotAverage(
  account: Pick<Account, 'name' | 'defaultMethod' | 'averageElectedOn'>,
  security: Pick<Security, 'symbol' | 'kind'>,
  lots: readonly Pick<OpenLot, 'origin' | 'acquired'>[],
  sold: CivilDate,
): string | null {
  const fund = security.kind === 'mutual-fund' || security.kind === 'etf'
  const planOnly = lots.length > 0 && lots.every(lot => lot.origin === 'drip')
  if (!fund && !planOnly)
    return `Average basis is for fund shares and shares of dividend reinvestment plans (Reg. §1.1012-1(e)); ${security.symbol} is neither.`
  if (!fund && lots.some(lot => lot.acquired === null || lot.acquired < planSharesFrom))
    return `Only plan shares acquired after 2011 may be averaged (IRC §1012(d)); some of ${security.symbol} are older or undated.`
  const electedOn = account.averageElectedOn ?? null
  if (electedOn === null && account.defaultMethod !== 'AVERAGE')
    return `Average basis needs the owner's written election for this account (Reg. §1.1012-1(e)); none is entered for ${account.name}.`
  if (electedOn !== null && electedOn > sold && account.defaultMethod !== 'AVERAGE')
    return `Average basis was elected for ${account.name} on ${date(electedOn)}; a sale before that day cannot use it (Reg. §1.1012-1(e)).`
  return null
}
