/**
 * What may still be spent on finding which limits clash and what gives way, counted in evaluations of the bound, so that it ends at the same place on any machine. The
 * clock is an outer stop beside it.
 */
export interface Allowance {
  left: number
  readonly expired: () => boolean
}

/** What the interior point takes beside an evaluation of the bound. */
export const sketchWork = 25

export const unlimited = (): Allowance => ({ left: Infinity, expired: () => false })

export function isSpent({ left, expired }: Allowance): boolean {
  return left <= 0 || expired()
}
