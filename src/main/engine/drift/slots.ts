/**
 * Which holding counts toward which target: the target itself, a security that is the same or substantially identical, or one that the firm
 * permits as its substitute (what replaced a harvested position, or a legacy holding). Everything else stands for itself, with a target of zero.
 */
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { ModelPortfolio, Relation } from '../../../shared/model/book.ts'

export type SlotOf = (security: SecurityId) => SecurityId

export function slotsOf(
  targets: ModelPortfolio['targets'],
  relations: readonly Relation[],
  groupOf: (security: SecurityId) => string,
): SlotOf {
  const own = new Set(targets.map(target => target.security))
  const byGroup = new Map<string, SecurityId>()
  for (const target of targets) if (!byGroup.has(groupOf(target.security))) byGroup.set(groupOf(target.security), target.security)
  const bySubstitute = new Map<SecurityId, SecurityId>()
  for (const relation of relations) {
    if (relation.kind !== 'substitute') continue
    for (const [held, target] of [
      [relation.a, relation.b],
      [relation.b, relation.a],
    ] as const) {
      if (own.has(target) && !own.has(held) && !bySubstitute.has(held)) bySubstitute.set(held, target)
    }
  }
  return security => (own.has(security) ? security : (byGroup.get(groupOf(security)) ?? bySubstitute.get(security) ?? security))
}
