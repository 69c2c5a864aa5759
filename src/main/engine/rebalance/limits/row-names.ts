/** What kind of a row a limit is, by its name (place-limits.ts): how its figures are said. */
const weight = / \((asset class|sector|industry|country|company size|one security)\)(, no further out)?$/

export function isWeight(row: string): boolean {
  return weight.test(row)
}

export function isExposure(row: string): boolean {
  return /^(Beta|Exposure) to /.test(row)
}

const furthest = ', no further out'

/** The row that bars a limit which gives way from being passed further than on the day. */
export function outermostOf(row: string): string {
  return `${row}${furthest}`
}

export function isOutermost(row: string): boolean {
  return row.endsWith(furthest)
}
