/**
 * Limits and terms beyond `rebal-1`, re-derived from the picks in integers: any row, largest sales and purchases, names held, tracking error, budgets of gains and tax;
 * absolute risk, expected return and penalties.
 */
import type { ExtraRow, Instance } from '../../../../shared/model/instance.ts'
import { approximately, exact, larger, product, quotient } from './exact.ts'
import type { Check } from './limits.ts'
import type { Picks } from './picks.ts'

/** A billionth of the portfolio. */
const allowance = exact(1e-9)
/** What is left of a position below a tenth of a dollar in a million is no name held. */
const nothing = exact(1e-7)

export function alsoChecks(instance: Instance, picks: Picks, te: number, tax: number): Check[] {
  const { also, nav } = instance
  if (!also) return []
  const atMost = (name: string, value: bigint, most: bigint | undefined): Check[] =>
    most === undefined
      ? []
      : [{ name, verdict: value <= most + allowance ? 'holds' : 'broken', found: `${approximately(value)} of ${approximately(most)}` }]
  const perNav = (dollars: number | undefined) => (dollars === undefined ? undefined : quotient(exact(dollars), exact(nav)))
  const names = picks.held.filter((held, i) => held + picks.bought[i] - picks.sold[i] > nothing).length
  return [
    ...(also.rows ?? []).filter(({ excess }) => excess === undefined).map(row => rowCheck(instance, row, picks)),
    ...mostChecks('sale', picks.sold, also.sellMost),
    ...mostChecks('purchase', picks.bought, also.buyMost),
    ...atMost('short-term gain', picks.shortNet, perNav(also.shortGain)),
    ...atMost('long-term gain', picks.longNet, perNav(also.longGain)),
    ...atMost('tax budget', exact(tax), perNav(also.tax)),
    ...atMost('tracking error limit', exact(te), also.trackingError === undefined ? undefined : exact(also.trackingError)),
    ...atMost('number of names', exact(names), also.names === undefined ? undefined : exact(also.names)),
  ]
}

function sumOf({ sec }: Instance, { securities, coefficients, of }: ExtraRow, { held, bought, sold }: Picks): bigint {
  return securities.reduce((sum, i, place) => {
    const from = of === 'change' ? 0n : of === 'active' ? held[i] - exact(sec.target[i]) : held[i]
    return sum + product(exact(coefficients[place]), from + bought[i] - sold[i])
  }, 0n)
}

function rowCheck(instance: Instance, row: ExtraRow, picks: Picks): Check {
  const value = sumOf(instance, row, picks)
  const holds = (row.low === null || value >= exact(row.low) - allowance) && (row.high === null || value <= exact(row.high) + allowance)
  return {
    name: row.name,
    verdict: holds ? 'holds' : 'broken',
    found: `${approximately(value)} in ${row.low ?? '−∞'} … ${row.high ?? '∞'}`,
  }
}

function mostChecks(what: string, traded: readonly bigint[], most: readonly number[] | undefined): Check[] {
  if (most === undefined) return []
  const beyond = traded.flatMap((amount, i) => (amount > exact(most[i]) + allowance ? [`security ${i}`] : []))
  const found = beyond.length === 0 ? 'none' : `too large: ${beyond.join(', ')}`
  return [{ name: `largest ${what}`, verdict: beyond.length === 0 ? 'holds' : 'broken', found }]
}

export interface AlsoTerms {
  readonly absolute: bigint
  readonly reward: bigint
  readonly penalty: bigint
}

/** `varianceAround` gives the variance of the weights after the trades less what it is given of each security. */
export function alsoTerms(instance: Instance, picks: Picks, varianceAround: (less: (i: number) => bigint) => bigint): AlsoTerms {
  const { also, sec } = instance
  if (!also) return { absolute: 0n, reward: 0n, penalty: 0n }
  let [reward, penalty] = [0n, 0n]
  picks.held.forEach((held, i) => {
    const change = picks.bought[i] - picks.sold[i]
    const distance = held + change - exact((also.near ?? sec.target)[i])
    reward += product(exact(also.reward?.[i] ?? 0), change)
    penalty += product(exact(also.proximity?.[i] ?? 0), distance, distance)
  })
  for (const row of also.rows ?? []) {
    const value = sumOf(instance, row, picks)
    const off = value - exact(row.centre ?? 0)
    const below = row.low === null ? 0n : exact(row.low) - value
    const above = row.high === null ? 0n : value - exact(row.high)
    penalty += product(exact(row.penalty ?? 0), off, off) + product(exact(row.excess ?? 0), larger(0n, larger(below, above)))
  }
  return { absolute: also.absolute ? varianceAround(() => 0n) : 0n, reward, penalty }
}
