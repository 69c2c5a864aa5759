/**
 * Facts of days that have not come yet: a slip of the year would otherwise stand as the latest word on lots and prices until that day. One day ahead is
 * allowed, for files made east of here.
 */
import { addDays, type CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { Fact, ImportIssue, ReadFile } from '../../../shared/model/import-batch.ts'

function dayOf(fact: Fact): CivilDate | null {
  switch (fact.fact) {
    case 'entry':
      return fact.tradeDate
    case 'realized':
      return fact.closed
    case 'record':
      return null
    default:
      return fact.asOf
  }
}

/** One stop a day, at its first line. */
export function futureDays(file: ReadFile, today: CivilDate): ImportIssue[] {
  const latest = addDays(today, 1)
  const found = new Map<CivilDate, { readonly line: number; rows: number }>()
  for (const fact of file.facts) {
    const day = dayOf(fact)
    if (day === null || day <= latest) continue
    const known = found.get(day)
    if (known === undefined) found.set(day, { line: fact.line, rows: 1 })
    else known.rows += 1
  }
  return [...found].map(([day, { line, rows }]) => ({
    code: 'import/future-day',
    line,
    column: '',
    what: `${day} has not come yet; ${rows === 1 ? 'one row is' : `${rows} rows are`} of that day`,
    remedy: 'Correct the date in the file, or the clock of this computer.',
    weight: 'stop',
  }))
}
