/** Which lot stands in a row of the book's columns. */
import type { LotColumns } from '../model/views.ts'

/** The lot of a row; a hundred thousand names are not taken apart for the one in focus. */
export function lotAt({ lots, count }: Pick<LotColumns, 'lots' | 'count'>, row: number): string | undefined {
  if (row < 0 || row >= count) return undefined
  const run = lots.findLast(({ first }) => first <= row)
  return run === undefined ? undefined : (JSON.parse(run.ids) as string[])[row - run.first]
}
