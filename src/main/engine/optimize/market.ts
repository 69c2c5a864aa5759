/**
 * The integers behind an instance: millionths of shares in the lots and millionths of a dollar a share. A number with more places is a refusal, never rounded: a
 * settled plan is sums of these integers and nothing else.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import { type Price, price } from '../../../shared/kernel/price.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { Instance } from '../../../shared/model/instance.ts'

export interface Market {
  readonly nav: Cents
  readonly price: readonly Price[]
  readonly lotShares: readonly Shares[]
}

export function marketOf({ name, nav, sec, lots }: Instance): Outcome<Market> {
  const worst =
    firstInexact('nav', [nav], 100) ?? firstInexact('sec.price', sec.price, 1e6) ?? firstInexact('lots.shares', lots.shares, 1e6)
  if (worst) {
    const what = `${worst.value} has more places than can be traded (six; cents for the portfolio)`
    return refused({ code: 'input/instance', what, where: `${name}: ${worst.where}`, remedy: 'Give amounts as the custodian does.' })
  }
  return done({
    nav: cents(Math.round(nav * 100)),
    price: sec.price.map(each => price(Math.round(each * 1e6))),
    lotShares: lots.shares.map(each => shares(Math.round(each * 1e6))),
  })
}

function firstInexact(where: string, values: readonly number[], scale: number) {
  const at = values.findIndex(value => Math.round(value * scale) / scale !== value || !Number.isSafeInteger(Math.round(value * scale)))
  return at < 0 ? undefined : { where: `${where}[${at}]`, value: values[at] }
}
