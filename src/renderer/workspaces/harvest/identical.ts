/** Which securities count as one for the wash rules: the firm's relations `same` and `identical`, followed as far as they lead. */
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { Relation } from '../../../shared/model/book.ts'

/** One representative for each group of securities that a sale and a purchase may not share inside the 61 days. */
export type GroupOf = (security: SecurityId) => string

export function identicalGroups(relations: readonly Pick<Relation, 'kind' | 'a' | 'b'>[]): GroupOf {
  const parent = new Map<string, string>()
  const find = (security: string): string => {
    const up = parent.get(security)
    return up === undefined ? security : find(up)
  }
  for (const { kind, a, b } of relations) {
    if (kind === 'substitute') continue
    const [left, right] = [find(a), find(b)]
    if (left !== right) parent.set(left, right)
  }
  return find
}
