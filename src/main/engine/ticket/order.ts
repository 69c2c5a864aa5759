/**
 * Orders of a ticket as a desk keys them: the sale with its lots oldest first, a running total of shares, and the sentence that names the lots
 * ("versus purchase", Reg. 1.1012-1(c)); behind it the purchase that replaces it. Fidelity takes at most 200 lots an order, so longer sales are split.
 */
import { addCents, type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import { decimalFromPrice, type Price, perShare } from '../../../shared/kernel/price.ts'
import { addShares, noShares, oneShare, type Shares, sumShares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Provenance, Term } from '../../../shared/model/ledger.ts'
import type { Corridor, OrderReason, TicketLot, TicketOrder } from '../../../shared/model/ticket.ts'
import { deskDate, shareCount } from '../../../shared/present/format.ts'
import { lotsOfHolding, type SoldPick } from '../basket/sold.ts'
import type { PricedChoice } from '../basket.ts'
import { orderCosts } from '../cost/execution.ts'
import type { ProjectedLot } from '../lots/project.ts'
import { proportion } from '../lots/proportion.ts'
import { familyOf } from '../standing/lot-parts.ts'
import type { PriceAt, Standing } from '../standing/standing.ts'
import { buyNotes, sellNotes } from './notes.ts'
import { orderParts } from './parts.ts'
import { replacementReasons } from './reasons.ts'
import { lotsByDay, scheduleNotes, workedCosts } from './worked.ts'

const fidelityLots = 200

/** What is said of a whole sale, on each of its orders; `first`: the number of the first. */
export interface SaleOnTicket {
  readonly first: number
  readonly corridor: Corridor | undefined
  readonly reasons: readonly OrderReason[]
}

/** The orders of one choice. */
export function ordersOf(standing: Standing, priced: PricedChoice, { first, corridor, reasons }: SaleOnTicket): TicketOrder[] {
  const account = standing.accountOf(priced.sold.choice.account)
  const most = account.custodian === 'fidelity' ? fidelityLots : priced.sold.picks.length
  const parts = orderParts(priced.sold.picks.toSorted(byAcquisition), most, account.fractional ? 1 : oneShare)
  const { buy } = priced
  const buySequence = buy && buy.shares > 0 ? first + parts.length : null
  const sells = parts.map((picks, index) => ({
    ...sellOrder(standing, priced, picks, { sequence: first + index, pair: buySequence, part: index + 1, parts: parts.length }),
    ...(corridor === undefined ? {} : { corridor }),
    reasons: [...reasons],
  }))
  return buySequence === null ? sells : [...sells, buyOrder(standing, priced, buySequence, first)]
}

interface Place {
  readonly sequence: number
  readonly pair: number | null
  readonly part: number
  readonly parts: number
}

function sellOrder(standing: Standing, priced: PricedChoice, picks: readonly SoldPick[], place: Place): TicketOrder {
  const { choice } = priced.sold
  const security = standing.securityOf(choice.security)
  const lots = ticketLots(standing, picks, lotsOfHolding(standing, choice))
  const price = standing.priceOf(choice.security) as PriceAt
  const gross = sumCents(lots.map(lot => lot.proceeds))
  // the cost of the whole sale is booked on its first part
  const cost = place.part === 1 ? priced.sold.cost : noCents
  const taxable = isTaxable(standing.accountOf(choice.account).type)
  const gain = (term: Term) => (taxable ? sumCents(lots.filter(lot => lot.term === term).map(lot => lot.gain ?? noCents)) : noCents)
  const shares = sumShares(lots.map(lot => lot.shares))
  const whole = place.part === 1
  const worked = orderCosts(standing, choice.account, choice.security, priced.sold.shares)
  return {
    sequence: place.sequence,
    side: 'sell',
    security: security.id,
    symbol: security.symbol,
    cusip: security.cusip,
    name: security.name,
    shares,
    orderType: 'market',
    limit: null,
    timeInForce: 'day',
    price: price.price,
    priceAsOf: price.date,
    amount: cents(gross - cost),
    cost,
    ...(whole ? workedCosts(worked) : {}),
    method: choice.method,
    lots,
    gainShort: gain('short'),
    gainLong: gain('long'),
    wash: priced.wash,
    versus:
      choice.method === 'AVERAGE' ? `Sell ${shareCount(shares)} ${security.symbol} at average cost` : versus(security.symbol, shares, lots),
    pair: place.pair,
    notes: [
      ...(place.parts > 1 ? [`Part ${place.part} of ${place.parts}: Fidelity takes at most ${fidelityLots} lots an order.`] : []),
      ...sellNotes(standing, priced),
      ...(whole ? scheduleNotes(worked, place.parts > 1) : []),
      ...(place.parts === 1 && choice.method !== 'AVERAGE' ? lotsByDay(worked, lots) : []),
    ],
  }
}

function ticketLots({ parts }: Standing, picks: readonly SoldPick[], held: readonly ProjectedLot[]): TicketLot[] {
  let running: Shares = noShares
  const families = Map.groupBy(held, lot => familyOf(lot.id))
  return picks.map(({ lot, sold }, index) => {
    running = addShares(running, sold.shares)
    const family = families.get(familyOf(lot.id)) ?? []
    const part = parts.part(lot.id)
    const moved = part?.loss ? cents(proportion(part.loss.amount, sold.shares, part.lot.shares)) : noCents
    return {
      sequence: index + 1,
      lot: lot.id,
      acquired: lot.acquired,
      holdingFrom: lot.holdingFrom,
      term: sold.term,
      shares: sold.shares,
      held: lot.shares,
      ...(family.length > 1 ? { whole: sumShares(family.map(part => part.shares)) } : {}),
      ...(moved === 0 ? {} : { moved }),
      running,
      costPerShare: lot.basis === null ? null : (perShare(lot.basis, lot.shares) ?? null),
      basis: sold.basis,
      proceeds: sold.proceeds ?? noCents,
      gain: sold.gain,
      source: sourceOf(lot.source),
    }
  })
}

/** `import:<id>#<line>`, which the desk turns into a file's name. */
export function sourceOf(source: Provenance): string {
  return source.import === null ? 'entered by hand' : `import:${source.import}#${source.line}`
}

/** `Sell 120 XYZ versus purchase 03/14/2023 80 sh @ 41.20; 07/02/2024 40 sh @ 44.05` */
export function versus(symbol: string, shares: Shares, lots: readonly Pick<TicketLot, 'acquired' | 'shares' | 'costPerShare'>[]): string {
  const parts = lots.map(
    lot =>
      `${lot.acquired === null ? 'date unknown' : deskDate(lot.acquired)} ${shareCount(lot.shares)} sh @ ${costInWords(lot.costPerShare)}`,
  )
  return `Sell ${shareCount(shares)} ${symbol} versus purchase ${parts.join('; ')}`
}

/** Four places, as custodians print cost a share. */
function costInWords(cost: Price | null): string {
  return cost === null ? 'cost unknown' : decimalFromPrice((Math.round(cost / 100) * 100) as Price)
}

function buyOrder(standing: Standing, priced: PricedChoice, sequence: number, pair: number): TicketOrder {
  const buy = priced.buy as NonNullable<PricedChoice['buy']>
  const security = standing.securityOf(buy.security)
  const worked = orderCosts(standing, priced.sold.choice.account, buy.security, buy.shares)
  return {
    sequence,
    side: 'buy',
    security: security.id,
    symbol: security.symbol,
    cusip: security.cusip,
    name: security.name,
    shares: buy.shares,
    orderType: 'market',
    limit: null,
    timeInForce: 'day',
    price: buy.price.price,
    priceAsOf: buy.price.date,
    amount: addCents(buy.amount, buy.cost),
    cost: buy.cost,
    ...workedCosts(worked),
    method: null,
    lots: [],
    gainShort: noCents,
    gainLong: noCents,
    wash: null,
    versus: '',
    pair,
    notes: [...buyNotes(standing, priced), ...scheduleNotes(worked)],
    reasons: replacementReasons(standing.securityOf(priced.sold.choice.security).symbol, buy),
  }
}

export function totalsOf(orders: readonly TicketOrder[]): {
  proceeds: Cents
  bought: Cents
  gainShort: Cents
  gainLong: Cents
  cost: Cents
} {
  const sum = (of: (order: TicketOrder) => Cents) => sumCents(orders.map(of))
  return {
    proceeds: sum(order => (order.side === 'sell' ? order.amount : noCents)),
    bought: sum(order => (order.side === 'buy' ? order.amount : noCents)),
    gainShort: sum(order => order.gainShort),
    gainLong: sum(order => order.gainLong),
    cost: sum(order => order.cost),
  }
}

/** Oldest first; unknown dates lead, as custodians list them. */
function byAcquisition(a: SoldPick, b: SoldPick): number {
  const [left, right] = [a.lot.acquired ?? '', b.lot.acquired ?? '']
  return left < right ? -1 : left > right ? 1 : a.lot.id < b.lot.id ? -1 : 1
}
