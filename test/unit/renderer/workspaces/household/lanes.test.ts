/** Where the lines of a lineage run: a lot keeps its lane, a free lane is used again, every line has a part in each row it passes. */
import { expect, test } from 'vitest'
import { lanesOf } from '../../../../../src/renderer/workspaces/household/lineage/lanes.ts'
import type { LineageEdge, LineageKind, LineageNode } from '../../../../../src/shared/model/lineage.ts'

const node = (id: string, lot: string, kind: LineageKind = 'bought') => ({ id, lot, kind }) as unknown as LineageNode
const edge = (from: string, to: string, kind: LineageEdge['kind'] = 'shares') => ({ from, to, kind }) as unknown as LineageEdge

test('a loss turns into the lane of the lot that takes it, and the part of a lot stays in its lane', () => {
  const { rows, width } = lanesOf({
    nodes: [node('a', 'L'), node('b', 'L', 'sold'), node('c', 'M'), node('d', 'M', 'washed'), node('e', 'M#2', 'open')],
    edges: [edge('a', 'b'), edge('b', 'd', 'loss'), edge('c', 'd'), edge('d', 'e')],
  })
  expect(rows.map(row => row.lane)).toEqual([0, 0, 1, 1, 1])
  expect(width).toBe(2)
  expect(rows.map(row => row.parts.map(part => `${part.kind} ${part.lane} ${part.part}`))).toEqual([
    ['shares 0 from'],
    ['shares 0 to', 'loss 0 from'],
    ['loss 0 through', 'shares 1 from'],
    ['loss 0 to', 'shares 1 to', 'shares 1 from'],
    ['shares 1 to'],
  ])
})

test('a lane that has become free is used again: a chain of any length stays narrow', () => {
  const turns = Array.from({ length: 50 }, (_, turn) => turn)
  const nodes = turns.flatMap(turn => [
    node(`b${turn}`, `L${turn}`),
    node(`w${turn}`, `L${turn}`, 'washed'),
    node(`s${turn}`, `L${turn}`, 'sold'),
  ])
  const edges = turns.flatMap(turn => [
    edge(`b${turn}`, `w${turn}`),
    edge(`w${turn}`, `s${turn}`),
    ...(turn === 0 ? [] : [edge(`s${turn - 1}`, `w${turn}`, 'loss')]),
  ])
  expect(lanesOf({ nodes, edges }).width).toBe(2)
})
