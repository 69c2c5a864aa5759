/**
 * What limits a plan, in words an advisor can act on: the next $1,000 of a budget, or basis point of tracking error, in tracking error, dollars of tax and dollars of cost, and what the same step less would cost. Both
 * come of the plan's own convex problem solved again (optimize/room.ts). An order or a name more is a choice, not a step: of those only the price of the bound is told, as a score.
 */
import { cents } from '../../../shared/kernel/cents.ts'
import type { RoomEffect } from '../../../shared/model/plan-explained.ts'
import type { ProposalAccount } from '../../../shared/model/proposal.ts'
import { money, roughBasisPoints, score } from '../../../shared/present/format.ts'
import type { Optimized } from '../optimize/optimize.ts'
import type { Problem } from '../optimize/problem.ts'
import { type Effect, groundOf, roomOf } from '../optimize/room.ts'
import { type Sensitivity, type ShadowPrice, sensitivityOf } from '../optimize/sensitivity.ts'
import { isOutermost } from './limits/row-names.ts'

type LimitLine = ProposalAccount['limits'][number]

/** Of a score no reader counts: below it a limit is not worth a line. */
const leastWorth = 100
const stepDollars = 1000
const oneBasisPoint = 1e-4

export function limitLines(
  solver: Problem,
  found: Pick<Optimized, 'plan' | 'prices'>,
  { limits }: Sensitivity = sensitivityOf(solver, found),
): LimitLine[] {
  const priced = limits.flatMap(price => pricedLine(price) ?? [])
  if (priced.length === 0) return []
  const ground = groundOf(solver, found.plan)
  return priced.map(({ price, line }) => {
    const counts = price.unit === 'trade' || price.unit === 'name'
    const by = price.unit === 'basis point' ? oneBasisPoint : stepDollars / solver.nav
    const room = counts || ground === null ? null : roomOf(ground, price.limit, by)
    if (room === null || room.more === null) return line
    const [more, less] = [effectOf(room.more, solver.nav), room.less === null ? null : effectOf(room.less, solver.nav)]
    return { ...line, more, less, words: roomInWords(price, more, less) }
  })
}

interface PricedLine {
  readonly price: ShadowPrice
  readonly line: LimitLine
}

/** What a unit of room betters the score by: weighted, so no money. null: too little, unknown, or a limit of one security alone, which its trade's own words tell of. */
function pricedLine(price: ShadowPrice): PricedLine | null {
  const { limit, security, dollars, unit } = price
  if (!Number.isFinite(dollars) || security !== null || isWholeMarket(limit)) return null
  const perUnit = cents(Math.round(dollars * 100 * (unit === 'dollar' ? stepDollars : 1)))
  if (perUnit < leastWorth) return null
  const each = { dollar: 'the next $1,000', 'basis point': 'one more basis point', trade: 'one more order', name: 'one more name' }[unit]
  return { price, line: { limit, perUnit, unit: each, words: `${moreOf(price)} would better the score by about ${score(perUnit)}.` } }
}

/** The one sector and country of an account of which none are known; and how far a limit that gives way may be passed, whose price is that of the limit. */
function isWholeMarket(limit: string): boolean {
  return limit === 'sector 0' || limit === 'country 0' || isOutermost(limit)
}

function moreOf({ limit, side, unit }: Pick<ShadowPrice, 'limit' | 'side' | 'unit'>): string {
  if (unit === 'trade') return 'One more order'
  if (unit === 'name') return 'One more name'
  if (unit === 'basis point') return 'One more basis point of tracking error'
  if (limit === 'cash' || limit.startsWith('cash ')) return cashMore(limit, side)
  return `The next $1,000 of ${limit === 'tax' ? 'tax added' : limit}`
}

function cashMore(limit: string, side: ShadowPrice['side']): string {
  const place = limit.startsWith('cash in ') ? ` in ${limit.slice('cash in '.length)}` : ''
  if (limit === 'cash to be raised') return side === 'upper' ? 'To raise $1,000 less' : 'To leave another $1,000 in cash'
  return side === 'upper' ? `To invest another $1,000 of the cash${place}` : `To leave another $1,000 in cash${place}`
}

function lessOf({ unit, limit }: Pick<ShadowPrice, 'unit' | 'limit'>): string {
  if (unit === 'basis point') return 'One basis point less'
  return limit.startsWith('cash') ? 'The other way, $1,000' : '$1,000 less'
}

/** `The next $1,000 of long-term gain lowers tracking error by 9 bp and adds est. $238 of tax. $1,000 less raises it by 10 bp and saves est. $238 of tax.` */
export function roomInWords(price: Pick<ShadowPrice, 'limit' | 'side' | 'unit'>, more: RoomEffect, less: RoomEffect | null): string {
  const said = less === null ? 'cannot be kept by the same orders' : effectInWords(less)
  return `${moreOf(price)} ${effectInWords(more)}. ${lessOf(price)} ${said}.`
}

function effectInWords({ trackingError, tax, cost, score: by }: RoomEffect): string {
  const parts = [
    ...(Math.abs(trackingError) >= leastBasisPoints
      ? [`${trackingError < 0 ? 'lowers' : 'raises'} tracking error by ${roughBasisPoints(Math.abs(trackingError))}`]
      : []),
    ...(Math.abs(tax) >= leastDollar ? [`${tax < 0 ? 'saves' : 'adds'} est. ${money(Math.abs(tax))} of tax`] : []),
    ...(Math.abs(cost) >= leastDollar ? [`${cost < 0 ? 'saves' : 'adds'} est. ${money(Math.abs(cost))} of cost`] : []),
  ]
  if (parts.length === 0) return by <= 0 ? `betters the score by ${score(-by)}` : `worsens the score by ${score(by)}`
  return parts.length === 1 ? (parts[0] as string) : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** A twentieth of a basis point, and half a dollar. */
const leastBasisPoints = 5
const leastDollar = 50

function effectOf({ te, tax, cost, objective }: Effect, nav: number): RoomEffect {
  const dollars = (part: number) => cents(Math.round(part * nav * 100))
  return { trackingError: Math.round(te * 1e6), tax: dollars(tax), cost: dollars(cost), score: dollars(objective) }
}
