/** Limits that plans of a household keep (model/plan-limits.ts), one document a household, checked on the way out; none where none was stated. */

import type { HouseholdId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import { type PlanLimit, planLimitsShape } from '../../shared/model/plan-limits.ts'
import { type ReadableBook, upsert, type WritableBook } from './database.ts'
import { jsonIn, text } from './row.ts'

/** null: of every household. */
export function listHouseholdLimits(book: ReadableBook, household: HouseholdId | null): Map<HouseholdId, PlanLimit[]> {
  const rows =
    household === null
      ? book.rows('SELECT * FROM household_limits')
      : book.rows('SELECT * FROM household_limits WHERE household = ?', [household])
  return new Map(rows.map(row => [text(row, 'household') as HouseholdId, limitsIn(row)]))
}

function limitsIn(row: Parameters<typeof jsonIn>[0]): PlanLimit[] {
  const checked = planLimitsShape.safeParse(jsonIn(row, 'document'))
  if (checked.success) return checked.data
  throw new Refused({
    code: 'store/limits',
    what: 'The limits of a household in this book cannot be read.',
    where: checked.error.issues.map(issue => issue.path.join('.')).join(', '),
    remedy: 'Save its limits again, or restore a backup.',
  })
}

/** An empty list: the household asks for nothing of its own. */
export function saveHouseholdLimits(book: WritableBook, household: HouseholdId, limits: readonly PlanLimit[]): void {
  upsert(book, 'household_limits', ['household'], { household, document: JSON.stringify(limits) })
}
