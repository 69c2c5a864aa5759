/** What kind of a row a limit is, by its name (place-limits.ts): how its figures are said. */
const weight = / \((asset class|sector|industry|country|company size|one security)\)(, no further out)?$/

export function isWeight(row: string): boolean {
  return weight.test(row)
}

export function isExposure(row: string): boolean {
  return /^(Beta|Exposure) to /.test(row)
}
