/**
 * The optimum of an instance by outer approximation: HiGHS solves the mixed-integer linear model over the tangents so far, the plan it finds is kept to its choices
 * and made exact with further tangents, and both go on until the best plan and the bound are as near as asked. The plan's worth comes from the curves themselves, so
 * bound and plan enclose the true optimum.
 */
import type { Highs, Model } from 'highs'
import type { Instance } from '../../../src/shared/model/instance.ts'
import { highsRuntime, rowData } from './linear-model.ts'
import { type Curve, percent, points, type RebalanceModel, rebalanceModel, tangent } from './rebalance-model.ts'

export interface Wish {
  /** Wanted distance of plan and bound, in fractions of nav. */
  readonly within: number
  /** Of it all; Infinity where there is no limit. */
  readonly seconds: number
}

export interface Opinion {
  readonly verdict: 'optimal' | 'infeasible' | 'out of time'
  /** Of the best plan, in fractions of nav; Infinity where there is none. */
  readonly objective: number
  readonly bound: number
  /** Mixed-integer models solved. */
  readonly rounds: number
  readonly ms: number
  /** Sold of each lot and bought of each security, in fractions of nav. */
  readonly plan: { readonly sell: readonly number[]; readonly buy: readonly number[] } | undefined
}

const mostRounds = 60
const mostTangentRounds = 60

export async function secondOpinion(instance: Instance, { within, seconds }: Wish): Promise<Opinion> {
  const highs = await highsRuntime()
  const started = performance.now()
  const left = () => seconds - (performance.now() - started) / 1000
  const work = new Work(highs, rebalanceModel(instance), within * points)
  try {
    const { verdict, bound, rounds } = work.run(left)
    return { verdict, objective: work.best / points, bound: bound / points, rounds, ms: performance.now() - started, plan: work.plan }
  } finally {
    work.dispose()
  }
}

/** Everything inside is in per cent and basis points. */
class Work {
  best = Infinity
  plan: Opinion['plan']
  readonly #highs: Highs
  readonly #model: RebalanceModel
  readonly #within: number
  readonly #whole: Model
  readonly #relaxed: Model
  readonly #choices: readonly number[]
  readonly #columns: number

  constructor(highs: Highs, model: RebalanceModel, within: number) {
    this.#highs = highs
    this.#model = model
    this.#within = within
    this.#choices = model.linear.choices
    const data = model.linear.data(highs, true)
    this.#columns = data.numCols
    this.#relaxed = highs.createModel(data)
    this.#whole = highs.createModel(model.linear.data(highs, false))
    for (const each of [this.#relaxed, this.#whole])
      each.options.set({ output_flag: false, primal_feasibility_tolerance: 1e-9, dual_feasibility_tolerance: 1e-9 })
    this.#whole.options.set({ mip_feasibility_tolerance: 1e-9, mip_rel_gap: 0, mip_abs_gap: within / 4 })
    this.#add(model.curves.flatMap(curve => curve.start.filter(x => curve.on === undefined || x > 0).map(x => [curve, x] as const)))
  }

  dispose(): void {
    this.#whole.dispose()
    this.#relaxed.dispose()
  }

  run(left: () => number): Pick<Opinion, 'verdict' | 'bound' | 'rounds'> {
    const { modelStatus } = this.#highs.constants
    const first = this.#sharpen(left)
    if (first === 'infeasible') return { verdict: 'infeasible', bound: Infinity, rounds: 0 }
    if (first === 'out of time') return { verdict: 'out of time', bound: -Infinity, rounds: 0 }
    let bound = -Infinity
    for (let rounds = 1; rounds <= mostRounds; rounds++) {
      if (left() <= 0) return { verdict: 'out of time', bound, rounds }
      const status = solved(this.#whole, left())
      if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible)
        return { verdict: this.best < Infinity ? 'optimal' : 'infeasible', bound: Math.min(this.best, Infinity), rounds }
      bound = Math.max(bound, Number(this.#whole.info.get('mip_dual_bound')))
      if (status !== modelStatus.optimal) return { verdict: 'out of time', bound, rounds }
      const found = this.#whole.getSolution().colValue
      this.#fix(found)
      this.#sharpen(left)
      if (this.best - bound <= this.#within) return { verdict: 'optimal', bound, rounds }
      this.#add(this.#short(found, this.#within / 50))
    }
    throw new Error('the outer approximation does not come to an end')
  }

  /** Tangents where the continuous model's answer lies below its curves, until it lies on them. */
  #sharpen(left: () => number): Opinion['verdict'] {
    const { modelStatus } = this.#highs.constants
    for (let round = 0; round < mostTangentRounds; round++) {
      const status = left() > 0 ? solved(this.#relaxed, left()) : modelStatus.timeLimit
      if (status === modelStatus.timeLimit) return 'out of time'
      if (status !== modelStatus.optimal) return 'infeasible'
      const found = this.#relaxed.getSolution().colValue
      const short = this.#short(found, this.#within / 50)
      this.#keep(found, short)
      if (short.length === 0) return 'optimal'
      this.#add(short)
    }
    return 'optimal'
  }

  /** Holds the continuous model to the choices of an answer. */
  #fix(found: Float64Array): void {
    const values = this.#choices.map(column => Math.round(found[column] ?? 0))
    this.#relaxed.changeColsBounds({ kind: 'set', indices: [...this.#choices] }, values, values)
  }

  #short(found: Float64Array, tolerance: number): (readonly [Curve, number])[] {
    return this.#model.curves.flatMap(curve => {
      const on = curve.on === undefined ? 1 : (found[curve.on] ?? 0)
      if (on < 1e-7) return []
      const x = (found[curve.amount] ?? 0) / percent / on
      if (curve.on !== undefined && x < 1e-9) return []
      return curve.weight * (on * curve.value(x) - (found[curve.above] ?? 0)) > tolerance ? [[curve, x] as const] : []
    })
  }

  /** The answer's true worth, where its choices are whole and its curves are met, so that a limit on them holds as well. */
  #keep(found: Float64Array, short: readonly unknown[]): void {
    const whole = this.#choices.every(column => Math.abs((found[column] ?? 0) - Math.round(found[column] ?? 0)) < 1e-9)
    if (!whole || short.length > 0) return
    const lacking = this.#model.curves.reduce((sum, { above, weight, amount, on, value }) => {
      const x = (found[amount] ?? 0) / percent
      const is = on !== undefined && x <= 0 ? 0 : value(x)
      return sum + weight * Math.max(0, is - (found[above] ?? 0))
    }, 0)
    const objective = this.#relaxed.getObjectiveValue() + lacking
    if (objective >= this.best) return
    this.best = objective
    const amounts = (columns: readonly number[]) => columns.map(column => (column < 0 ? 0 : Math.max(0, found[column] ?? 0) / percent))
    this.plan = { sell: amounts(this.#model.sell), buy: amounts(this.#model.buy) }
  }

  #add(points_: readonly (readonly [Curve, number])[]): void {
    if (points_.length === 0) return
    const { rowLower, rowUpper, matrix } = rowData(
      points_.map(([curve, x]) => tangent(curve, x)),
      this.#columns,
      this.#highs,
    )
    const rows = { lower: Float64Array.from(rowLower), upper: Float64Array.from(rowUpper), matrix: matrix as never }
    for (const each of [this.#whole, this.#relaxed]) each.addRows(rows)
  }
}

function solved(model: Model, seconds: number): number {
  model.zeroAllClocks()
  if (Number.isFinite(seconds)) model.options.set('time_limit', Math.max(0.05, seconds))
  return model.run().modelStatus
}
