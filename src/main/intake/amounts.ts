/**
 * Figures of one row held against each other. The file's stated amount always wins; a difference beyond a cent and beyond what the printed decimals
 * explain is a warning with the numbers. (Half a unit of the last printed place of a price, times the shares, is what rounding alone can make.)
 */
import type { Cents } from '../../shared/kernel/cents.ts'
import type { Price } from '../../shared/kernel/price.ts'
import type { Shares } from '../../shared/kernel/shares.ts'
import { placesOf } from './cells.ts'
import type { Findings } from './findings.ts'
import { dollars } from './words.ts'

const halfUnits = [0.5, 0.05, 0.005, 0.0005, 0.00005, 0.000005, 0.0000005]

/** Cents by which shares x price may miss the stated amount: a cent, and the rounding of both printed figures. */
export function slackOf(shares: Shares, sharesText: string, price: Price, priceText: string): number {
  const priceSlack = (halfUnits[placesOf(priceText)] ?? 0) * Math.abs(shares) * 1e-4
  const sharesPlaces = placesOf(sharesText)
  const sharesSlack = sharesPlaces === 0 ? 0 : (halfUnits[sharesPlaces] ?? 0) * price * 1e-4
  return 1 + priceSlack + sharesSlack + 1e-6
}

/** shares x price in cents as a float: for comparing only, never for keeping. */
export function roughly(shares: Shares, price: Price): number {
  return shares * price * 1e-10
}

/** Whether an amount is what shares x price (with fees) makes, within the slack. */
export function explains(amount: number, computed: number, slack: number): boolean {
  return Math.abs(amount - computed) <= slack
}

/** Adds the warning of a row whose amount is not what its figures make. */
export function warnAmount(findings: Findings, line: number, column: string, stated: Cents, computed: number, how: string): void {
  const rounded = Math.round(computed) as Cents
  findings.issues.warn(
    'amount-differs',
    line,
    column,
    `The file states ${dollars(stated)}; ${how} makes ${dollars(rounded)}, a difference of ${dollars((rounded - stated) as Cents)}`,
    'The stated amount is kept. Compare the row with the confirmation if the difference is not a fee or rounding.',
  )
}
