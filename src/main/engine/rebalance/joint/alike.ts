/**
 * Members of a line that the firm takes for the same thing (role `equivalent`): in a household planned as one they are one position of its risk, that of the line's first, so that what one account is short of
 * another may hold under the other name, whichever member each account buys. Substitutes are not: what they track is another thing.
 */
import type { AccountId, SecurityId } from '../../../../shared/kernel/id.ts'
import { type AccountTargets, targetsFor } from '../../model/targets-for.ts'
import type { Standing } from '../../standing/standing.ts'

export interface Alike {
  /** What stands for a security: the first of its line, otherwise itself. */
  readonly standsFor: (security: SecurityId) => SecurityId
  /** The lines, by what stands for them. */
  readonly lines: ReadonlyMap<SecurityId, readonly SecurityId[]>
}

/** `accounts`: those with a target. Only where no model of theirs tells the members apart. */
export function alikeIn(standing: Standing, accounts: readonly AccountId[]): Alike {
  const all = accounts.map(account => targetsFor(standing, account))
  const first = new Map<string, SecurityId>()
  const lines = new Map<SecurityId, readonly SecurityId[]>()
  for (const line of all.flatMap(({ slots }) => slots.all.map(slot => slot.line))) {
    const equivalents = (line.members ?? []).flatMap(({ security, role }) => (role === 'equivalent' ? [security] : []))
    const [head] = equivalents
    if (head === undefined || equivalents.length < 2 || equivalents.some(each => first.has(standing.sameOf(each)))) continue
    if (!all.every(each => countAsOne(each, equivalents))) continue
    for (const security of equivalents) first.set(standing.sameOf(security), head)
    lines.set(head, equivalents)
  }
  return { standsFor: security => first.get(standing.sameOf(security)) ?? security, lines }
}

function countAsOne({ slots }: AccountTargets, securities: readonly SecurityId[]): boolean {
  return new Set(securities.map(security => slots.claimOf(security)?.slot.key ?? null)).size === 1
}
