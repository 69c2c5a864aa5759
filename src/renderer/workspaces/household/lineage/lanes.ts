/**
 * Where the lines of a lineage run. Steps stand below each other in order; each lot has a lane of its own from its first step to its last, and a lane that
 * has become free is used again. A line goes down the lane it starts in and turns to its end's lane at the end's row. Layout only: no figure is made here.
 */
import type { Lineage, LineageEdge, LineageNode } from '../../../../shared/model/lineage.ts'

export interface LanePart {
  readonly key: string
  readonly kind: LineageEdge['kind']
  readonly lane: number
  /** Down from this row's step, through the row, or down to this row's step and over to its lane. */
  readonly part: 'from' | 'through' | 'to'
}

export interface LaneRow {
  readonly node: LineageNode
  readonly lane: number
  readonly parts: readonly LanePart[]
}

export interface Lanes {
  readonly rows: readonly LaneRow[]
  readonly width: number
}

export function lanesOf({ nodes, edges }: Pick<Lineage, 'nodes' | 'edges'>): Lanes {
  const at = new Map(nodes.map((node, row) => [node.id, row]))
  const spans = edges.flatMap(edge => {
    const [from, to] = [at.get(edge.from), at.get(edge.to)]
    return from === undefined || to === undefined ? [] : [{ edge, from, to }]
  })
  const last = new Map<string, number>()
  const reach = (lot: string, row: number) => last.set(lot, Math.max(last.get(lot) ?? 0, row))
  nodes.forEach((node, row) => void reach(lotOf(node), row))
  for (const { from, to } of spans) reach(lotOf(nodes[from] as LineageNode), to)
  const lanes = placed(nodes, last)
  const parts: LanePart[][] = nodes.map(() => [])
  spans.forEach(({ edge, from, to }, index) => {
    const lane = lanes[from] ?? 0
    for (let row = from; row <= to; row += 1) {
      const part = row === from ? 'from' : row === to ? 'to' : 'through'
      parts[row]?.push({ key: `${index} ${part}`, kind: edge.kind, lane, part })
    }
  })
  return {
    rows: nodes.map((node, row) => ({ node, lane: lanes[row] ?? 0, parts: parts[row] ?? [] })),
    width: lanes.reduce((most, lane) => Math.max(most, lane + 1), 1),
  }
}

/** A part of a lot, `id#2`, runs in its lot's lane. */
function lotOf(node: LineageNode): string {
  return node.kind === 'open' ? node.lot.replace(/#\d+$/, '') : node.lot
}

function placed(nodes: readonly LineageNode[], last: ReadonlyMap<string, number>): number[] {
  const busyUntil: number[] = []
  const laneOf = new Map<string, number>()
  return nodes.map((node, row) => {
    const lot = lotOf(node)
    const known = laneOf.get(lot)
    if (known !== undefined) return known
    const free = busyUntil.findIndex(until => until < row)
    const lane = free < 0 ? busyUntil.length : free
    busyUntil[lane] = last.get(lot) ?? row
    laneOf.set(lot, lane)
    return lane
  })
}
