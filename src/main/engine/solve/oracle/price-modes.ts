/** What each mode of one security costs at given prices, at its best amount: doing nothing, selling any lots, selling gains only, buying, selling all there is. */
import { Mode } from '../pattern.ts'
import { cheapestSale, type Sale } from './sale.ts'
import { stationaryAmount } from './stationary.ts'
import { Allow, modes, type Oracle, type Restriction } from './working.ts'

/** What a unit more of each security adds up to at the prices of its rows; ties have their own. */
export function priceChanges(oracle: Oracle, price: Float64Array): void {
  const { problem, rows, quadratic, change, free, folded } = oracle
  const { securities, factors, limits } = problem
  const k = factors.count
  for (let i = 0; i < securities.count; i++) {
    let sum = price[rows.budget] + quadratic.linear[i]
    for (let p = 0, at = i * k; p < free.length; p++) sum += factors.exposure[at + free[p]] * price[free[p]]
    for (let at = limits.memberStart[i]; at < limits.memberStart[i + 1]; at++) {
      if (folded[limits.member[at]] === 0) sum += limits.memberWeight[at] * price[rows.budget + limits.member[at]]
    }
    change[i] = sum
  }
}

/** Sales of any lots belong beside a loss, purchases and sales of gains beside a purchase. */
export const Beside = { purchase: 1, loss: 2, either: 3 } as const

/** Fills costs, amounts and gains of the security's modes; `change` is what a unit more of it adds up to. */
export function priceSecurity(
  oracle: Oracle,
  i: number,
  change: number,
  price: Float64Array,
  { securities: allows }: Restriction,
  beside: number,
): void {
  const { problem, rows, cost, open, openGains, grouped, own } = oracle
  const { securities, weights } = problem
  const name = rows.names < 0 ? 0 : price[rows.names]
  const resting = own[i] * securities.drift[i] * securities.drift[i]
  const once = resting + weights.cost * securities.fixedCost[i] + price[rows.trades]
  const trading = securities.held[i] > 0 ? once + name : once
  const linear = weights.cost * securities.linearCost[i] + price[rows.turnover]
  const allowed = open[i] & allows[i]
  const at = i * modes
  cost[at] = allowed & Allow.rest ? (securities.held[i] > 0 ? resting + name : resting) : Infinity
  if (beside & Beside.loss)
    cost[at + Mode.sell] = allowed & Allow.sell ? trading + priceSale(oracle, i, Mode.sell, linear - change, price) : Infinity
  if (beside & Beside.purchase) {
    const gainsOnly = grouped[i] === 1 && openGains[i] === 1 && (allows[i] & Allow.sell) !== 0
    cost[at + Mode.sellGains] = gainsOnly ? trading + priceSale(oracle, i, Mode.sellGains, linear - change, price) : Infinity
    cost[at + Mode.buy] = allowed & Allow.buy ? once + name + pricePurchase(oracle, i, linear + change) : Infinity
  }
  if (rows.names >= 0) cost[at + Mode.exit] = allowed & Allow.exit ? once + priceExit(oracle, i, linear - change, price) : Infinity
}

const sale: Sale = { amount: 0, tax: 0, shortGain: 0, longGain: 0 }
const saleTerms = { slope: 0, curvature: 0, impact: 0, power: 1.5, low: 0, high: 0, shortRate: 0, longRate: 0 }

/** Cost of the best sale, beyond what resting costs: specific risk, impact, tax and the price of the rows. */
function priceSale(oracle: Oracle, i: number, mode: number, unitCost: number, price: Float64Array): number {
  const { problem, rows, regime, spans, lists } = oracle
  const { securities, weights } = problem
  const specific = oracle.own[i]
  const span = mode === Mode.sell ? spans.sell : spans.sellGains
  const first = price[rows.tax]
  const second = price[rows.tax + 1]
  saleTerms.slope = unitCost - 2 * specific * securities.drift[i]
  saleTerms.curvature = 2 * specific
  saleTerms.impact = weights.cost * securities.impact[i]
  saleTerms.power = securities.impactPower
  saleTerms.low = span.low[i]
  saleTerms.high = span.high[i]
  saleTerms.shortRate = regime.short[0] * first + regime.short[1] * second
  saleTerms.longRate = regime.long[0] * first + regime.long[1] * second
  if (!cheapestSale(lists, i, mode === Mode.sellGains, saleTerms, sale)) return Infinity
  const at = i * modes + mode
  oracle.amount[at] = sale.amount
  oracle.shortGain[at] = sale.shortGain
  oracle.longGain[at] = sale.longGain
  return sale.tax + smoothCost(sale.amount, saleTerms.slope, specific, saleTerms.impact, saleTerms.power)
}

/** Cost of selling all there is, beyond what resting costs. */
function priceExit({ problem, rows, regime, own, amount, shortGain, longGain }: Oracle, i: number, unitCost: number, price: Float64Array) {
  const { securities, weights } = problem
  const at = i * modes + Mode.exit
  const [first, second] = [price[rows.tax], price[rows.tax + 1]]
  const short = regime.short[0] * first + regime.short[1] * second
  const long = regime.long[0] * first + regime.long[1] * second
  const slope = unitCost - 2 * own[i] * securities.drift[i]
  const impact = weights.cost * securities.impact[i]
  return short * shortGain[at] + long * longGain[at] + smoothCost(amount[at], slope, own[i], impact, securities.impactPower)
}

function pricePurchase({ problem, spans, amount, own }: Oracle, i: number, unitCost: number): number {
  const { securities, weights } = problem
  const specific = own[i]
  const impact = weights.cost * securities.impact[i]
  const power = securities.impactPower
  const slope = unitCost + 2 * specific * securities.drift[i]
  const bought = stationaryAmount(slope, 2 * specific, impact, power, spans.buy.low[i], spans.buy.high[i])
  amount[i * modes + Mode.buy] = bought
  return smoothCost(bought, slope, specific, impact, power)
}

function smoothCost(amount: number, slope: number, specific: number, impact: number, power: number): number {
  const root = power === 1.5 ? Math.sqrt(amount) : amount ** (power - 1)
  return amount * (slope + specific * amount + impact * root)
}
