/**
 * Holdings that a file of positions no longer lists: the file speaks for its whole accounts, so they are recorded as held no more (no shares) on its day. Lots
 * stay until a file of lots or trades says where they went; until then the household shows the difference.
 */
import type { ImportId } from '../../../shared/kernel/id.ts'
import { noShares } from '../../../shared/kernel/shares.ts'
import type { ReadFile } from '../../../shared/model/import-batch.ts'
import type { ReadableBook } from '../../store/database.ts'
import { latestPositions, type SourcedPosition } from '../../store/holdings.ts'
import type { ImportPlan } from './plan.ts'

export function gonePositions(book: ReadableBook, file: ReadFile, plan: ImportPlan, importId: ImportId | null): SourcedPosition[] {
  const { asOf } = file
  if (asOf === null) return []
  const listed = new Set(plan.positions.map(position => `${position.account}|${position.security}`))
  return plan.wholeAccounts.flatMap(account =>
    latestPositions(book, { account }, asOf)
      .filter(position => position.shares !== noShares && position.asOf < asOf && !listed.has(`${account}|${position.security}`))
      .map(position => ({ ...position, asOf, shares: noShares, basis: null, reinvest: null, source: { import: importId, line: 0 } })),
  )
}
