/**
 * Random books of any size as booking events, fast enough for a million trades: one household, seven accounts (an IRA, a Roth, a spouse, a 401(k)), six funds of
 * which two pairs are identical, fractions of shares and totals that no share count divides, every method, sales by name, fills of one order, gifts, splits.
 */
import type { Acquire, BookingEvent, Dispose, Treatment } from '../../src/main/engine/lots/event.ts'
import { type ReliefMethod, reliefMethods } from '../../src/shared/model/book.ts'
import { type Random, seededRandom } from '../fixtures/random.ts'

const accounts = ['joint', 'own', 'spouse', 'trust', 'ira', 'roth', 'plan'] as const
const funds = ['A', 'B', 'C', 'D', 'E', 'F'] as const
const firstDay = 19_000

export function treatmentOf(account: string): Treatment {
  return account === 'ira' || account === 'roth' ? 'sheltered' : account === 'plan' ? 'unsettled' : 'taxable'
}

export function groupOf(fund: string): string {
  return fund === 'B' ? 'A' : fund === 'D' ? 'C' : fund
}

export function randomBook(seed: number, trades: number): BookingEvent[] {
  const random = seededRandom(seed)
  const held = new Map<string, number>()
  const events: BookingEvent[] = []
  let [day, price] = [firstDay, 5000]
  for (let index = 0; index < trades; index += 1) {
    if (random.chance(0.3)) day += random.whole(1, 9)
    price = Math.max(300, price + random.whole(-60, 60))
    const [account, security] = [random.pick(accounts), random.pick(funds)]
    const key = `${account} ${security}`
    const open = held.get(key) ?? 0
    const where = { id: `t${index}`, account, security, day }
    if (random.chance(0.0005)) {
      events.push({ kind: 'split', ...where, account: null, numerator: 2, denominator: 1, restatesLosses: true })
      for (const [each, count] of held) if (each.endsWith(` ${security}`)) held.set(each, count * 2)
    } else if (open > 0 && random.chance(0.5)) {
      const shares = random.chance(0.2) ? open : random.whole(1, open)
      held.set(key, open - shares)
      events.push(saleOf(where, shares, price, random))
    } else {
      const shares = random.whole(1, 90_000_000)
      held.set(key, open + shares)
      events.push(purchaseOf(where, shares, price, random))
    }
  }
  return events
}

type Where = Pick<Acquire, 'id' | 'account' | 'security' | 'day'>

function amountOf(shares: number, price: number, random: Random): number {
  return Math.round((shares * price) / 1e6) + random.whole(0, 3)
}

function purchaseOf(where: Where, shares: number, price: number, random: Random): Acquire {
  const gift = random.chance(0.03)
  return {
    kind: 'acquire',
    ...where,
    shares,
    basis: amountOf(shares, price, random),
    acquiredDay: gift ? where.day - 300 : where.day,
    purchase: !gift,
    alwaysLong: false,
    giftValue: null,
    orderGroup: random.chance(0.1) ? `order ${where.day}` : null,
    option: null,
    origin: gift ? 'gift' : 'purchase',
    statedOn: null,
  }
}

function saleOf(where: Where, shares: number, price: number, random: Random): Dispose {
  const method: ReliefMethod = random.pick(reliefMethods)
  return { kind: 'dispose', ...where, shares, proceeds: amountOf(shares, price, random), method, picks: null, realizes: true }
}
