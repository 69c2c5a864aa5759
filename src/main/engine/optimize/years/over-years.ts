/**
 * All years at once: which groups sell losses and which buy (IRC 1091), and the piece of each year's netting, are tried in parts, the part with the least bound first (branch and
 * bound), each by the interior point. The bound of what was not looked into stands, so the answer may stop at any time: "no plan over these years passes `bound`".
 */
import type { RegimeName } from '../../solve/regime.ts'
import { solveProgram } from '../../solve/sparse/solve-program.ts'
import { utilityOf } from './utility.ts'
import type { YearsPlan, YearsProblem } from './years-problem.ts'
import { type Decided, type Piece, type Tangents, yearsProgram } from './years-program.ts'
import type { ProofPart, YearPrices, YearsProof } from './years-proof.ts'

export interface OverYears {
  /** No plan over the years passes it. */
  readonly bound: number
  /** The best found, reckoned exactly; in fractions of shares. */
  readonly plan: YearsPlan
  readonly utility: number
  readonly nodes: number
  /** Of the bound, for the checker. */
  readonly proof: YearsProof
}

interface Node extends Decided {
  readonly bound: number
  /** Prices that prove the bound: its own, or those of the part it was split from. */
  readonly prices: YearPrices
  /** What it is split into; null where it is settled. */
  readonly split: Split | null
  /** One a part, once it was split. */
  readonly inside: Node[]
}

type Split =
  | { readonly by: 'piece'; readonly year: number; readonly parts: readonly { readonly piece: RegimeName; readonly at: Decided }[] }
  | { readonly by: 'side'; readonly year: number; readonly group: number; readonly parts: readonly { readonly at: Decided }[] }

export interface OverYearsSettings {
  readonly mostNodes: number
  /** Of the terms: nearer is not asked for. */
  readonly gap: number
  /** After each node; throws where the work is to stop. */
  readonly step: () => void
}

const pieces = ['loss', 'gain', 'mixed'] as const
/** Parts looked into before it is asked whether that paid: where the distance is hardly less than so many before, the rest of the search would not close it either. */
const patience = 24
const stillClosing = 0.97
/** Of the account's value: a twentieth of a dollar in a million. */
const near = 5e-8
const onPiece = 1e-7

export function overYears(problem: YearsProblem, near: Tangents, known: YearsPlan, settings: OverYearsSettings): OverYears {
  let best = { plan: known, ...utilityOf(problem, known) }
  let nodes = 0
  const look = (at: Decided, above?: Node): Node => {
    nodes += 1
    settings.step()
    const { node, plan } = lookAt(problem, at, near, above)
    if (plan !== null && keepsLimits(problem, plan)) {
      const found = utilityOf(problem, plan)
      if (found.utility < best.utility) best = { plan, ...found }
    }
    return node
  }
  const root = look({ pieces: problem.years.map((): Piece => 'any'), sides: [] })
  const waiting = [root]
  let settled = Infinity
  let before = { nodes, apart: best.utility - root.bound }
  while (waiting.length > 0) {
    waiting.sort((a, b) => b.bound - a.bound)
    const node = waiting.at(-1) as Node
    const apart = best.utility - node.bound
    if (apart <= settings.gap * Math.max(best.gross, 1e-6) || nodes >= settings.mostNodes) break
    if (nodes >= before.nodes + patience) {
      if (apart > stillClosing * before.apart) break
      before = { nodes, apart }
    }
    waiting.pop()
    if (node.split === null) settled = Math.min(settled, node.bound)
    for (const { at } of node.split?.parts ?? []) {
      const part = look(at, node)
      node.inside.push(part)
      waiting.push(part)
    }
  }
  const bound = waiting.reduce((least, node) => Math.min(least, node.bound), settled)
  const proof = { sold: near.sold, bought: near.bought, tree: partOf(root) }
  return { bound: Math.min(bound, best.utility), plan: best.plan, utility: best.utility, nodes, proof }
}

function partOf({ prices, split, inside }: Node): ProofPart {
  if (split === null || inside.length === 0) return { by: 'none', prices }
  const parts = inside.map(partOf)
  if (split.by === 'piece') {
    const { year } = split
    return { by: 'piece', year, parts: split.parts.map(({ piece }, k) => ({ piece, part: parts[k] as ProofPart })) }
  }
  return { by: 'side', year: split.year, group: split.group, noLoss: parts[0] as ProofPart, noPurchase: parts[1] as ProofPart }
}

function lookAt(problem: YearsProblem, at: Decided, tangents: Tangents, above?: Node): { node: Node; plan: YearsPlan | null } {
  const { program, planAt, netAt, pricesAt } = yearsProgram(problem, at, tangents)
  const solved = solveProgram(program, near)
  const kin = above !== undefined && above.bound > solved.bound ? above : { bound: solved.bound, prices: pricesAt(solved.price) }
  const { bound, prices } = kin
  // where the rows cannot be kept the prices say so by their bound: what is left open is decided in turn
  const kept = solved.missed < 1e-6
  const plan = kept ? planAt(solved.point) : null
  const washed = plan === null ? undefined : largestWash(problem, plan)
  if (washed) {
    const parts = (['loss', 'purchase'] as const).map(barred => ({ at: { ...at, sides: [...at.sides, { ...washed, barred }] } }))
    return { node: { ...at, bound, prices, split: { by: 'side', ...washed, parts }, inside: [] }, plan }
  }
  const nets = netAt(solved.point)
  const open = at.pieces.findIndex((piece, y) => piece === 'any' && !(kept && withinOnePiece(nets[y])))
  const year = open >= 0 ? open : at.pieces.indexOf('any')
  const parts = year < 0 ? [] : piecesOf(problem, year).map(piece => ({ piece, at: { ...at, pieces: at.pieces.with(year, piece) } }))
  return { node: { ...at, bound, prices, split: year < 0 ? null : { by: 'piece', year, parts }, inside: [] }, plan }
}

/** Without any short-term gain to be had a year is never taxed as one: then the third piece is a corner of the second. */
function piecesOf({ base, years }: YearsProblem, y: number): readonly RegimeName[] {
  const { tax, long, free, gain } = years[y]
  let most = tax.shortSoFar
  for (let l = 0; l < base.lots.count; l++) if (!long[l]) most += Math.max(0, gain[l]) * free[l]
  return most > 0 ? pieces : pieces.slice(0, 2)
}

/** The year and group with the most of both: losses sold and shares bought. */
function largestWash({ base, years }: YearsProblem, plan: YearsPlan): { year: number; group: number } | undefined {
  const { securities, lots } = base
  let most = { year: -1, group: -1, size: noWash }
  years.forEach(({ gain }, year) => {
    const both = new Map<number, { lost: number; bought: number }>()
    for (let i = 0; i < securities.count; i++) {
      const group = securities.identical[i]
      if (group < 0) continue
      const sum = both.get(group) ?? { lost: 0, bought: 0 }
      sum.bought += plan.buy[year][i]
      for (let l = lots.start[i]; l < lots.start[i + 1]; l++) if (gain[l] < 0) sum.lost += plan.sell[year][l]
      both.set(group, sum)
    }
    for (const [group, { lost, bought }] of both) {
      const size = Math.min(lost, bought)
      if (size > most.size) most = { year, group, size }
    }
  })
  return most.year < 0 ? undefined : { year: most.year, group: most.group }
}

/** Below it, dust of the interior point. */
const noWash = 1e-6

/** Clear of the corner between the pieces. */
function withinOnePiece(net: { readonly short: number; readonly long: number } | undefined): boolean {
  if (!net) return true
  const { short, long } = net
  return short + long < -onPiece || (short > onPiece && long > onPiece)
}

/** A point is only as good as the interior point kept the rows. */
const budgetRoom = 1e-6

function keepsLimits(problem: YearsProblem, plan: YearsPlan): boolean {
  if (largestWash(problem, plan)) return false
  const found = utilityOf(problem, plan)
  return problem.years.every(({ budget, tax }, y) => {
    const year = found.years[y]
    if (!year || (budget.gain === null && budget.tax === null)) return true
    const { gain, result } = year
    if (budget.tax !== null && year.tax > budget.tax + budgetRoom) return false
    return budget.gain === null || (gain.long <= budget.gain + budgetRoom && result.net.short <= Math.max(0, tax.shortSoFar) + budgetRoom)
  })
}
