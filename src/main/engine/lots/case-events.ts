/** Trades of a lot case as booking events. basis = total + fees, proceeds = total - fees (Pub. 550 pp. 62-66). */
import { dayNumber } from '../../../shared/kernel/civil-date.ts'
import { scaledFromDecimal } from '../../../shared/kernel/decimal.ts'
import type { LotCase, LotTrade } from '../../../shared/model/lot-case.ts'
import type { Acquire, BookingEvent, Dispose } from './event.ts'
import { proportion } from './proportion.ts'

/** Decimal places of the integer units the case runs on. */
export interface Scales {
  readonly money: number
  readonly shares: number
}

type Trade<Side extends LotTrade['side']> = Extract<LotTrade, { side: Side }>

export function eventOfTrade(trade: LotTrade, lotCase: LotCase, scales: Scales): BookingEvent {
  const { id, account, security } = trade
  const day = dayNumber(trade.date)
  switch (trade.side) {
    case 'buy':
      return acquireOf(trade, scales)
    case 'sell':
      return disposeOf(trade, lotCase, scales)
    case 'split': {
      const [numerator, denominator] = ratioOf(trade.ratio)
      const siblings = lotCase.trades.filter(other => other.side === 'split' && other.security === security && other.date === trade.date)
      // one row is the event of the security itself; several rows are one event told by each account
      return {
        kind: 'split',
        id,
        account: siblings.length > 1 ? account : null,
        security,
        day,
        numerator,
        denominator,
        restatesLosses: siblings[0] === trade,
      }
    }
    case 'merger':
    case 'taxable_merger':
    case 'spin_off':
      return actionOf(trade, scales)
    case 'distribution':
      return {
        kind: 'distribution',
        id,
        account,
        security,
        day,
        amount: scaled(trade.total, scales.money),
        nature: trade.kind === 'return_of_capital' ? 'return-of-capital' : 'capital-gain',
      }
    case 'sell_short':
    case 'cover':
      return {
        kind: 'sell-short',
        id,
        account,
        security,
        day,
        shares: scaled(trade.quantity, scales.shares),
        proceeds: scaled(trade.total, scales.money) - scaled(trade.fees, scales.money),
      }
  }
}

/** 1.05:1 is 1,050,000 to 1,000,000. */
function ratioOf(text: string): [number, number] {
  return text.split(':').map(part => scaled(part, 6)) as [number, number]
}

function actionOf(trade: Trade<'merger' | 'taxable_merger' | 'spin_off'>, scales: Scales): BookingEvent {
  const { id, account, security, side } = trade
  const between = { id, account, security, day: dayNumber(trade.date) }
  const [numerator, denominator] = ratioOf(trade.ratio)
  const counter = { security: trade.into, numerator, denominator, stated: false }
  const cash = scaled(trade.total, scales.money)
  const worth = trade.worth == null ? null : { money: scaled(trade.worth, scales.money), shares: 10 ** scales.shares }
  if (side === 'merger') return { kind: 'exchange', ...between, counter, cash, worth, restatesLosses: true }
  if (side === 'taxable_merger') return { kind: 'taxable-exchange', ...between, counter, cash, worth }
  return { kind: 'spin-off', ...between, counter, allocation: { part: scaled(trade.part ?? '0', 6), whole: 100_000_000 } }
}

export function isKnownDistribution(kind: string): boolean {
  return kind === 'return_of_capital' || kind === 'capital_gain_distribution'
}

/** Income and nothing else: it leaves every basis and every day as it was (IRC section 301(c)(1)); a fund's short-term gains are dividends (section 852(b)). */
const income: readonly string[] = ['dividend', 'ordinary_dividend', 'qualified_dividend', 'cash_dividend', 'interest', 'short_term_gain']

export function touchesLots(trade: LotTrade): boolean {
  return trade.side !== 'distribution' || !income.includes(trade.kind)
}

const purchases: readonly string[] = ['purchase', 'drip', 'bonus', 'option_call']
const origins = {
  purchase: 'purchase',
  drip: 'drip',
  bonus: 'purchase',
  gift_in: 'gift',
  inherited: 'inherited',
  transfer_in: 'transfer',
  income_lot: 'purchase',
  option_call: 'purchase',
} as const

function acquireOf(trade: Trade<'buy'>, scales: Scales): Acquire {
  const day = dayNumber(trade.date)
  const shares = scaled(trade.quantity, scales.shares)
  const contract = trade.contractShares ?? '100'
  const underlying = trade.kind === 'option_call' ? (trade.underlying ?? null) : null
  const basis = scaled(trade.total, scales.money) + scaled(trade.fees, scales.money)
  const giftValue = trade.giftFmv ? scaled(trade.giftFmv, scales.money) : null
  return {
    kind: 'acquire',
    id: trade.id,
    account: trade.account,
    security: trade.security,
    day,
    shares,
    basis,
    acquiredDay: trade.acquired ? dayNumber(trade.acquired) : day,
    purchase: purchases.includes(trade.kind),
    alwaysLong: trade.kind === 'inherited',
    giftValue,
    orderGroup: trade.orderGroup ?? null,
    option:
      underlying === null
        ? null
        : { security: underlying, shares: proportion(shares, scaled(contract, scales.shares), 10 ** scales.shares) },
    origin: origins[trade.kind],
    statedOn: null,
  }
}

function disposeOf(trade: Trade<'sell'>, lotCase: LotCase, scales: Scales): Dispose {
  const { id, account, security } = trade
  return {
    kind: 'dispose',
    id,
    account,
    security,
    day: dayNumber(trade.date),
    shares: scaled(trade.quantity, scales.shares),
    proceeds: scaled(trade.total, scales.money) - scaled(trade.fees, scales.money),
    method: trade.method ?? lotCase.method,
    picks: trade.lotIds?.map(pick => ({ lot: pick.lotId, shares: scaled(pick.quantity, scales.shares) })) ?? null,
    realizes: trade.kind === 'sell',
  }
}

/** Every amount was tried on this scale before. */
function scaled(text: string, places: number): number {
  const value = scaledFromDecimal(text, places)
  if (value === undefined) throw new RangeError(`not exact at ${places} places: ${text}`)
  return value
}
