/**
 * The lineage of one lot: its own steps, everything that flowed into them (the purchases behind, the losses it took over and where those came from) and
 * everything that flowed out (sales, what their losses became, what is held now). What parts on the way, or joins it from elsewhere, is shown where
 * it does, and not followed. Works along chains of any length without recursion. Shape and units: shared/model/lineage.ts.
 */
import { cents } from '../../../shared/kernel/cents.ts'
import type { EntryId, LotId } from '../../../shared/kernel/id.ts'
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import type { Lineage, LineageNode } from '../../../shared/model/lineage.ts'
import { date, sharesHeld } from '../../../shared/present/format.ts'
import { recordedId } from '../standing/lot-parts.ts'
import type { Standing } from '../standing/standing.ts'
import { dayOrNull, type History, historyOf } from './history.ts'
import { type GraphNode, graphOf } from './replay.ts'
import { kindOf, rulesOf, titleOf, wordsOf } from './words.ts'

/** `lot`: an open lot's id (`id#2` is a part), or the id of a lot that is gone. Refuses a lot the household never had. */
export function lineageOf(standing: Standing, lot: string): Outcome<Lineage> {
  const history = historyOf(standing)
  const { nodes } = graphOf(history)
  const own = ownNodes(history, nodes, recordedId(standing, lot as LotId))
  if (own.length === 0)
    return refused({
      code: 'data/unknown-lot',
      what: 'The lots of this household know no such lot.',
      where: lot,
      remedy: 'Open the household again: a later lot statement may have taken the lot’s place.',
    })
  const main = new Set([...reached(own, node => node.ins.map(edge => edge.from)), ...reached(own, node => node.outs.map(edge => edge.to))])
  const shown = new Set(main)
  for (const node of main) {
    for (const edge of node.outs) shown.add(edge.to)
    for (const edge of node.ins) shown.add(edge.from)
  }
  const ordered = [...shown].sort((a, b) => a.index - b.index)
  const owned = new Set(own)
  return done({
    asOf: standing.asOf,
    lot: lot as LotId,
    title: titleOfLot(history, own),
    nodes: ordered.map((node, order) => viewOf(history, node, order, owned.has(node), !main.has(node))),
    edges: ordered.flatMap(node =>
      node.outs
        .filter(({ to }) => main.has(node) || main.has(to))
        .map(({ to, kind, shares: count, amount }) => ({
          from: idOf(node),
          to: idOf(to),
          kind,
          shares: shares(count),
          amount: amount === null ? null : cents(amount),
        })),
    ),
  })
}

/** Steps of the lot; a part named `id#2` is told by what it is open as, and its own way there. */
function ownNodes(history: History, nodes: readonly GraphNode[], lot: string): GraphNode[] {
  const whole = nodes.filter(node => node.lot.id === lot)
  if (whole.length > 0) return whole
  const part = nodes.find(node => node.piece !== null && history.idOf.get(node.piece) === lot)
  return part === undefined ? [] : [...reached([part], node => sameLot(node))]
}

function sameLot(node: GraphNode): GraphNode[] {
  return node.ins.filter(edge => edge.kind === 'shares' && edge.from.lot.id === node.lot.id).map(edge => edge.from)
}

function reached(from: readonly GraphNode[], next: (node: GraphNode) => readonly GraphNode[]): Set<GraphNode> {
  const found = new Set(from)
  // a set is walked in the order of insertion, what is added on the way included
  for (const node of found) for (const other of next(node)) found.add(other)
  return found
}

function titleOfLot(history: History, own: readonly GraphNode[]): string {
  const first = own[0] as GraphNode
  const { symbol } = history.security(first.lot)
  const day = dayOrNull(first.lot.acquiredDay)
  return `${symbol}, ${sharesHeld(shares(first.shares))} acquired ${date(day)} in ${history.account(first.lot).name}`
}

function idOf(node: GraphNode): string {
  return `step ${node.index + 1}`
}

function viewOf(history: History, node: GraphNode, order: number, own: boolean, aside: boolean): LineageNode {
  const { lot, step } = node
  const [account, security] = [history.account(lot), history.security(lot)]
  const row = step?.kind === 'realized' ? step.row : null
  const part = node.piece === null ? undefined : history.idOf.get(node.piece)
  return {
    id: idOf(node),
    kind: kindOf(node),
    order,
    own,
    aside,
    lot: part ?? (lot.id as LotId),
    account: account.id,
    accountName: account.name,
    security: security.id,
    symbol: security.symbol,
    day: Number.isNaN(node.day) ? null : dayOrNull(node.day),
    title: titleOf(node),
    words: wordsOf(history, node),
    shares: shares(node.shares),
    basis: node.basis === null ? null : cents(node.basis),
    adjustment: cents(node.adjustment),
    heldFrom: dayOrNull(node.heldFrom),
    change: node.change === null ? null : cents(node.change),
    sale:
      row === null
        ? null
        : {
            entry: row.sale as EntryId,
            proceeds: row.proceeds === null ? null : cents(row.proceeds),
            gain: row.gain === null ? null : cents(row.gain),
            disallowed: cents(row.disallowed),
            permanent: cents(row.permanent),
            term: row.term,
          },
    rules: rulesOf(history, node),
    source: step === null ? '' : history.source(step.event),
  }
}
