/** Plans looked for at a node: patterns at its prices, at their own prices, and of its mixture. Where holdings share a risk a pattern's own prices may bound the node, too. */
import { patternOf } from '../../optimize/restricted.ts'
import { bringInside } from '../bundle/domain.ts'
import { boundAt, withTiePrices } from '../oracle/oracle.ts'
import type { Oracle } from '../oracle/working.ts'
import type { Pattern } from '../pattern.ts'
import { polish, upperBound } from './incumbents.ts'
import { majority, sided, trading, withinCounts } from './patterns.ts'
import type { Node, Search } from './search.ts'
import { isReached } from './worth.ts'

/** Patterns at the node's prices and of its mixture, each polished and priced anew with its own prices while that helps and a better plan is worth anything. */
export function tryPlans(state: Search, node: Node, rounds: number): void {
  const { incumbents, settings } = state
  const { oracle } = node.root
  state.checkpoint.advance(state.nodes, settings.mostNodes)
  boundAt(oracle, node.price, node.restriction)
  const common = withinCounts(oracle, majority(oracle, node.shares))
  if (!state.shared) {
    pursue(state, node, patternAt(state, oracle), rounds)
    if (!isReached(state, node)) polish(incumbents, oracle.regime, common)
    return
  }
  const chosen = patternAt(state, oracle)
  pursue(state, node, withinCounts(oracle, sided(oracle, node.shares)), 1)
  pursue(state, node, chosen, rounds)
  pursue(state, node, common, 1)
  pivot(state, node, 3)
}

/** What the oracle chooses at its last prices. */
function patternAt({ shared }: Search, oracle: Oracle): Pattern {
  return withinCounts(oracle, shared ? trading(oracle) : oracle.mode)
}

/** From the best plan on: what it trades stays on its side, what rests goes to the side that its own prices prefer, while plans get better. */
export function pivot(state: Search, node: Node, rounds: number): void {
  const { incumbents, problem } = state
  for (let round = 0; round < rounds && incumbents.best && !isReached(state, node); round++) {
    const { objective } = incumbents.best.evaluation
    const pattern = patternOf(problem, incumbents.best.plan)
    const polished = polish(incumbents, node.root.oracle.regime, pattern)
    if (!polished) return
    priceWith(state, node, polished.price)
    polish(incumbents, node.root.oracle.regime, withinCounts(node.root.oracle, trading(node.root.oracle, pattern)))
    if (upperBound(incumbents) >= objective - 1e-9) return
  }
}

/** A pattern polished, and the pattern at its own prices, and so on while plans get better. */
export function pursue(state: Search, node: Node, from: Pattern, rounds: number): void {
  const { oracle } = node.root
  let pattern = from
  let last = Infinity
  for (let round = 0; round < rounds && !isReached(state, node); round++) {
    const polished = polish(state.incumbents, oracle.regime, pattern)
    if (!polished || polished.objective >= last - 1e-9) return
    last = polished.objective
    priceWith(state, node, polished.price)
    pattern = patternAt(state, oracle)
  }
}

/** Leaves the oracle's working at a pattern's own prices. */
function priceWith(state: Search, node: Node, own: Float64Array): void {
  const price = node.price.slice()
  price.set(own)
  if (state.shared) bringInside(node.root.domain, price)
  const bound = boundAt(node.root.oracle, price, node.restriction)
  withTiePrices(node.root.oracle, price)
  state.evaluations += 1
  if (state.shared && bound > node.bound) adopt(node, price, bound)
}

/** Where holdings share a risk the bundle has little to hold on to, and a pattern's own prices may bound the node far better. */
function adopt(node: Node, price: Float64Array, bound: number): void {
  node.price = price
  node.bound = bound
  if (node.proof.ray) return
  // the checker is shown these prices: what they prove is proven
  node.proof.price = price
  node.proof.bound = Math.max(node.proof.bound, bound)
}
