/**
 * What a booking run is told about the law: whether and for whom wash sales are looked at, and the open points as the firm reads them (shared/model/law.ts
 * names each, with its citation and options). The defaults are those of the catalogue.
 */
import { defaultLaw, type Law } from '../../../shared/model/law.ts'

export interface BookingPolicy {
  readonly washSales: boolean
  /** taxpayer: every account of the household, groups of identical securities. broker: same account, same security, as on Form 1099-B. */
  readonly scope: 'taxpayer' | 'broker'
  /** Holding period of a replacement: IRC section 1223(3). */
  readonly tacking: Law['tacking']
  /** Whether shares bought before the loss shares, inside the window, replace them: literal Reg. 1.1091-1(a). */
  readonly olderSharesReplace: boolean
  /** Whether purchases of the window that were sold on an earlier day than the loss shares replace them all the same. */
  readonly soldSharesReplace: boolean
  /** Whether orders of one day, account and security are one purchase, as fills of one order are: Rev. Rul. 56-602. */
  readonly sameDayIsOneLot: boolean
  /** Whether of purchases on one day those in IRAs replace first; otherwise the order of execution decides. */
  readonly iraFirst: boolean
  /** Whether a spouse who files a separate return takes the disallowed loss into basis; otherwise it goes into none. */
  readonly spouseTakesBasis: boolean
  readonly averageRounding: Law['averageRounding']
}

export function bookingPolicyOf(law: Law, scope: BookingPolicy['scope'] = 'taxpayer'): BookingPolicy {
  return {
    washSales: true,
    scope,
    tacking: law.tacking,
    olderSharesReplace: law.olderLot === 'replaces',
    soldSharesReplace: law.soldReplacement === 'literal',
    sameDayIsOneLot: law.sameDayOrders === 'one-lot',
    iraFirst: law.sameDayTies === 'ira-first',
    spouseTakesBasis: law.spouseReturn === 'spouse-lot',
    averageRounding: law.averageRounding,
  }
}

export const defaultPolicy: BookingPolicy = bookingPolicyOf(defaultLaw)
