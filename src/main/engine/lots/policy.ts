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
  /** Whether inherited shares sold at a loss pass on more than a year, as they are taken to have been held (section 1223(9)), or the days held only. */
  readonly inheritedPassesYear: boolean
  /** Whether shares bought before the loss shares, inside the window, replace them: literal Reg. 1.1091-1(a). */
  readonly olderSharesReplace: boolean
  /** Whether purchases of the window that were sold on an earlier day than the loss shares replace them all the same. */
  readonly soldSharesReplace: boolean
  /** Whether orders of one day, account and security are one purchase, as fills of one order are: Rev. Rul. 56-602. */
  readonly sameDayIsOneLot: boolean
  /** Whether a loss of a day and no hour comes after the day's other sales, so that what they sold is held no more. */
  readonly untimedLast: boolean
  /** Whether of purchases on one day those in IRAs replace first; otherwise the order of execution decides. */
  readonly iraFirst: boolean
  /** Whether a purchase in a 401(k) or 529 plan, and one in a health savings account, loses the loss as one in an IRA does; otherwise it is only flagged. */
  readonly planLikeIra: boolean
  readonly healthLikeIra: boolean
  /** Account -> who files for it, where spouses file separately and a loss of the one does not go into the other's basis. Accounts left out share all. */
  readonly separateFilers: ReadonlyMap<string, string>
  readonly averageRounding: Law['averageRounding']
  /** Securities that are no stock or securities for section 1091: digital assets, where the firm reads them as property. */
  readonly outside: ReadonlySet<string>
}

const nobody: ReadonlyMap<string, string> = new Map()

const nothing: ReadonlySet<string> = new Set()

/**
 * `filers`: who files for each account where spouses file separate returns; empty where they file together or nobody is named as owner. `digital`: the
 * household's securities that are digital assets.
 */
export function bookingPolicyOf(
  law: Law,
  filers: BookingPolicy['separateFilers'] = nobody,
  digital: BookingPolicy['outside'] = nothing,
): BookingPolicy {
  return {
    washSales: true,
    scope: 'taxpayer',
    tacking: law.tacking,
    inheritedPassesYear: law.inheritedLoss === 'more-than-a-year',
    olderSharesReplace: law.olderLot === 'replaces',
    soldSharesReplace: law.soldReplacement === 'literal',
    sameDayIsOneLot: law.sameDayOrders === 'one-lot',
    untimedLast: law.untimedLosses === 'sold-before',
    iraFirst: law.sameDayTies === 'ira-first',
    planLikeIra: law.employerPlan === 'like-ira',
    healthLikeIra: law.healthAccount === 'like-ira',
    separateFilers: law.spouseReturn === 'flag' ? filers : nobody,
    averageRounding: law.averageRounding,
    outside: law.digitalAssets === 'property' ? digital : nothing,
  }
}

export const defaultPolicy: BookingPolicy = bookingPolicyOf(defaultLaw)

/** Whether two accounts belong to spouses who file separately, so that the one's disallowed loss goes into no basis: RULES 2.3. */
export function fileApart({ separateFilers }: Pick<BookingPolicy, 'separateFilers'>, one: string, other: string): boolean {
  if (separateFilers.size === 0) return false
  const [first, second] = [separateFilers.get(one), separateFilers.get(other)]
  return first !== undefined && second !== undefined && first !== second
}
