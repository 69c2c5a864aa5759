/**
 * Where average basis may be used, account by account: shares of regulated investment companies (mutual funds, and exchange-traded funds organized as such)
 * and shares bought by a dividend reinvestment plan after 2011, when the owner elected it in writing; IRC section 1012(c), (d), Reg. 1.1012-1(e); Pub. 550
 * "Average Basis". An account whose custodian averages by default is one in which it was chosen. Shares sold count as the oldest for the holding period.
 */
import { type CivilDate, civilDate } from '../../../shared/kernel/civil-date.ts'
import type { Account, Security } from '../../../shared/model/book.ts'
import type { OpenLot } from '../../../shared/model/ledger.ts'
import { date } from '../../../shared/present/format.ts'

/** Plan shares acquired before this day cannot be averaged: IRC section 1012(d). */
const planSharesFrom = civilDate('2012-01-01')

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
