/**
 * A new default method of an account holds from a day on and never reaches back: which shares a sale relieved was settled with the sale, at the latest on
 * its settlement day (Reg. section 1.1012-1(c)(8)). Sales before that day keep the method that was the default then.
 */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { Account } from '../../shared/model/book.ts'

/** The account as it is to be saved. `from` is the first day of a new default; of an account that is new, the default has always been so. */
export function keepingMethods(account: Account, known: Account | undefined, from: CivilDate): Account {
  const { earlierMethods: given, ...rest } = account
  const earlier = (known?.earlierMethods ?? given ?? []).filter(
    ({ until }) => known === undefined || known.defaultMethod === account.defaultMethod || until < from,
  )
  if (known !== undefined && known.defaultMethod !== account.defaultMethod) {
    const before = known.earlierMethods?.find(({ until }) => until >= from)?.method ?? known.defaultMethod
    if (before !== account.defaultMethod) earlier.push({ until: from, method: before })
  }
  return earlier.length === 0 ? rest : { ...rest, earlierMethods: earlier }
}
