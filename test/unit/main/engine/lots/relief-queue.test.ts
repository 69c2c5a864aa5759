/**
 * A holding of many lots keeps an order by basis, and for MINTAX by term, instead of sorting at every sale: the lots that leave are those that a look at all of
 * them would choose.
 */
import { describe, expect, test } from 'vitest'
import { book, bookEvent } from '../../../../../src/main/engine/lots/book.ts'
import { holdingsOf, newBooks, piecesOf } from '../../../../../src/main/engine/lots/books.ts'
import type { BookingEvent, Dispose } from '../../../../../src/main/engine/lots/event.ts'
import type { Piece } from '../../../../../src/main/engine/lots/holding.ts'
import { termOfDays } from '../../../../../src/main/engine/lots/holding-period.ts'
import { defaultPolicy } from '../../../../../src/main/engine/lots/policy.ts'
import { inReliefOrder } from '../../../../../src/main/engine/lots/relief.ts'
import { seededRandom } from '../../../../fixtures/random.ts'

const context = { policy: defaultPolicy, treatmentOf: () => 'taxable' as const, groupOf: (security: string) => security }

/** Hundreds of lots in one holding; sales of a few shares by one method or the other, losses washed by what is bought in between, one split. */
function busyHolding(seed: number, methods: readonly ('HIFO' | 'LOFO' | 'FIFO' | 'MINTAX')[], aDay: number): BookingEvent[] {
  const random = seededRandom(seed)
  const events: BookingEvent[] = []
  for (let index = 0; index < 900; index += 1) {
    const where = { id: `t${index}`, account: 'a', security: 'X', day: 18_000 + Math.floor(index / aDay) }
    const price = random.whole(40, 60)
    if (index === 500) events.push({ kind: 'split', ...where, account: null, numerator: 2, denominator: 1, restatesLosses: true })
    else if (index < 200 || random.chance(0.45)) {
      const shares = random.whole(1, 9)
      const lot = {
        purchase: true,
        alwaysLong: false,
        giftValue: null,
        orderGroup: null,
        option: null,
        origin: 'purchase',
        statedOn: null,
      } as const
      events.push({ kind: 'acquire', ...where, ...lot, acquiredDay: where.day, shares, basis: shares * price * 840 })
    } else {
      const shares = random.whole(1, 9)
      const terms = { method: random.pick(methods), picks: null, realizes: true } as const
      events.push({ kind: 'dispose', ...where, ...terms, shares, proceeds: shares * price * 840 })
    }
  }
  return events
}

/** Looks, just before each sale, at every open piece. */
function chosenByLooking(events: readonly BookingEvent[]): Map<string, string[]> {
  const chosen = new Map<string, string[]>()
  const books = newBooks(context)
  for (const event of events) {
    if (event.kind === 'dispose')
      chosen.set(
        event.id,
        lotsChosen(
          event,
          [...holdingsOf(books)].flatMap(holding => [...piecesOf(holding)]),
        ),
      )
    bookEvent(books, event)
  }
  return chosen
}

function lotsChosen(sale: Dispose, open: readonly Piece[]): string[] {
  const items = open.map((piece, age) => ({
    piece,
    age,
    rate: (piece.basis ?? 0) / piece.shares,
    long: termOfDays(piece.heldFrom ?? 0, sale.day) === 'long',
  }))
  const names = new Set<string>()
  let wanted = sale.shares
  for (const { piece } of inReliefOrder(items, sale.method, (sale.proceeds ?? 0) / sale.shares)) {
    if (wanted <= 0) break
    names.add(piece.lot.id)
    wanted -= piece.shares
  }
  return [...names].sort()
}

/** Trades a day: with fewer, lots become long-term before they leave. */
const cases = [
  [['HIFO'], 3],
  [['LOFO'], 3],
  [['HIFO', 'LOFO', 'FIFO'], 3],
  [['MINTAX'], 1],
  [['MINTAX', 'HIFO', 'FIFO'], 1],
] as const

describe.each(cases)('%s', (methods, aDay) => {
  test.each([1, 2])('ledger %i', seed => {
    const events = busyHolding(seed, methods, aDay)
    const { rows, matches, problems, open } = book(events, context)
    expect(problems).toEqual([])
    expect(open.length).toBeGreaterThan(100)
    expect(matches.length).toBeGreaterThan(50)
    if (aDay === 1) expect(new Set(rows.map(row => `${row.term} ${Math.sign(row.gain ?? 0)}`)).size).toBeGreaterThan(3)
    const sold = Map.groupBy(rows, row => row.sale)
    const left = [...sold].map(([sale, parts]) => [sale, [...new Set(parts.map(row => row.lot.id))].sort()] as const)
    expect(left).toEqual([...chosenByLooking(events)])
  })
})
