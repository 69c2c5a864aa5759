/**
 * The picks of a proposal as they stand in the instance: which lots exist, belong to the security, may be sold and hold as much; what is traded of each security and
 * realized of each term. Weights are integers of 10⁻²⁴ of the portfolio (exact.ts).
 */
import type { Instance } from '../../../../shared/model/instance.ts'
import type { RebalanceProposal } from '../../../../shared/model/rebalance-proposal.ts'
import { exact, product, quotient, unit } from './exact.ts'

export interface Picks {
  readonly held: readonly bigint[]
  readonly sold: readonly bigint[]
  readonly bought: readonly bigint[]
  readonly sellable: readonly bigint[]
  /** Securities of which a lot is sold at a loss. */
  readonly lossSold: ReadonlySet<number>
  /** The year's net gains, those so far included. */
  readonly shortNet: bigint
  readonly longNet: bigint
  /** What is wrong with the picks themselves, in words. */
  readonly faults: readonly string[]
}

/** Held longer than this is long-term in the schema. */
const longTermDays = 365

export function picksOf({ instance, trades }: RebalanceProposal): Picks {
  const { sec, lots, tax } = instance
  const nav = exact(instance.nav)
  const weight = (i: number, shares: bigint) => quotient(product(shares, exact(sec.price[i])), nav)
  const count = sec.price.length
  const zeros = () => Array.from({ length: count }, () => 0n)
  const [held, sold, bought, sellable] = [zeros(), zeros(), zeros(), zeros()]
  lots.sec.forEach((i, l) => {
    held[i] += weight(i, exact(lots.shares[l]))
    if (mayBeSold(instance, l)) sellable[i] += weight(i, exact(lots.shares[l]))
  })
  const faults = faultsOf(instance, trades)
  const lossSold = new Set<number>()
  let shortNet = quotient(exact(tax.ytdS), nav)
  let longNet = quotient(exact(tax.ytdL), nav)
  for (const trade of trades) {
    if (trade.security >= count) continue
    if (trade.side === 'buy') bought[trade.security] += weight(trade.security, exact(trade.shares))
    for (const pick of trade.side === 'sell' ? trade.lots : []) {
      if (pick.lot >= lots.sec.length) continue
      const shares = exact(pick.shares)
      sold[trade.security] += weight(trade.security, shares)
      const gain = quotient(product(shares, exact(sec.price[trade.security]) - exact(lots.basis[pick.lot])), nav)
      if (lots.days[pick.lot] > longTermDays) longNet += gain
      else shortNet += gain
      if (gain < 0n) lossSold.add(trade.security)
    }
  }
  return { held, sold, bought, sellable, lossSold, shortNet, longNet, faults }
}

function mayBeSold({ lots, sec }: Instance, l: number): boolean {
  return !lots.blocked[l] && !sec.noSell[lots.sec[l]]
}

type Trade = RebalanceProposal['trades'][number]

function faultsOf(instance: Instance, trades: readonly Trade[]): string[] {
  const faults: string[] = []
  const traded = new Set<number>()
  const picked = new Set<number>()
  for (const trade of trades) {
    const name = `${trade.side} of security ${trade.security}`
    if (trade.security >= instance.sec.price.length) faults.push(`${name}: there is no such security`)
    if (traded.has(trade.security)) faults.push(`${name}: it is traded twice`)
    traded.add(trade.security)
    if (exact(trade.shares) === 0n) faults.push(`${name}: nothing is traded`)
    if (trade.side === 'buy') faults.push(...faultsOfPurchase(instance, trade, name))
    else faults.push(...faultsOfSale(instance, trade, name, picked))
  }
  return faults
}

function faultsOfPurchase({ sec }: Instance, trade: Trade, name: string): string[] {
  const faults: string[] = []
  if (sec.noBuy[trade.security]) faults.push(`${name}: it must not be bought`)
  if (trade.lots.length > 0) faults.push(`${name}: a purchase picks no lots`)
  if (exact(trade.shares) % unit !== 0n) faults.push(`${name}: it is not whole shares`)
  return faults
}

function faultsOfSale(instance: Instance, trade: Trade, name: string, picked: Set<number>): string[] {
  const { lots } = instance
  const faults: string[] = []
  let sum = 0n
  let left = 0n
  for (const { lot, shares } of trade.lots) {
    sum += exact(shares)
    if (picked.has(lot)) faults.push(`${name}: lot ${lot} is picked twice`)
    picked.add(lot)
    if (lots.sec[lot] !== trade.security) faults.push(`${name}: lot ${lot} is not a lot of it`)
    else if (!mayBeSold(instance, lot)) faults.push(`${name}: lot ${lot} may not be sold`)
    else if (exact(shares) > exact(lots.shares[lot])) faults.push(`${name}: lot ${lot} holds ${lots.shares[lot]} shares, not ${shares}`)
  }
  lots.sec.forEach((i, l) => {
    if (i === trade.security && mayBeSold(instance, l)) left += exact(lots.shares[l])
  })
  if (sum !== exact(trade.shares)) faults.push(`${name}: its lots do not add up to ${trade.shares} shares`)
  if (sum % unit !== 0n && sum !== left) faults.push(`${name}: it is neither whole shares nor all there is`)
  return faults
}
