/** Exposure of one series of returns to others by least squares ("factor exposures", rebalancing planner and optimal rebalancing note): r = a + Σ b_f·f + rest, with R² and the volatility of the rest. */
import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import { tradingDaysAYear } from '../planner/drift-speed.ts'

export interface FactorExposure {
  readonly betas: readonly number[]
  /** Of a day. */
  readonly alpha: number
  readonly explained: number
  /** A year. */
  readonly restVolatility: number
}

/** `factors[f][day]`, as many days as the series and more days than factors; dependent factors share what they explain together. */
export function factorExposure(series: Float64Array, factors: readonly Float64Array[]): FactorExposure {
  const days = series.length
  const design = new Matrix(Array.from({ length: days }, (_, t) => [1, ...factors.map(factor => factor[t])]))
  const solution = new SingularValueDecomposition(design, { autoTranspose: true }).solve(Matrix.columnVector([...series])).to1DArray()
  const mean = series.reduce((sum, each) => sum + each, 0) / days
  let [rest, whole] = [0, 0]
  for (let t = 0; t < days; t++) {
    const fitted = factors.reduce((sum, factor, f) => sum + solution[f + 1] * factor[t], solution[0])
    rest += (series[t] - fitted) ** 2
    whole += (series[t] - mean) ** 2
  }
  const freedom = Math.max(1, days - factors.length - 1)
  return {
    alpha: solution[0],
    betas: solution.slice(1),
    explained: whole > 0 ? 1 - rest / whole : 0,
    restVolatility: Math.sqrt((rest / freedom) * tradingDaysAYear),
  }
}
