/**
 * A limit that could have given way and did not, held against the plan as a hard one. Nothing is solved again: the plan keeps it, so it is the best of those that do, and a bound proven while it could
 * give way is a bound where it cannot. So the checker holds the plan to the limit itself, and the limit has a price.
 */
import type { Instance } from '../../../../shared/model/instance.ts'
import type { Plan, Problem } from '../../optimize/problem.ts'
import { readInstance } from '../../optimize/read-instance.ts'
import type { SettledPlan } from '../../optimize/settle-within.ts'
import { costOfRow } from './kept-limits.ts'
import type { PlacedLimit } from './place-limits.ts'

export interface Firm {
  readonly instance: Instance
  readonly solver: Problem
}

interface Solved {
  readonly problem: { readonly instance: Instance }
  readonly solver: Problem
  readonly limits: readonly PlacedLimit[]
}

/** Beyond this a limit is not kept; the checker's own allowance. */
const allowance = 1e-9

export function firmAt({ problem: { instance }, solver, limits }: Solved, { sell, buy }: Plan, near = allowance): Firm {
  const elastic = new Set(limits.flatMap(each => (each.kind === 'sum' && !hasPrice(each) ? each.priced.map(({ name }) => name) : [])))
  if (elastic.size === 0) return { instance, solver }
  const change = Float64Array.from(buy)
  solver.lots.value.forEach((_, l) => {
    const i = instance.lots.sec[l] as number
    change[i] = (change[i] as number) - (sell[l] as number)
  })
  const rows = (instance.also?.rows ?? []).map(row => {
    const kept = elastic.has(row.name) && row.excess !== undefined && costOfRow(solver, row, change) <= row.excess * near
    if (!kept) return row
    const { excess: _, ...hard } = row
    return hard
  })
  const firm = { ...instance, also: { ...instance.also, rows } }
  const read = readInstance(firm)
  return read.ok ? { instance: firm, solver: read.value } : { instance, solver }
}

/** What a plan in parts of shares may miss a limit by and be meant to keep it. */
const nearlyKept = 1e-6

/** In whole shares, with a limit the plan keeps as a hard one, so that no share too many is left beyond it; where that cannot be, as it was solved. */
export function settledFirmly(place: Solved, { plan }: { readonly plan: Plan }, settle: (solver: Problem) => SettledPlan): SettledPlan {
  const firm = firmAt(place, plan, nearlyKept)
  const found = settle(firm.solver)
  return firm.solver === place.solver || found.settled.evaluation.worst <= allowance ? found : settle(place.solver)
}

function hasPrice({ in: { limit } }: PlacedLimit): boolean {
  return 'price' in limit && limit.price !== undefined
}
