/**
 * Runs one lot case (shared/model/lot-case.ts) on the booking engine and writes the answer as decimal text. Cases may hold fractions of a cent and
 * repeating decimals, so the same engine runs here on a finer unit: the finest of ten to two places in which every amount of the case is exact
 * and the whole stays inside 2^53. Dollars with more places than that (a coin's price times eight decimals of it) are rounded to the finest unit that holds
 * them, a hundredth of a cent or less, and the answer says so; shares never are, and a case that fits no unit is refused.
 */
import { dateOfDay } from '../../../shared/kernel/civil-date.ts'
import { decimalFromScaled, roundedDecimal, scaledFromDecimal } from '../../../shared/kernel/decimal.ts'
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import { type LotCase, type LotTrade, treatmentOfType } from '../../../shared/model/lot-case.ts'
import { identicalGroups } from '../wash/identical.ts'
import { type Booking, book } from './book.ts'
import { eventOfTrade, isKnownDistribution, type Scales, touchesLots } from './case-events.ts'
import { faultOfTrades } from './case-faults.ts'
import type { BookingEvent, Treatment } from './event.ts'
import type { Piece, RealizedRow } from './holding.ts'
import { shelteredFirst } from './ira-first.ts'
import { type BookingPolicy, defaultPolicy } from './policy.ts'

export interface LotAnswer {
  readonly id: string
  readonly realized: readonly Record<string, string>[]
  readonly openLots: readonly Record<string, string | null>[]
  readonly washMatches: readonly Record<string, string>[]
  readonly totals: Readonly<Record<string, string>>
  /** Decimal places of dollars to which amounts of the case were rounded; absent where all are as told. */
  readonly dollarPlaces?: number
}
export type CaseAnswer =
  | LotAnswer
  | { readonly id: string; readonly error: { readonly code: string; readonly atTrade: string } }
  | { readonly id: string; readonly unsupported: string }

/** `policy` replaces named switches, for questions such as: what if the law were read the other way. */
export function answerCase(told: LotCase, policy: Partial<BookingPolicy> = {}): Outcome<CaseAnswer> {
  const scales = scalesOf(told.trades)
  if (scales === undefined) {
    return refused({
      code: 'input/amount',
      what: 'No unit holds every amount of the case exactly.',
      where: `case ${told.id}`,
      remedy:
        'Use at most ten decimal places of shares, and amounts below 90 trillion units of the smallest place or of a hundredth of a cent.',
    })
  }
  const trades = told.trades.filter(touchesLots)
  const lotCase = { ...told, trades: scales.rounded ? trades.map(trade => roundedTrade(trade, scales.money)) : trades }
  const fault = faultOfTrades(told.trades)
  if (fault !== undefined) return done({ id: lotCase.id, error: fault })
  const unsupported = unsupportedTrade(lotCase.trades)
  if (unsupported !== undefined) return done({ id: lotCase.id, unsupported })
  const events: BookingEvent[] = []
  for (const trade of inOrderOfDate(lotCase.trades)) events.push(eventOfTrade(trade, lotCase, scales))
  const treatments = new Map(lotCase.trades.map(trade => [trade.account, treatmentUnder(trade.accountType, policy)]))
  const read = { ...defaultPolicy, washSales: lotCase.settings.washSales, scope: lotCase.settings.scope, ...policy }
  const treatmentOf = (account: string) => treatments.get(account) ?? 'taxable'
  const booking = book(read.iraFirst ? shelteredFirst(events, treatmentOf) : events, {
    policy: read,
    treatmentOf,
    places: scales,
    groupOf: identicalGroups(lotCase.settings.identical),
  })
  const [problem] = booking.problems
  if (problem?.code === 'unsupported')
    return done({ id: lotCase.id, unsupported: `a short sale without an appreciated position (${problem.event})` })
  if (problem !== undefined) return done({ id: lotCase.id, error: { code: problem.code, atTrade: problem.event } })
  return done(answerOf(lotCase.id, booking, scales))
}

/** As the case's law has it, and where the firm reads it otherwise, so. */
function treatmentUnder(type: LotTrade['accountType'], { planLikeIra, healthLikeIra }: Partial<BookingPolicy>): Treatment {
  const treatment = treatmentOfType(type)
  if (type === 'hsa') return healthLikeIra === false ? 'unsettled' : treatment
  return treatment === 'unsettled' && planLikeIra === true ? 'sheltered' : treatment
}

/** Trades of one day keep the order of the file, which is the order of execution. */
function inOrderOfDate(trades: readonly LotTrade[]): LotTrade[] {
  return trades.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

function unsupportedTrade(trades: readonly LotTrade[]): string | undefined {
  if (trades.some(trade => trade.side === 'cover'))
    return 'closing a short sale (IRC section 1091(e), Reg. 1.1091-1(g)): the books are long only'
  const distribution = trades.find(trade => trade.side === 'distribution' && !isKnownDistribution(trade.kind))
  if (
    trades.some(
      trade => (trade.side === 'merger' && Number(trade.total) > 0 && !trade.worth) || (trade.side === 'taxable_merger' && !trade.worth),
    )
  )
    return 'a merger with cash or tax that does not state what a new share is worth (IRC section 356)'
  if (distribution?.side === 'distribution') return `a distribution of the kind ${distribution.kind} (IRC section 852(b)(4)(B) and others)`
  return undefined
}

interface CaseScales extends Scales {
  readonly rounded: boolean
}

function scalesOf(trades: readonly LotTrade[]): CaseScales | undefined {
  const money = trades.flatMap(moneyOf)
  const shares = trades.flatMap(trade => [
    trade.quantity,
    ...(trade.side === 'sell' ? (trade.lotIds ?? []).map(pick => pick.quantity) : []),
  ])
  const sharePlaces = finestPlaces(shares)
  if (sharePlaces === undefined) return undefined
  const exact = finestPlaces(money)
  if (exact !== undefined) return { money: exact, shares: sharePlaces, rounded: false }
  for (let places = 10; places >= 4; places -= 1) {
    const fits = finestPlaces(money.map(amount => roundedDecimal(amount, places)))
    if (fits !== undefined && fits >= places) return { money: places, shares: sharePlaces, rounded: true }
  }
  return undefined
}

function moneyOf(trade: LotTrade): string[] {
  const also = [trade.side === 'buy' ? trade.giftFmv : null, 'worth' in trade ? trade.worth : null]
  return [trade.total, trade.fees, ...also.filter(amount => amount != null)]
}

function roundedTrade(trade: LotTrade, places: number): LotTrade {
  const amounts = { total: roundedDecimal(trade.total, places), fees: roundedDecimal(trade.fees, places) }
  if (trade.side === 'buy' && trade.giftFmv != null) return { ...trade, ...amounts, giftFmv: roundedDecimal(trade.giftFmv, places) }
  if ('worth' in trade && trade.worth != null) return { ...trade, ...amounts, worth: roundedDecimal(trade.worth, places) }
  return { ...trade, ...amounts }
}

function finestPlaces(amounts: readonly string[]): number | undefined {
  for (let places = 10; places >= 2; places -= 1) {
    const scaled = amounts.map(amount => scaledFromDecimal(amount, places))
    // room for sums of losses that are carried down a chain and counted again at each link
    const isExact = scaled.every(value => value !== undefined)
    if (isExact && Number.isSafeInteger(scaled.reduce((sum, value) => sum + 16 * Math.abs(value), 0))) return places
  }
  return undefined
}

function answerOf(id: string, booking: Booking, scales: CaseScales): LotAnswer {
  const money = (value: number | null): string => decimalFromScaled(value ?? 0, scales.money)
  const quantity = (value: number): string => decimalFromScaled(value, scales.shares)
  const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0)
  const realized = (row: RealizedRow): Record<string, string> => ({
    sellId: row.sale,
    lotId: row.lot.id,
    quantity: quantity(row.shares),
    proceeds: money(row.proceeds),
    basis: money(row.basis),
    gainBeforeWash: money(row.gain),
    washDisallowed: money(row.disallowed),
    permanentlyDisallowed: money(row.permanent),
    holding: row.term ?? 'short',
    acquiredForHoldingPeriod: row.heldFrom === null ? '' : dateOfDay(row.heldFrom),
    ...(row.longPart > 0 ? { recharacterizedLongTermLoss: money(row.longPart) } : {}),
  })
  return {
    id,
    realized: booking.rows.map(realized),
    openLots: booking.open.map((piece: Piece) => ({
      lotId: piece.lot.id,
      security: piece.lot.security,
      quantity: quantity(piece.shares),
      adjustedBasis: money(piece.basis),
      holdingPeriodStart: piece.heldFrom === null ? null : dateOfDay(piece.heldFrom),
    })),
    washMatches: booking.matches.map(match => ({
      sellId: match.row.sale,
      lossLotId: match.row.lot.id,
      replacementId: match.replacement.id,
      quantity: quantity(match.saleShares),
      disallowed: money(match.disallowed),
      permanent: money(match.permanent ? match.disallowed : 0),
    })),
    totals: {
      recognizedGain: money(sum(booking.rows, row => (row.gain ?? 0) + row.disallowed)),
      washDisallowed: money(sum(booking.rows, row => row.disallowed)),
      permanentlyDisallowed: money(sum(booking.rows, row => row.permanent)),
      openQuantity: quantity(sum(booking.open, piece => piece.shares)),
      openAdjustedBasis: money(sum(booking.open, piece => piece.basis ?? 0)),
    },
    ...(scales.rounded ? { dollarPlaces: scales.money } : {}),
  }
}
