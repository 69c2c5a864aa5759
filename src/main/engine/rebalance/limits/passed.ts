/** Limits that a change by hand passes and the plan before it kept: those that could give way, which no other word of the edit tells of. */
import type { KeptLimit } from '../../../../shared/model/plan-limits.ts'
import type { ProposalAccount } from '../../../../shared/model/proposal.ts'
import type { ProposalBody } from '../household-parts.ts'

export function limitsPassed(
  before: Pick<ProposalBody, 'accounts' | 'joint'>,
  accounts: readonly ProposalAccount[],
  joint: readonly KeptLimit[] | undefined,
): string[] {
  const own = accounts.flatMap(({ account, accountName, kept }) => {
    const then = before.accounts.find(each => each.account === account)?.kept
    return newlyOut(then, kept).map(words => `${accountName}: ${words}`)
  })
  return [...own, ...newlyOut(before.joint?.kept, joint)]
}

function newlyOut(before: readonly KeptLimit[] | undefined, after: readonly KeptLimit[] | undefined): string[] {
  const wasOut = new Set((before ?? []).filter(({ state }) => state === 'out').map(({ key }) => key))
  return (after ?? [])
    .filter(({ key, state, score }) => state === 'out' && score !== undefined && !wasOut.has(key))
    .map(({ words, said }) => `${words}. ${said}`)
}
