/** What could not be booked, or not as it was told, in words: an issue of its account and security with the law behind it and what a person can do. */
import type { AccountId, EntryId, SecurityId } from '../../../shared/kernel/id.ts'
import { decimalFromShares, shares } from '../../../shared/kernel/shares.ts'
import type { Doubt, Problem } from './books.ts'
import type { LotIssue } from './issue.ts'

const problemWords = {
  insufficient_lots: ['rule/short-of-lots', 'More shares leave than the lots hold'],
  picks_do_not_add: ['rule/picks-do-not-add', 'The lots named do not add up to the shares of the order'],
  bad_quantity: ['data/bad-quantity', 'The quantity is no whole number of millionths above zero'],
  nothing_held: ['rule/nothing-held', 'The account holds no shares of the security on that day'],
  unsupported: ['data/entry-not-booked', 'The lots cannot follow this entry'],
  average_not_open: [
    'rule/average-not-open',
    'Average basis is for fund shares, and for shares a reinvestment plan bought after 2011, in an account whose owner elected it (IRC §1012(c), (d); Reg. §1.1012-1(e)); the sale is booked first in, first out',
  ],
  gift_value_unknown: [
    'data/gift-value-unknown',
    "Shares received as a gift are sold below the donor's basis, and what they were worth when given is not known: that value may be the basis, so the loss is not decided (IRC §1015(a))",
  ],
  distributed_value_unknown: [
    'data/distributed-value-unknown',
    'Shares came out of a retirement, health or education account in kind: their basis is what they were worth that day (Pub. 590-B), which is not known',
  ],
  contributed_in_kind: [
    'rule/contributed-in-kind',
    'Shares went from a taxable account into a retirement, health or education account, which takes cash only (IRC §408(a)(1)): taken as a sale at their value that day, with a gain taxed and a loss not allowed (IRC §267(a)(1), (b)(4))',
  ],
} as const satisfies Record<Problem['code'], readonly [string, string]>

const missingHistory =
  'Import the missing history or a lot statement of a later day for this account; until then the entry is left out of the lots.'

const remedies: Readonly<Record<Doubt, string>> = {
  average_not_open: "Set another relief method for the account, or enter the day of the owner's election or the kind of the security.",
  gift_value_unknown: 'Enter the value of a share on the day of the gift as the price of the gift, and take the old entry back.',
  distributed_value_unknown: 'Enter the value of a share on that day as the price of the transfer, and take the old entry back.',
  contributed_in_kind:
    'Let the tax preparer decide; a rollover within sixty days is no sale (IRC §408(d)(3)). Without a price of the transfer its result is unknown.',
}

/** `names`: the security as the book shows it. */
export function issueOf(problem: Problem, names: (security: string) => SecurityId): LotIssue {
  const [code, what] = problemWords[problem.code]
  const counts =
    problem.code === 'insufficient_lots'
      ? `: ${decimalFromShares(shares(problem.asked))} asked, ${decimalFromShares(shares(problem.open))} open`
      : ''
  return {
    code,
    what: `${what}${counts}.`,
    where: `ledger entry ${problem.event}`,
    remedy: problem.code in remedies ? remedies[problem.code as Doubt] : missingHistory,
    account: problem.account as AccountId | null,
    security: names(problem.security),
    entry: problem.event as EntryId,
  }
}
