/**
 * Prices age: between which prices of its security a sale stays what it was made for. Three things are looked at, all other prices left as they are: each chosen loss stays
 * a loss and each gain a gain (IRC section 1001: exact, price times shares against basis); the budgets of the plan hold in the household's year (section 1091 applied at
 * today's price); and the plan would still choose the same (optimize/ranging.ts, rounded inward). The corridor is what they have in common; each end says which one binds.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import { sumShares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Term } from '../../../shared/model/ledger.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import type { Corridor, CorridorEnd } from '../../../shared/model/ticket.ts'
import { date, exactMoney } from '../../../shared/present/format.ts'
import type { SoldPick } from '../basket/sold.ts'
import type { PricedBasket, PricedChoice } from '../basket.ts'
import { searched } from '../optimize/ranging.ts'
import type { Standing } from '../standing/standing.ts'
import { corridorWords } from './corridor-words.ts'
import { type PlanFacts, planOrder, sameSale } from './plan-facts.ts'

type Ends = Pick<Corridor, 'low' | 'high' | 'notComputed'>
const open: Ends = { low: null, high: null, notComputed: [] }

/** Shares are millionths, prices millionths of a dollar: so many of their products make one cent. */
const unitsOfACent = 10_000_000_000n

export function corridorOf(
  standing: Standing,
  priced: PricedChoice,
  basket: Pick<PricedBasket, 'choices' | 'change'>,
  facts: PlanFacts | undefined,
): Corridor | null {
  const { choice } = priced.sold
  const price = standing.priceOf(choice.security)?.price
  if (price === undefined) return null
  const taxable = isTaxable(standing.accountOf(choice.account).type)
  const ends = inCommon([
    ...(taxable ? [resultEnds(standing, priced)] : []),
    ...(facts === undefined || !taxable ? [] : budgetEnds(standing, priced, basket, facts.budgets, price)),
    ...(facts === undefined ? [] : [choiceEnds(priced, facts, price)]),
  ])
  const { symbol } = standing.securityOf(choice.security)
  return { ...ends, words: corridorWords(symbol, price, ends, { taxable, planned: facts !== undefined }) }
}

function inCommon(ranges: readonly Ends[]): Ends {
  return ranges.reduce(
    (all, { low, high, notComputed }) => ({
      low: all.low === null || (low !== null && low.price > all.low.price) ? low : all.low,
      high: all.high === null || (high !== null && high.price < all.high.price) ? high : all.high,
      notComputed: [...all.notComputed, ...notComputed],
    }),
    open,
  )
}

/** A loss is below its basis by however little, a gain above it: no cent is rounded here. */
function resultEnds(standing: Standing, { sold: { choice, picks }, chain }: PricedChoice, where = ''): Ends {
  const without = (why: string): Ends => ({ ...open, notComputed: [why] })
  if (chain !== null) return without('Lots of this sale take over each other’s losses: no price is given at which one turns into a gain.')
  const price = standing.priceOf(choice.security)?.price ?? 0
  let [low, high]: [Turn | null, Turn | null] = [null, null]
  const said = new Set<string>()
  for (const pick of picks) {
    const turn = turnOf(pick)
    if (turn === 'unknown') said.add('The basis of a lot is unknown: so is the price at which it turns.')
    else if (turn !== null && (turn.side === 'high' ? turn.price < price : turn.price > price))
      said.add('A lot stands within a cent of its basis: at no price is it surely a loss or a gain.')
    else if (turn?.side === 'high' && (high === null || turn.price < high.price)) high = turn
    else if (turn?.side === 'low' && (low === null || turn.price > low.price)) low = turn
  }
  return { low: endOf(low, where), high: endOf(high, where), notComputed: [...said] }
}

interface Turn {
  readonly side: 'low' | 'high'
  readonly price: bigint
  readonly pick: SoldPick
}

/** The last price at which the lot is still what it is now: a loss below its basis, a gain above it. */
function turnOf(pick: SoldPick): Turn | 'unknown' | null {
  const { basis, gain, shares } = pick.sold
  if (basis === null || gain === null) return 'unknown'
  if (shares <= 0) return null
  const [paid, held] = [BigInt(basis) * unitsOfACent, BigInt(shares)]
  // at its basis it is no loss: below, one that section 1091 looks at
  if (gain === 0) return { side: 'low', price: (paid + held - 1n) / held, pick }
  return gain < 0 ? { side: 'high', price: (paid + held - 1n) / held - 1n, pick } : { side: 'low', price: paid / held + 1n, pick }
}

function endOf(turn: Turn | null, where: string): CorridorEnd | null {
  if (turn === null || turn.price > BigInt(Number.MAX_SAFE_INTEGER)) return null
  const { acquired } = turn.pick.lot
  const name = acquired === null ? 'the lot of unknown date' : `the lot of ${date(acquired)}`
  const turned = turn.pick.sold.gain === 0 ? 'a loss' : `no ${turn.side === 'high' ? 'loss' : 'gain'} any more`
  const why = `${name}${where} would be ${turned}`
  return { price: Number(turn.price) as Price, binds: 'result', why }
}

/** The year's net gains and tax as this price moves: what rises with it are the proceeds of every taxable sale of the security on the ticket. */
function budgetEnds(
  standing: Standing,
  { sold: { choice } }: PricedChoice,
  { choices, change }: Pick<PricedBasket, 'choices' | 'change'>,
  { shortGain, longGain, tax }: Pick<Wishes, 'shortGain' | 'longGain' | 'tax'>,
  price: Price,
): Ends[] {
  if (shortGain === null && longGain === null && tax === null) return []
  const { year } = standing
  if (year === null) return [{ ...open, notComputed: ['Without a tax profile no budget of the year can be held against a price.'] }]
  const key = standing.sameOf(choice.security)
  const moving = choices.filter(
    ({ sold }) => standing.sameOf(sold.choice.security) === key && isTaxable(standing.accountOf(sold.choice.account).type),
  )
  if (moving.some(({ wash }) => wash.washedShares > 0))
    return [{ ...open, notComputed: ['Part of the loss is a wash sale: the price at which a budget is passed is not computed.'] }]
  if (moving.some(({ sold }) => sold.picks.some(pick => pick.sold.term === null || pick.sold.gain === null)))
    return [{ ...open, notComputed: ['A term or basis is unknown: the price at which a budget is passed is not computed.'] }]
  // each sale is rounded to its own cent, as its proceeds are
  const risen = (term: Term) => {
    const parts = moving.map(({ sold }) => sumShares(sold.picks.filter(pick => pick.sold.term === term).map(pick => pick.sold.shares)))
    const worth = (at: Price) => parts.reduce((sum, shares) => sum + marketValue(shares, at), 0)
    const today = worth(price)
    return (at: Price) => worth(at) - today
  }
  const [short, long] = [risen('short'), risen('long')]
  const now = year.workings(change.short, change.long).after
  const taxAt = (at: Price) => cents(-year.savedNow(change.short + short(at), change.long + long(at)))
  // a loss that turns in another account would change what section 1091 takes here
  const others = moving.filter(({ sold }) => sold.choice !== choice)
  return [
    ...others.map(other => resultEnds(standing, other, ` in ${standing.accountOf(other.sold.choice.account).name}`)),
    ...budget('the net short-term gain of the year', shortGain, at => cents(now.netShort + short(at)), price),
    ...budget('the net long-term gain of the year', longGain, at => cents(now.netLong + long(at)), price),
    ...budget('the tax the plan adds', tax, taxAt, price),
  ]
}

/** How many times today's price is looked at: beyond, an end says nothing of use. */
const farthest = 1000

function budget(name: string, most: Cents | null, at: (price: Price) => Cents, price: Price): Ends[] {
  if (most === null) return []
  const limit = exactMoney(most)
  if (at(price) > most)
    return [{ ...open, notComputed: [`At today’s price ${name} is ${exactMoney(at(price))}, above its budget of ${limit}.`] }]
  const beyond = Math.min(price * farthest, Number.MAX_SAFE_INTEGER)
  let [holds, fails] = [price as number, price as number]
  while (at(fails as Price) <= most) {
    if (fails === beyond) return []
    holds = fails
    fails = Math.min(beyond, fails * 2)
  }
  while (fails - holds > 1) {
    const middle = Math.floor((holds + fails) / 2)
    if (at(middle as Price) <= most) holds = middle
    else fails = middle
  }
  return [{ ...open, high: { price: holds as Price, binds: 'budget', why: `${name} would pass its budget of ${limit}` } }]
}

/** Found to a part in a thousand of the price, and rounded inward. */
function choiceEnds({ sold: { choice } }: PricedChoice, facts: PlanFacts, price: Price): Ends {
  const order = planOrder(facts, 'sell', choice)
  const without = (why: string): Ends => ({ ...open, notComputed: [why] })
  if (order === undefined || order.range === null)
    return without('This sale is not part of the plan: nothing says at which price it would be chosen.')
  if (!sameSale(order, choice)) return without('These are not the lots of the plan: nothing says at which price they would be chosen.')
  const { range } = order
  if (range.from === null) return without(range.why)
  const otherwise = range.kind === 'estimated' ? 'the plan would choose otherwise (estimated)' : 'the plan would choose otherwise'
  const why = (edge: number, last: number) => (edge === last ? 'the plan was not searched further' : otherwise)
  return {
    low: { price: Math.ceil(price * range.from) as Price, binds: 'choice', why: why(range.from, searched.from) },
    high: { price: Math.floor(price * range.to) as Price, binds: 'choice', why: why(range.to, searched.to) },
    notComputed: [],
  }
}
