/**
 * The sales of spouses who file separately, return by return: the losses of the one do not meet the gains of the other, and each deducts up to a limit of
 * their own (IRC section 1211(b)(1); Pub. 550, "Married individuals"; RULES 9.3, 9.7). The household's profile holds one set of carryovers and does not say whose they are, so
 * they stay outside.
 */
import { type Cents, cents, sumCents } from '../../../shared/kernel/cents.ts'
import type { TaxProfile } from '../../../shared/model/book.ts'
import type { FederalTable } from '../../../shared/model/tax-table.ts'
import type { SeparateReturn, YearRow } from '../../../shared/model/tax-year.ts'
import type { Standing } from '../standing/standing.ts'

/** Empty where all sales stand on one return: spouses who file together, one owner, or no owner named at all. */
export function separateReturns(
  { accountOf, snapshot }: Pick<Standing, 'accountOf' | 'snapshot'>,
  profile: Pick<TaxProfile, 'filingStatus'> | null,
  rows: readonly YearRow[],
  table: Pick<FederalTable, 'lossLimit'> | undefined,
): SeparateReturn[] {
  if (profile?.filingStatus !== 'mfs') return []
  const byOwner = Map.groupBy(rows, row => accountOf(row.account).owner)
  if (byOwner.size < 2) return []
  const names = new Map(snapshot.people.map(person => [person.id, person.name]))
  return [...byOwner]
    .map(([owner, own]) => returnOf(owner, owner === null ? 'No owner named' : (names.get(owner) ?? owner), own, table))
    .sort((a, b) => Number(a.owner === null) - Number(b.owner === null) || (a.name < b.name ? -1 : 1))
}

function returnOf(
  owner: SeparateReturn['owner'],
  name: string,
  rows: readonly YearRow[],
  table: Pick<FederalTable, 'lossLimit'> | undefined,
): SeparateReturn {
  const known = rows.filter(row => row.recognized !== null && row.term !== null)
  const of = (term: YearRow['term']): Cents => sumCents(known.filter(row => row.term === term).map(row => row.recognized ?? cents(0)))
  const [short, long] = [of('short'), of('long')]
  const net = cents(short + long)
  const limit = owner === null ? undefined : table?.lossLimit.mfs
  const lossAllowed = limit === undefined ? null : cents(Math.min(limit, Math.max(0, -net)))
  return { owner, name, sales: rows.length, unknown: rows.length - known.length, short, long, net, lossAllowed }
}
