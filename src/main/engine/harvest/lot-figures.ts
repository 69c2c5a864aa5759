/**
 * The figures of one lot on one day: value, gain, term, days to long-term, and what selling it alone is worth. Value = shares x price; gain = value less
 * basis; saved now = change of this year's tax by the loss section 1091 leaves; net = saved now less the round trip. Unknown stays unknown.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { OpenLot, Term } from '../../../shared/model/ledger.ts'
import { scaled, valueInCents } from '../exact.ts'
import { basisForShares, type GiftableLot } from '../lots/gift.ts'
import { longFrom } from '../lots/holding-period.ts'
import type { Worth, Worthing } from '../tax/worth.ts'

export interface LotFigures {
  readonly value: Cents | null
  readonly gain: Cents | null
  /** gain / basis in hundredths of a percent. */
  readonly gainPoints: number | null
  readonly term: Term | null
  readonly longOn: CivilDate | null
  readonly daysToLong: number | null
}

/** First day on which a sale is long-term; inherited shares are from the start (IRC section 1223(9)). */
export function longOnOf(lot: OpenLot): CivilDate | null {
  if (lot.holdingFrom === null) return null
  return lot.origin === 'inherited' ? lot.holdingFrom : longFrom(lot.holdingFrom)
}

export function lotTerm(lot: OpenLot, sold: CivilDate): Term | null {
  if (lot.origin === 'inherited') return 'long'
  const longOn = longOnOf(lot)
  return longOn === null ? null : sold >= longOn ? 'long' : 'short'
}

/** `tradeDay`: the day a sale of `asOf` is made, which decides its term. */
export function lotFigures(lot: GiftableLot, price: number | null, asOf: CivilDate, tradeDay: CivilDate = asOf): LotFigures {
  const value = price === null ? null : cents(valueInCents(lot.shares, price))
  const own = basisForShares(lot, lot.shares, value)
  const gain = value === null || own.basis === null ? null : cents(value - own.basis)
  const held = { ...lot, holdingFrom: own.holdingFrom }
  const longOn = longOnOf(held)
  return {
    value,
    gain,
    gainPoints: gain === null || !own.basis ? null : scaled(gain, 10_000, own.basis),
    term: lotTerm(held, tradeDay),
    longOn,
    daysToLong: longOn === null ? null : Math.max(0, daysBetween(asOf, longOn)),
  }
}

/**
 * What selling shares with this gain (signed) is worth. A loss counts less what section 1091 takes of it (`washedLoss`, positive). With an unknown date the term is unknown too, and the lesser of
 * the two worths is taken.
 */
export function worthOfLot(year: Worthing, gain: Cents, term: Term | null, washedLoss: Cents): Worth {
  const counted = gain < 0 ? gain + washedLoss : gain
  if (term === 'long') return year.worth(0, counted)
  if (term === 'short') return year.worth(counted, 0)
  const [short, long] = [year.worth(counted, 0), year.worth(0, counted)]
  return short.savedNow <= long.savedNow ? short : long
}
