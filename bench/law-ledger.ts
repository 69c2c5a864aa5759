/**
 * Ledgers for the law bench: trades of many accounts over four years in one stream of execution, the same for the same seed. Prices wander, so that about
 * half of the sales lose; every fourth account is an IRA; two pairs of funds are declared identical; positions are partly sold and bought again all the time.
 */
import type { Acquire, BookingEvent, Dispose } from '../src/main/engine/lots/event.ts'
import type { ReliefMethod } from '../src/shared/model/book.ts'
import { type Random, seededRandom } from '../test/fixtures/random.ts'

export interface LawLedgerSize {
  readonly trades: number
  readonly accounts: number
  readonly funds: number
  /** How prices move from day to day, from the least factor to the most. */
  readonly moves?: readonly [least: number, most: number]
  /** `mixed`: each account keeps one of the four orders. */
  readonly method: 'FIFO' | 'HIFO' | 'mixed'
  readonly seed?: number
}

const days = 1460
const firstDay = 18_000
const orders: readonly ReliefMethod[] = ['FIFO', 'LIFO', 'HIFO', 'LOFO']

export const isSheltered = (account: string): boolean => account.endsWith('ira')
export const identical: ReadonlyMap<string, string> = new Map([
  ['fund 1', 'fund 0'],
  ['fund 3', 'fund 2'],
])
export const groupOf = (security: string): string => identical.get(security) ?? security

export function lawLedger(size: LawLedgerSize): BookingEvent[] {
  const random = seededRandom(size.seed ?? 1091)
  const accounts = Array.from({ length: size.accounts }, (_, index) => (index % 4 === 3 ? `account ${index} ira` : `account ${index}`))
  const securities = Array.from({ length: size.funds }, (_, index) => `fund ${index}`)
  const held = new Float64Array(accounts.length * securities.length)
  const cents = securities.map(() => random.whole(4_000, 20_000))
  const events: BookingEvent[] = []
  let today = 0
  while (events.length < size.trades) {
    const day = Math.floor((events.length / size.trades) * days)
    for (; today < day; today += 1)
      for (const [index, price] of cents.entries()) cents[index] = tomorrow(price, size.moves ?? [0.97, 1.03], random)
    const [account, security] = [random.whole(0, accounts.length - 1), random.whole(0, securities.length - 1)]
    const place = account * securities.length + security
    const trade = tradeOf(held[place] ?? 0, cents[security] ?? 0, random)
    held[place] = trade.left
    const method = size.method === 'mixed' ? (orders[account % orders.length] ?? 'FIFO') : size.method
    const where = { id: `t${events.length}`, account: accounts[account] ?? '', security: securities[security] ?? '', day: firstDay + day }
    events.push(trade.sells ? sale(where, trade, method) : purchase(where, trade))
  }
  return events
}

interface Trade {
  readonly sells: boolean
  readonly shares: number
  readonly amount: number
  readonly left: number
}

/** Whole shares in millionths; a sale takes up to half of what is held, now and then all of it. */
function tradeOf(held: number, price: number, random: Random): Trade {
  const sells = held > 0 && random.chance(0.48)
  const whole = held / 1e6
  const count = sells ? (random.chance(0.2) ? whole : random.whole(1, Math.ceil(whole / 2))) : random.whole(1, 200)
  return { sells, shares: count * 1e6, amount: count * price, left: held + (sells ? -count : count) * 1e6 }
}

function tomorrow(price: number, [least, most]: readonly [number, number], random: Random): number {
  return Math.max(500, Math.round(price * (least + random.fraction() * (most - least))))
}

type Where = Pick<Acquire, 'id' | 'account' | 'security' | 'day'>

function purchase({ id, account, security, day }: Where, { shares, amount }: Trade): Acquire {
  return {
    kind: 'acquire',
    id,
    account,
    security,
    day,
    shares,
    basis: amount,
    acquiredDay: day,
    purchase: true,
    alwaysLong: false,
    giftValue: null,
    orderGroup: null,
    option: null,
    origin: 'purchase',
    statedOn: null,
  }
}

function sale({ id, account, security, day }: Where, { shares, amount }: Trade, method: ReliefMethod): Dispose {
  return { kind: 'dispose', id, account, security, day, shares, proceeds: amount, method, picks: null, realizes: true }
}
