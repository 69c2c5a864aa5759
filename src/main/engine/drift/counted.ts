/** What counts toward a row of the drift: each security with its value and why it counts, the largest first. Told of lines that are more than one security. */
import { addCents, type Cents } from '../../../shared/kernel/cents.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { Security } from '../../../shared/model/book.ts'
import type { Drift } from '../../../shared/model/review.ts'

type Member = NonNullable<Drift['rows'][number]['members']>[number]

export type Counted = Map<SecurityId, { value: Cents; why: string }>

export function count(counted: Counted, security: SecurityId, value: Cents, why: string): void {
  const known = counted.get(security)
  if (known) known.value = addCents(known.value, value)
  else counted.set(security, { value, why })
}

export function membersOf(counted: Counted, securityOf: (security: SecurityId) => Security): Member[] {
  return [...counted]
    .map(([security, { value, why }]) => ({ security, symbol: securityOf(security).symbol, name: securityOf(security).name, value, why }))
    .sort((a, b) => b.value - a.value || (a.security < b.security ? -1 : 1))
}
