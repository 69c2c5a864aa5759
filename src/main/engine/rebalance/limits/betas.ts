/**
 * What each security of a problem owes to a factor: its beta to the market or to an asset class, by least squares over the price histories (engine/estimate/factor-exposure.ts), or its exposure to one of the
 * statistical factors of the plan's own covariance, in annual volatility. A security without a history takes the average of its asset class; without any history the market is told by kind.
 */
import type { Security } from '../../../../shared/model/book.ts'
import type { PlanLimit } from '../../../../shared/model/plan-limits.ts'
import type { Snapshot } from '../../../../shared/model/snapshot.ts'
import { factorExposure } from '../../estimate/factor-exposure.ts'
import { historiesOf } from '../../when/price-histories.ts'

export type Factor = Pick<Extract<PlanLimit, { kind: 'exposure' }>, 'factor' | 'which'>

export interface Betas {
  /** By position; null: nothing is known of the factor. */
  readonly values: readonly number[] | null
  /** What it rests on, in a sentence. */
  readonly note: string
}

/** `exposures`: of the plan's covariance, security by security. */
export function betasOf(
  snapshot: Snapshot,
  securities: readonly Security[],
  { factor, which }: Factor,
  exposures: readonly (readonly number[])[],
): Betas {
  if (factor === 'statistical') return statistical(exposures, Number(which ?? '1'))
  const { securities: known, returns } = historiesOf(snapshot)
  const of = new Map(snapshot.securities.map(security => [security.id, security]))
  const classes = Map.groupBy(
    known.map((id, at) => ({ series: returns.returns[at] as Float64Array, security: of.get(id) })),
    ({ security }) => (factor === 'market' ? (security && isEquity(security) ? 'market' : 'other') : (security?.assetClass ?? '')),
  )
  const wanted = factor === 'market' ? 'market' : (which ?? '')
  const names = [...classes.keys()].filter(name => name !== '' && (factor === 'class' || name === 'market'))
  const at = names.indexOf(wanted)
  if (at < 0 || returns.days.length <= names.length + 2)
    return factor === 'market'
      ? {
          values: securities.map(security => (isEquity(security) ? 1 : 0)),
          note: 'Beta to the market by kind (no price history): 1 of equities, none of bonds and cash.',
        }
      : { values: null, note: `No price history tells of ${wanted}.` }
  const factors = names.map(name => average((classes.get(name) ?? []).map(({ series }) => series)))
  const own = securities.map(({ id }) => {
    const series = returns.returns[known.indexOf(id)]
    return series === undefined ? null : (factorExposure(series, factors).betas[at] as number)
  })
  const note =
    factor === 'market'
      ? `Beta is to the plain average of the equities with a price history, ${returns.days.length} days.`
      : `Betas are to the average returns of the asset classes with a price history, ${returns.days.length} days.`
  return { values: filled(securities, own), note }
}

function statistical(exposures: readonly (readonly number[])[], number: number): Betas {
  const known = exposures.every(row => row[number - 1] !== undefined)
  if (!known || !(number >= 1)) return { values: null, note: `The covariance has no statistical factor ${number}.` }
  return {
    values: exposures.map(row => row[number - 1] as number),
    note: `Exposure to factor ${number} of the plan’s own covariance, in annual volatility.`,
  }
}

/** Without a history: the average of its asset class, of all where the class has none. */
function filled(securities: readonly Security[], own: readonly (number | null)[]): number[] {
  const mean = (of: readonly number[]) => (of.length === 0 ? 0 : of.reduce((sum, each) => sum + each, 0) / of.length)
  const all = own.filter(beta => beta !== null)
  return own.map((beta, at) => {
    if (beta !== null) return beta
    const alike = own.filter((each, other): each is number => each !== null && securities[other]?.assetClass === securities[at]?.assetClass)
    return mean(alike.length > 0 ? alike : all)
  })
}

function isEquity({ kind, assetClass }: Security): boolean {
  return kind !== 'money-market' && kind !== 'bond' && !/bond|fixed|income|treasury|credit|cash/i.test(assetClass ?? '')
}

function average(series: readonly Float64Array[]): Float64Array {
  return Float64Array.from(series[0] as Float64Array, (_, t) => series.reduce((sum, each) => sum + (each[t] as number), 0) / series.length)
}
