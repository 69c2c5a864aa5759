/** What a walk through the years knows: what is left of each lot, what was bought, each account's cash, losses carried, and what section 1091 bars beside the year before and the accounts before. */
import { noGain, type YearGain } from '../optimize/years/tax-years.ts'
import type { YearsProblem } from '../optimize/years/years-problem.ts'
import type { AccountYears } from './account-years.ts'
import { placesOf } from './together.ts'
import type { WalkedLot, WalkedPurchase } from './walk.ts'

export interface BoughtLot {
  readonly account: number
  readonly security: number
  readonly year: number
  shares: number
}

/** Groups of identical securities: sold at a loss, and bought. */
interface Touched {
  readonly lost: Set<number>
  readonly bought: Set<number>
}

export class WalkState {
  /** Millionths sold of each lot. */
  readonly sold: number[]
  readonly bought: BoughtLot[] = []
  /** Dollars of today's prices, by account. */
  readonly cash: number[]
  carried: YearGain = noGain
  /** Of the year before, and of this one. */
  before: Touched = { lost: new Set(), bought: new Set() }
  now: Touched = { lost: new Set(), bought: new Set() }
  /** A dollar of each year in today's. */
  readonly #growth: readonly number[]
  readonly #price: readonly number[]
  #year = -1

  constructor(lots: number, cash: readonly number[], growth: readonly number[], price: readonly number[]) {
    this.sold = Array.from({ length: lots }, () => 0)
    this.cash = [...cash]
    this.#growth = growth
    this.#price = price
  }

  beginYear(): void {
    this.#year += 1
    this.before = this.now
    this.now = { lost: new Set(), bought: new Set() }
  }

  endYear(carried: YearGain): void {
    this.carried = carried
  }

  sell({ account, lot, security, shares, gain }: WalkedLot, group: number): void {
    this.#pay(account, (shares / 1e6) * (this.#price[security] as number))
    if (gain < 0 && group >= 0) this.now.lost.add(group)
    if (lot >= 0) this.sold[lot] = (this.sold[lot] as number) + shares
    else this.#takeBack(account, security, shares)
  }

  buy({ account, security, shares, amount }: WalkedPurchase, group: number, year: number): void {
    this.#pay(account, -amount / 100 / (this.#growth[this.#year] as number))
    this.bought.push({ account, security, year, shares })
    if (group >= 0) this.now.bought.add(group)
  }

  /** Purchases of one security in one account go in the order in which they were made, as rows of the year's problem stand. */
  #takeBack(account: number, security: number, amount: number): void {
    let left = amount
    for (const lot of this.bought) {
      if (lot.account !== account || lot.security !== security) continue
      const taken = Math.min(left, lot.shares)
      lot.shares -= taken
      left -= taken
    }
  }

  #pay(account: number, dollars: number): void {
    this.cash[account] = Math.round(((this.cash[account] as number) + dollars) * 100) / 100
  }
}

export function beginWalk(all: AccountYears, problem: YearsProblem): WalkState {
  const today = all.places[0] ?? []
  const price = new Array<number>(placesOf(all).security.at(-1) ?? 0)
  const { security } = placesOf(all)
  today.forEach(({ problem: { instance } }, a) => {
    instance.sec.price.forEach((each, i) => {
      price[(security[a] as number) + i] = each
    })
  })
  const cash = today.map(({ problem: { instance } }) => instance.cash0)
  return new WalkState(
    problem.base.lots.count,
    cash,
    all.periods.map(({ growth }) => growth),
    price,
  )
}
