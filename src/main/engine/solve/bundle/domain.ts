/**
 * Where the bound is finite: a column that may grow without end must not pay, cost + C'λ ≥ 0. Only the parts of the netted gain are such columns, so the domain is
 * two or three half-spaces. Prices are brought inside them, and a step of the bundle is kept inside by the master problem.
 */
import type { Oracle } from '../oracle/working.ts'

export interface HalfSpace {
  readonly row: number
  readonly coefficient: number
  readonly otherRow: number
  readonly otherCoefficient: number
  /** coefficient·λ[row] + otherCoefficient·λ[otherRow] ≥ least. */
  readonly least: number
}

/** Kept from the boundary, so that no other order of the same sum puts a price outside: the oracle adds up in its own. */
const margin = 1e-13
/** Half-spaces that share a row undo each other a little: what is kept from the boundary grows until all hold. */
const growth = 1.5
const sweeps = 60

export function domainOf({ columns }: Oracle): HalfSpace[] {
  const list: HalfSpace[] = []
  for (let c = 0; c < columns.count; c++) {
    if (columns.high[c] < Infinity || columns.curvature[c] > 0) continue
    list.push({
      row: columns.row[c],
      coefficient: columns.coefficient[c],
      otherRow: columns.otherRow[c],
      otherCoefficient: columns.otherCoefficient[c],
      least: -columns.cost[c],
    })
  }
  return list
}

export function slackAt(space: HalfSpace, price: Float64Array): number {
  const other = space.otherRow < 0 ? 0 : space.otherCoefficient * price[space.otherRow]
  return space.coefficient * price[space.row] + other - space.least
}

/** Projects onto one half-space after another until all hold; in place. */
export function bringInside(domain: readonly HalfSpace[], price: Float64Array): void {
  let room = margin
  for (let sweep = 0; sweep < sweeps; sweep++, room *= growth) {
    let moved = false
    for (const space of domain) {
      const slack = slackAt(space, price)
      const size = sizeAt(space, price)
      if (slack >= 0.5 * margin * size) continue
      moved = true
      const length = space.coefficient ** 2 + (space.otherRow < 0 ? 0 : space.otherCoefficient ** 2)
      const by = (room * size - slack) / length
      price[space.row] += by * space.coefficient
      if (space.otherRow >= 0) price[space.otherRow] += by * space.otherCoefficient
    }
    if (!moved) return
  }
}

/** What rounding is relative to. */
function sizeAt({ row, coefficient, otherRow, otherCoefficient, least }: HalfSpace, price: Float64Array): number {
  const other = otherRow < 0 ? 0 : Math.abs(otherCoefficient * price[otherRow])
  return Math.max(1, Math.abs(least), Math.abs(coefficient * price[row]), other)
}
