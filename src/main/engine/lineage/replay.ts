/**
 * The steps of a booking as a graph: a node a step, edges for the shares that go on and for the losses that move. Shares of one lot that took over the same
 * loss are one stream; each step takes from the stream it concerns and leaves a new one. Every amount is the booking's own, so at each node what flows in, with
 * the change the node says, is what flows out: `leftOver` is empty, or the booking has an event nobody told this file about.
 */
import type { Lot, Piece, RealizedRow } from '../lots/holding.ts'
import type { Given, LotStep, PieceFacts } from '../lots/steps.ts'
import type { Match } from '../wash/match.ts'
import type { History } from './history.ts'

export interface GraphNode {
  readonly index: number
  /** What happened; an open piece has no step. */
  readonly step: LotStep | null
  readonly match: Match | null
  readonly piece: Piece | null
  readonly lot: Lot
  readonly day: number
  readonly shares: number
  readonly basis: number | null
  readonly adjustment: number
  readonly heldFrom: number | null
  /** Basis that comes or goes here without an edge; null is unknown. */
  readonly change: number | null
  readonly ins: GraphEdge[]
  readonly outs: GraphEdge[]
}

export interface GraphEdge {
  readonly from: GraphNode
  readonly to: GraphNode
  readonly kind: 'shares' | 'loss'
  readonly shares: number
  readonly amount: number | null
}

export interface LotGraph {
  readonly nodes: readonly GraphNode[]
  readonly rows: ReadonlyMap<RealizedRow, GraphNode>
  readonly matches: ReadonlyMap<Match, GraphNode>
  /** Shares that went out of a lot by an event without a step. */
  readonly leftOver: readonly GraphNode[]
}

interface Stream {
  node: GraphNode
  shares: number
}

interface Replay {
  readonly nodes: GraphNode[]
  readonly streams: Map<string, Map<Match | null, Stream>>
  readonly rows: Map<RealizedRow, GraphNode>
  readonly matches: Map<Match, GraphNode>
}

const made = new WeakMap<History, LotGraph>()

export function graphOf(history: History): LotGraph {
  const known = made.get(history)
  if (known) return known
  const graph = replay(history)
  made.set(history, graph)
  return graph
}

function replay({ booking }: History): LotGraph {
  const state: Replay = { nodes: [], streams: new Map(), rows: new Map(), matches: new Map() }
  let matched = 0
  const matchUntil = (count: number): void => {
    for (; matched < count; matched += 1) addMatch(state, booking.matches[matched] as Match)
  }
  const { steps } = booking
  for (let at = 0; at < steps.length; ) {
    const step = steps[at] as LotStep
    matchUntil(step.matches)
    if (step.kind === 'restated' || step.kind === 'rebased') at = addTogether(state, steps, at)
    else {
      addStep(state, step)
      at += 1
    }
  }
  matchUntil(booking.matches.length)
  for (const piece of booking.open) addOpen(state, piece)
  const leftOver = [...state.streams.values()].flatMap(streams => [...streams.values()]).filter(stream => stream.shares !== 0)
  return { nodes: state.nodes, rows: state.rows, matches: state.matches, leftOver: leftOver.map(stream => stream.node) }
}

type NewNode = Pick<GraphNode, 'step' | 'match' | 'piece' | 'day' | 'change'> & Omit<PieceFacts, 'carried'>

function addNode(state: Replay, { step, match, piece, lot, day, shares, basis, adjustment, heldFrom, change }: NewNode): GraphNode {
  const index = state.nodes.length
  const node: GraphNode = { index, step, match, piece, lot, day, shares, basis, adjustment, heldFrom, change, ins: [], outs: [] }
  state.nodes.push(node)
  return node
}

function connect(from: GraphNode, to: GraphNode, kind: GraphEdge['kind'], shares: number, amount: number | null): void {
  const edge = { from, to, kind, shares, amount }
  from.outs.push(edge)
  to.ins.push(edge)
}

function streamsOf(state: Replay, lot: Lot): Map<Match | null, Stream> {
  let streams = state.streams.get(lot.id)
  if (streams === undefined) {
    streams = new Map()
    state.streams.set(lot.id, streams)
  }
  return streams
}

/** The shares go from where they stand to the node. */
function take(state: Replay, { lot, carried, shares, basis }: Given, to: GraphNode): void {
  const stream = streamsOf(state, lot).get(carried)
  if (stream === undefined) return
  connect(stream.node, to, 'shares', shares, basis)
  stream.shares -= shares
}

function stand(state: Replay, lot: Lot, carried: Match | null, node: GraphNode): void {
  streamsOf(state, lot).set(carried, { node, shares: node.shares })
}

function addStep(state: Replay, step: LotStep): void {
  const { lot, carried, basis } = step
  const { row } = { row: null, ...step }
  const node = addNode(state, { ...step, step, match: null, piece: null, change: changeOf(step) })
  if (step.kind === 'opened') return stand(state, lot, null, node)
  if (step.kind === 'moved') {
    take(state, step.from, node)
    return stand(state, lot, carried, node)
  }
  take(state, { lot, carried, shares: step.shares, basis }, node)
  if (row !== null) state.rows.set(row, node)
}

/** What a purchase cost; what a merger or an exercise added to the basis that came along. */
function changeOf(step: LotStep): number | null {
  if (step.kind === 'opened') return step.basis
  if (step.kind === 'moved') return step.basis === null || step.from.basis === null ? null : step.basis - step.from.basis
  return step.kind === 'realized' || step.kind === 'left' ? (step.basis === null ? null : -step.basis) : 0
}

/** Steps of one event on the pieces of one stream are one node: a split is told for every piece. */
function addTogether(state: Replay, steps: readonly LotStep[], from: number): number {
  const first = steps[from] as LotStep
  let to = from
  const groups = new Map<string, Map<Match | null, LotStep[]>>()
  for (; to < steps.length; to += 1) {
    const step = steps[to] as LotStep
    if (step.kind !== first.kind || step.event !== first.event || step.matches !== first.matches) break
    const ofLot = groups.get(step.lot.id) ?? new Map<Match | null, LotStep[]>()
    groups.set(step.lot.id, ofLot.set(step.carried, [...(ofLot.get(step.carried) ?? []), step]))
  }
  for (const ofLot of groups.values()) for (const together of ofLot.values()) addChanged(state, together)
  return to
}

function addChanged(state: Replay, together: readonly LotStep[]): void {
  const [first] = together
  if (first === undefined || (first.kind !== 'restated' && first.kind !== 'rebased')) return
  const { lot, carried } = first
  const sum = (of: (step: LotStep) => number | null) =>
    together.reduce<number | null>((total, step) => (total === null ? null : add(total, of(step))), 0)
  const shares = sum(step => step.shares) ?? 0
  const basis = sum(step => step.basis)
  const before = sum(step => (step.kind === 'restated' ? step.before : step.shares)) ?? 0
  const basisBefore = sum(step => (step.kind === 'rebased' ? step.before : step.basis))
  const change = basis === null || basisBefore === null ? null : basis - basisBefore
  const adjustment = sum(step => step.adjustment) ?? 0
  const node = addNode(state, { ...first, step: first, match: null, piece: null, shares, basis, adjustment, change })
  // pieces cut off earlier than others may stand at different nodes of the stream only through a sale, which takes them away: one node is enough
  take(state, { lot, carried, shares: before, basis: basisBefore }, node)
  const rest = streamsOf(state, lot).get(carried)
  streamsOf(state, lot).set(carried, { node, shares: shares + (rest?.shares ?? 0) })
}

function add(a: number, b: number | null): number | null {
  return b === null ? null : a + b
}

/** Replacement shares leave the stream of their lot and go on with the loss in their basis; in an IRA the loss ends here. */
function addMatch(state: Replay, match: Match): void {
  const { replacement: lot, held, basis, heldFrom, permanent, disallowed, row, earlier, stated = false } = match
  // a loss in an IRA goes into no basis, and one that the custodian washed itself is in the basis it states
  const before = basis === null ? null : permanent || stated ? basis : basis - disallowed
  const adjustment = permanent ? 0 : disallowed
  const node = addNode(state, {
    step: null,
    match,
    piece: null,
    lot,
    day: Math.max(row.day, lot.boughtDay),
    shares: held,
    basis,
    adjustment,
    heldFrom,
    change: permanent || stated ? -disallowed : 0,
  })
  state.matches.set(match, node)
  // shares already gone when the loss came (a reading the firm may choose) have nothing to go on with
  if (held > 0) take(state, { lot, carried: earlier, shares: held, basis: before }, node)
  const sale = state.rows.get(row)
  if (sale !== undefined) connect(sale, node, 'loss', match.saleShares, disallowed)
  stand(state, lot, match, node)
}

function addOpen(state: Replay, piece: Piece): void {
  const { lot, carried, shares, basis, adjustment, heldFrom } = piece
  const change = basis === null ? null : -basis
  const node = addNode(state, { step: null, match: null, piece, lot, day: Number.NaN, shares, basis, adjustment, heldFrom, change })
  take(state, { lot, carried, shares, basis }, node)
}
