/**
 * Tax of a past rebalance. Planned: as its tickets said. Realized so far: this year's tax with its sales less the same without them (IRC sections 1(h), 1211, 1212, 1222), from the lines of the year that each count
 * once (standing/realized.ts). Of earlier years the tax profile is that of another year, so their tax is not told.
 */
import { type Cents, cents, noCents } from '../../../shared/kernel/cents.ts'
import { yearOf } from '../../../shared/kernel/civil-date.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { PastRebalance } from '../../../shared/model/performance.ts'
import { signedMoney } from '../../../shared/present/format.ts'
import { type RealizedLine, realizedLines } from '../standing/realized.ts'
import type { Standing } from '../standing/standing.ts'
import type { Rebalance } from './rebalances.ts'

const lines = new WeakMap<Standing, Map<number, RealizedLine[]>>()

function linesOf(standing: Standing, year: number): RealizedLine[] {
  const known = lines.get(standing) ?? new Map<number, RealizedLine[]>()
  lines.set(standing, known)
  const found = known.get(year) ?? realizedLines(standing.snapshot, standing.projection, year)
  known.set(year, found)
  return found
}

export function taxOf(standing: Standing, { fills, tickets }: Rebalance): PastRebalance['tax'] {
  const planned = tickets.length === 0 ? null : plannedTax(tickets)
  const sales = fills.filter(({ entry, side }) => side === 'sell' && isTaxable(standing.accountOf(entry.account).type))
  if (sales.length === 0) return { planned, realized: noCents, words: 'Nothing was sold in a taxable account.' }
  const unknown = (words: string) => ({ planned, realized: null, words })
  const years = new Set(sales.map(({ entry }) => yearOf(entry.tradeDate)))
  const [year] = years
  const results = new Set(sales.flatMap(sale => lineOf(standing, sale) ?? [null]))
  if (results.has(null)) return unknown('The lots of a sale, or what they cost, are not in the records.')
  let [short, long] = [0, 0]
  for (const line of results) {
    if (line === null || line.recognized === null || line.term === null)
      return unknown('What a lot cost or how long it was held is not in the records.')
    if (line.term === 'short') short += line.recognized
    else long += line.recognized
  }
  const result = `${signedMoney(cents(short))} short-term and ${signedMoney(cents(long))} long-term`
  if (years.size > 1 || year !== yearOf(standing.asOf))
    return unknown(`It realized ${result}; the tax of an earlier year is not worked out here.`)
  if (standing.year === null) return unknown(`It realized ${result}; without a tax profile of ${year} its tax is not known.`)
  const realized = standing.year.savedNow(-short, -long)
  return { planned, realized: cents(realized), words: `It realized ${result}; the tax of ${year} with it less without it.` }
}

function plannedTax(tickets: Rebalance['tickets']): Cents | null {
  let sum = 0
  for (const { basket } of tickets) {
    if (basket.savedNow === null) return null
    sum -= basket.savedNow
  }
  return cents(sum)
}

function lineOf(standing: Standing, { entry }: Rebalance['fills'][number]): RealizedLine[] | null {
  const same = entry.security === null ? '' : standing.sameOf(entry.security)
  const found = linesOf(standing, yearOf(entry.tradeDate)).filter(({ account, sold, ledger, custodian }) => {
    const security = ledger?.security ?? custodian?.security
    return account === entry.account && sold === entry.tradeDate && security !== undefined && standing.sameOf(security) === same
  })
  return found.length === 0 ? null : found
}
