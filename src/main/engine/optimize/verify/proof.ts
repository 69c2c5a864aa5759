/**
 * The proof of a bound, checked node by node: at each node the prices must bound what they bar, the parts it is split into must leave nothing out, and each part that is
 * not split again must be bounded by its own prices, or be shown by them to hold no plan at all.
 */
import type { Instance } from '../../../../shared/model/instance.ts'
import type { CertificatePrices, ProofPrices } from '../../../../shared/model/rebalance-proposal.ts'
import { type Box, groupsOf, openBox, provenBound } from './bound.ts'
import { faultOfTies } from './ties.ts'

export interface Checked {
  /** The least that the parts prove; −∞ where something is left out. */
  readonly bound: number
  readonly parts: number
  /** What is wrong, in words. */
  readonly fault: string | undefined
}

/** What rounding makes of the bound of an objective of nothing. */
const nothing = 1e-11

interface Walk {
  readonly instance: Instance
  readonly bare: Instance
  readonly regime: CertificatePrices['regime']
  readonly groups: readonly (readonly number[])[]
  /** What is to be proven. */
  readonly bound: number
  parts: number
  least: number
  fault: string | undefined
}

export function checkProof(instance: Instance, certificate: CertificatePrices, bound: number): Checked {
  const walk: Walk = {
    instance,
    bare: withoutWeights(instance),
    regime: certificate.regime,
    groups: groupsOf(instance),
    bound,
    parts: 0,
    least: Infinity,
    fault: undefined,
  }
  visit(walk, certificate, openBox(instance, certificate))
  return { bound: walk.fault === undefined ? walk.least : -Infinity, parts: walk.parts, fault: walk.fault }
}

function visit(walk: Walk, node: ProofPrices, box: Box): void {
  walk.fault ??= faultOfTies(walk.instance, node, walk.groups)
  if (walk.fault !== undefined) return
  const left = afterBars(walk, node, box)
  if (left === undefined) return
  if (node.parts === undefined || node.parts.length === 0) {
    closePart(walk, node, left)
    return
  }
  if (!covers(node, left)) {
    walk.fault = 'the parts of a split leave patterns out'
    return
  }
  for (const { of, index, bits, node: part } of node.parts) visit(walk, part, narrowed(left, of, index, bits))
}

/** The box without what the node's prices bar; undefined where they do not. */
function afterBars(walk: Walk, node: ProofPrices, box: Box): Box | undefined {
  if (node.barred === undefined || node.barred.length === 0) return box
  const proven = provenBound(walk.instance, { ...node, regime: walk.regime }, box)
  let left = box
  for (const { index, bits } of node.barred) {
    const least = proven === undefined ? -Infinity : proven.bound + proven.more(index, bits & box.securities[index])
    if (!(least >= walk.bound)) {
      walk.fault = `prices that bar security ${index} from a choice prove ${least}`
      return undefined
    }
    left = narrowed(left, 'security', index, left.securities[index] & ~bits)
  }
  return left
}

function closePart(walk: Walk, node: ProofPrices, box: Box): void {
  walk.parts += 1
  const instance = node.none ? walk.bare : walk.instance
  const bound = provenBound(instance, { ...node, regime: walk.regime }, box)?.bound ?? -Infinity
  if (!node.none) walk.least = Math.min(walk.least, bound)
  else if (!(bound > nothing)) walk.fault = 'prices said to show that a part holds no plan do not show it'
}

/** Whether the parts together allow all that the box does: every split is by one security or one group. */
function covers({ parts = [] }: ProofPrices, box: Box): boolean {
  const [first] = parts
  if (first === undefined || parts.some(({ of, index }) => of !== first.of || index !== first.index)) return false
  const whole = (first.of === 'security' ? box.securities : box.groups)[first.index]
  if (whole === undefined) return false
  return (whole & ~parts.reduce((all, { bits }) => all | bits, 0)) === 0
}

function narrowed(box: Box, of: 'security' | 'group', index: number, bits: number): Box {
  const change = (list: readonly number[]) => list.map((allowed, at) => (at === index ? allowed & bits : allowed))
  return of === 'security' ? { ...box, securities: change(box.securities) } : { ...box, groups: change(box.groups) }
}

/** The same limits, and nothing that costs. */
function withoutWeights(instance: Instance): Instance {
  const { also } = instance
  const rows = also?.rows?.map(row => ({ ...row, penalty: 0, ...(row.excess === undefined ? {} : { excess: 0 }) }))
  const bare = also && { ...also, ...(rows ? { rows } : {}), absolute: 0, rewardWeight: 0, proximity: instance.sec.price.map(() => 0) }
  return { ...instance, lam: { te: 0, tc: 0, tax: 0 }, ...(bare ? { also: bare } : {}) }
}
