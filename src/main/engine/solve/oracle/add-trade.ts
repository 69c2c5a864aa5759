/** What a trade puts into each row of the supergradient. */
import { Mode } from '../pattern.ts'
import type { Oracle } from './working.ts'

/** `share` of a trade. */
export function addTrade(
  oracle: Oracle,
  i: number,
  mode: number,
  amount: number,
  shortGain: number,
  longGain: number,
  share: number,
): void {
  const { problem, rows, regime, gradient } = oracle
  const { factors, limits } = problem
  const k = factors.count
  const change = mode === Mode.none ? 0 : mode === Mode.buy ? amount : -amount
  addOwn(oracle, i, mode, change, share)
  if (mode === Mode.none) return
  for (let f = 0, g = i * k; f < k; f++, g++) gradient[f] += share * factors.exposure[g] * change
  gradient[rows.budget] += share * change
  for (let m = limits.memberStart[i]; m < limits.memberStart[i + 1]; m++) {
    gradient[rows.budget + limits.member[m]] += share * limits.memberWeight[m] * change
  }
  gradient[rows.turnover] += share * amount
  gradient[rows.trades] += share
  if (mode === Mode.buy) return
  gradient[rows.tax] += share * (regime.short[0] * shortGain + regime.long[0] * longGain)
  gradient[rows.tax + 1] += share * (regime.short[1] * shortGain + regime.long[1] * longGain)
}

/** What the security adds to the squared tracking error and to the names held. */
function addOwn({ problem, rows, gradient }: Oracle, i: number, mode: number, change: number, share: number): void {
  const { securities, factors } = problem
  if (rows.variance >= 0) gradient[rows.variance] += share * factors.specific[i] * (securities.drift[i] + change) ** 2
  if (rows.names < 0 || mode === Mode.exit) return
  if (securities.held[i] > 0 || mode === Mode.buy) gradient[rows.names] += share
}
