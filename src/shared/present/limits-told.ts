/**
 * The limits of a plan in the order in which they matter, and apart from them those whose next step changes next to nothing: the cash that whole shares leave over in each account says the same of every
 * account, and must not stand before a gain budget.
 */
import type { Proposal } from '../model/proposal.ts'
import { counted } from './format.ts'

type Limit = Proposal['accounts'][number]['limits'][number]

export interface LimitTold {
  readonly accountName: string
  readonly limit: Limit
}

export interface LimitsTold {
  /** The most valuable step first. */
  readonly first: readonly LimitTold[]
  readonly little: readonly LimitTold[]
}

/** Dollars of tax and cost, in cents, and tracking error in hundredths of a basis point, under which a step of $1,000 is little. */
const littleMoney = 1000
const littleError = 50

export const noLimitWords = 'No limit that was asked for stands in the way of a better plan.'

/** In place of the steps of `little`, with how many accounts they are of. */
export function littleCashWords(accounts: number): string {
  return `Cash left over by whole shares in ${counted(accounts, 'account')}: another $1,000 invested would change under $10 and 0.5 bp`
}

export function limitsTold({ joint, accounts }: Pick<Proposal, 'joint' | 'accounts'>): LimitsTold {
  const all = [
    ...(joint?.limits ?? []).map(limit => ({ accountName: '', limit })),
    ...accounts.flatMap(({ accountName, limits }) => limits.map(limit => ({ accountName, limit }))),
  ].sort((a, b) => b.limit.perUnit - a.limit.perUnit)
  return { first: all.filter(one => !isLittle(one.limit)), little: all.filter(one => isLittle(one.limit)) }
}

/** Only of cash: a budget that somebody asked for is told whatever it is worth. */
function isLittle({ limit, more }: Limit): boolean {
  if (more === undefined || !(limit === 'cash' || limit.startsWith('cash in '))) return false
  return Math.abs(more.tax) < littleMoney && Math.abs(more.cost) < littleMoney && Math.abs(more.trackingError) < littleError
}
