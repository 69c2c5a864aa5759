/** Which choice a search decides first: on it hangs whether an account of losses is proven in a tenth of a second or not in a minute. */
import { describe, expect, test } from 'vitest'
import { oracleOf, unrestricted } from '../../../../../src/main/engine/solve/oracle/oracle.ts'
import { Allow, modes } from '../../../../../src/main/engine/solve/oracle/working.ts'
import { Mode, spansOf } from '../../../../../src/main/engine/solve/pattern.ts'
import { regimeOf } from '../../../../../src/main/engine/solve/regime.ts'
import { rowsOf } from '../../../../../src/main/engine/solve/rows.ts'
import { halvesOf } from '../../../../../src/main/engine/solve/search/branch.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { problemOf } from '../../../../fixtures/problem.ts'

const instance = randomInstance(3, { securities: 6, lots: 18, factors: 2, trades: 4 })
const problem = problemOf({
  ...instance,
  sec: {
    ...instance.sec,
    noBuy: instance.sec.noBuy.map(() => 0),
    noSell: instance.sec.noSell.map(() => 0),
    ub: instance.sec.ub.map(() => 1),
  },
  lots: { ...instance.lots, blocked: instance.lots.blocked.map(() => 0) },
})
const oracle = oracleOf(problem, rowsOf(problem), regimeOf(problem, 'loss'), spansOf(problem))
const losses = Array.from({ length: 6 }, (_, i) => {
  let loss = 0
  for (let l = problem.lots.start[i] ?? 0; l < (problem.lots.start[i + 1] ?? 0); l++)
    loss += Math.max(0, -(problem.lots.gain[l] ?? 0)) * (problem.lots.free[l] ?? 0)
  return loss
})
const held = losses.map((loss, i) => ({ loss, i })).filter(({ i }) => (problem.securities.held[i] ?? 0) > 0)
const lossy = held.reduce((most, each) => (each.loss > most.loss ? each : most)).i
const other = held.find(({ i }) => i !== lossy)?.i ?? -1

function decided(shares: Float64Array): readonly number[] {
  const halves = halvesOf(oracle, unrestricted(problem), shares)
  return Array.from({ length: 6 }, (_, i) => i).filter(i => halves?.some(half => half.securities[i] !== Allow.all))
}

function mixture(of: Readonly<Record<number, Readonly<Record<number, number>>>>): Float64Array {
  const shares = new Float64Array(6 * modes)
  for (let i = 0; i < 6; i++) shares[i * modes] = 1
  for (const [i, parts] of Object.entries(of)) {
    shares[Number(i) * modes] = 0
    for (const [mode, share] of Object.entries(parts)) shares[Number(i) * modes + Number(mode)] = share
  }
  return shares
}

describe('what is decided first', () => {
  test('a loss that the mixture both sells and buys, before a larger doubt about whether to trade', () => {
    expect(losses[lossy]).toBeGreaterThan(0)
    const both = { [Mode.sell]: 0.9, [Mode.buy]: 0.1 }
    const whether = { [Mode.none]: 0.5, [Mode.sell]: 0.5 }
    expect(decided(mixture({ [lossy]: both, [other]: whether }))).toEqual([lossy])
    expect(decided(mixture({ [other]: whether }))).toEqual([other])
  })

  test('the two halves leave no choice out and share none but rest', () => {
    const [one, two] = halvesOf(oracle, unrestricted(problem), mixture({ [lossy]: { [Mode.sell]: 0.5, [Mode.buy]: 0.5 } })) ?? []
    const [a = 0, b = 0] = [one?.securities[lossy], two?.securities[lossy]]
    expect([(a | b) & (Allow.rest | Allow.sell | Allow.buy), a & b & (Allow.sell | Allow.buy)]).toEqual([
      Allow.rest | Allow.sell | Allow.buy,
      0,
    ])
  })

  test('a mixture of one mind leaves only what is open besides', () => {
    expect(decided(mixture({})).length).toBeLessThanOrEqual(1)
  })
})
