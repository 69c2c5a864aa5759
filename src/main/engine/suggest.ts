/**
 * The basket a review proposes by itself: every lot that is ready, its best substitute that is not barred, one choice an account and security.
 * Two choices of one basket never trade against each other: nothing is bought that the basket (or an identical security) sells.
 */
import type { Relation } from '../../shared/model/book.ts'
import type { Candidate, Review } from '../../shared/model/review.ts'
import type { SaleChoice } from '../../shared/model/ticket.ts'
import { identicalGroups } from './wash/identical.ts'

export function suggestChoices(review: Review, relations: readonly Relation[]): SaleChoice[] {
  const ready = review.candidates.filter(candidate => candidate.state === 'ready')
  const groupOf = identicalGroups(relations.filter(relation => relation.kind !== 'substitute').map(relation => [relation.a, relation.b]))
  const sold = new Set(ready.map(candidate => groupOf(candidate.lot.security)))
  const groups = new Map<string, Candidate[]>()
  for (const candidate of ready) {
    const key = `${candidate.lot.account}|${candidate.lot.security}`
    groups.set(key, [...(groups.get(key) ?? []), candidate])
  }
  return [...groups.values()].map(group => {
    const first = group[0] as Candidate
    const substitute = first.substitutes.find(option => option.barred === null && !sold.has(groupOf(option.security)))
    return {
      account: first.lot.account,
      security: first.lot.security,
      method: 'SPECID',
      picks: group.map(candidate => ({ lot: candidate.lot.id, shares: candidate.lot.shares })),
      replacement: substitute?.security ?? null,
      override: '',
    }
  })
}
