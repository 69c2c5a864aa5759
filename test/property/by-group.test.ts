/**
 * A household booked group by group, with what has been booked before used again, is what one run over the whole ledger gives: the same lots, rows, matches and
 * issues in the same order. Households change as the desk changes them: trades of today and of earlier days, reversals, a correction under the same id,
 * relations declared and withdrawn, a lot statement, another as-of day, another reading of the law, a plan that is an IRA now.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Booking, book } from '../../src/main/engine/lots/book.ts'
import { bookApart } from '../../src/main/engine/lots/by-group.ts'
import { type LedgerInput, washGroups } from '../../src/main/engine/lots/ledger-input.ts'
import { type BookingPolicy, defaultPolicy } from '../../src/main/engine/lots/policy.ts'
import { bookLedger, type Projection, projectionOf, projectLots } from '../../src/main/engine/lots/project.ts'
import type { AccountType } from '../../src/shared/model/book.ts'
import type { LedgerEntry, StatementLot } from '../../src/shared/model/ledger.ts'
import { type Random, seededRandom } from '../fixtures/random.ts'
import { bookOf } from '../fixtures/snapshot.ts'
import { groupOf, randomBook, treatmentOf } from './random-book.ts'

const accounts: Record<string, AccountType> = { joint: 'taxable', own: 'taxable', ira: 'traditional-ira', plan: '401k' }
const names = Object.keys(accounts)
const funds = ['A', 'B', 'C', 'D', 'E', 'F', 'A call'] as const
const asOf = '2026-06-30'

interface Household {
  readonly input: LedgerInput
  readonly policy: BookingPolicy
}

function dayIn(random: Random): string {
  return `2026-0${random.whole(1, 5)}-${String(random.whole(1, 28)).padStart(2, '0')}`
}

/** One more entry, whatever comes of it: some sell what is not there, some name no ratio. */
function writeEntry(book: ReturnType<typeof bookOf>, random: Random, date: string): void {
  const [account, fund, other] = [random.pick(names), random.pick(funds), random.pick(funds)]
  const [shares, amount] = [String(random.whole(1, 60)), String(random.whole(40, 6000))]
  const write = (kind: LedgerEntry['kind'], more: object = {}, where = account, security: string = fund) =>
    book.buy(where, security, date, shares, amount, { kind, ...more })
  const kind = random.whole(0, 19)
  if (kind < 9) write('buy', fund === 'A call' ? { counter: 'A', ratio: [100, 1] } : {})
  else if (kind < 15) write('sell', random.chance(0.4) ? { method: 'HIFO' } : {})
  else if (kind === 15) write('split', { ratio: random.chance(0.9) ? [3, 2] : null })
  else if (kind === 16)
    write(random.chance(0.5) ? 'merger' : 'taxable-merger', {
      counter: other,
      ratio: [1, 2],
      counterPrice: 30_000_000,
      amount: random.chance(0.5) ? 10_000 : 0,
    })
  else if (kind === 17) write('spin-off', { counter: other, ratio: [1, 4], allocation: 25_000_000 })
  else if (kind === 18) {
    write('transfer-out')
    write('transfer-in', {}, random.pick(names))
  } else write('exercise', { counter: 'A', ratio: [100, 1], shares: 1_000_000 }, account, 'A call')
}

function firstOf(random: Random): Household {
  const book = bookOf(asOf)
  for (const name of names) book.account(name, { type: accounts[name] as AccountType })
  for (const fund of funds) book.security(fund, '100')
  for (let count = random.whole(5, 60); count > 0; count -= 1) writeEntry(book, random, dayIn(random))
  const { entries, statementLots, relations, accounts: all } = book.snapshot()
  return { input: { entries, statementLots, relations, accounts: all, asOf: null }, policy: defaultPolicy }
}

/** What the desk does to a household between two looks at it. */
function changed({ input, policy }: Household, random: Random, step: number): Household {
  const { entries, relations, statementLots } = input
  const last = entries.at(-1) as LedgerEntry
  const some = random.pick(entries)
  const next = (more: Partial<LedgerInput>): Household => ({ input: { ...input, ...more }, policy })
  switch (random.whole(0, 10)) {
    case 0:
      return next({ entries: [...entries, { ...last, id: `reversal ${step}` as never, reverses: some.id }] })
    case 1:
      return next({ entries: entries.map(entry => (entry === some ? { ...entry, shares: (entry.shares + 1_000_000) as never } : entry)) })
    case 2:
      return next({
        relations: [
          ...relations,
          { kind: random.chance(0.8) ? 'identical' : 'same', a: random.pick(funds) as never, b: random.pick(funds) as never },
        ],
      })
    case 3:
      return next({ relations: relations.slice(1) })
    case 4:
      return next({ asOf: random.chance(0.3) ? null : (dayIn(random) as never) })
    case 5:
      return { input, policy: { ...policy, olderSharesReplace: !policy.olderSharesReplace } }
    case 6:
      return {
        input,
        policy: random.chance(0.5)
          ? { ...policy, outside: new Set(['A']) }
          : {
              ...policy,
              separateFilers: new Map([
                ['joint', 'x'],
                ['own', 'y'],
              ]),
            },
      }
    case 7:
      return next({
        accounts: input.accounts.map(one =>
          one.id === 'plan' ? { ...one, type: random.pick(['401k', 'roth-ira', 'taxable'] as const) } : one,
        ),
      })
    case 8:
      return next({ statementLots: [...statementLots, statementLot(random, step)] })
    case 9:
      return { input: structuredClone(input), policy: { ...policy, scope: random.pick(['taxpayer', 'broker'] as const) } }
    default:
      return next({ entries: [...entries, ...moreOf(random, step)] })
  }
}

function moreOf(random: Random, step: number): LedgerEntry[] {
  const book = bookOf(asOf)
  writeEntry(book, random, random.chance(0.5) ? '2026-06-12' : dayIn(random))
  return book.snapshot().entries.map((entry, index) => ({ ...entry, id: `more ${step} ${index}` as never, sequence: 1000 + step }))
}

function statementLot(random: Random, step: number): StatementLot {
  const date = dayIn(random)
  const lot = {
    id: `lot ${step}`,
    account: random.pick(names),
    security: random.pick(funds),
    asOf: date,
    acquired: date,
    shares: 9_000_000,
    basis: 90_000,
  }
  return { ...lot, source: { import: null, line: step } } as unknown as StatementLot
}

/** The projection as text. Places in the order of execution count the events of a group: only who comes before whom inside a group is told. */
function told(projection: Projection, { relations, entries }: LedgerInput): string {
  const groupOf = washGroups(relations, entries)
  const placeOf = (lot: object) => (lot as { readonly matching?: { readonly order: number } }).matching?.order ?? 0
  const turns = Object.entries(Object.groupBy(projection.open, lot => groupOf(lot.security))).map(([group, lots = []]) => [
    group,
    lots.toSorted((a, b) => placeOf(a) - placeOf(b)).map(lot => lot.id),
  ])
  return JSON.stringify([projection, turns], (key, value) => (key === 'order' ? undefined : value))
}

test('group by group, with a memory, is one run', () => {
  fc.assert(
    fc.property(fc.integer(), seed => {
      const random = seededRandom(seed)
      let household = firstOf(random)
      for (let step = 0; step < 12; step += 1) {
        const { input, policy } = household
        expect(told(projectLots(input, policy), input)).toBe(told(projectionOf(input, bookLedger(input, policy)), input))
        household = changed(household, random, step)
      }
    }),
    { numRuns: 400, seed: 1091 },
  )
})

/** What is told of a booking; lots by name, because the order of a lot is counted in its group. */
function plain({ rows, matches, open, problems }: Booking): unknown {
  return {
    rows: rows.map(({ lot, carried, ...row }) => [row, lot.id, carried?.row.sale]),
    matches: matches.map(({ row, replacement, earlier, ...match }) => [match, row.sale, row.lot.id, replacement.id, earlier?.row.sale]),
    open: open.map(({ lot, shares, basis, adjustment, heldFrom, replaced }) => [lot.id, shares, basis, adjustment, heldFrom, replaced]),
    problems,
  }
}

test.each([1, 2, 3])('a stream of trades booked apart is one run: %i', seed => {
  const events = randomBook(seed, 4000)
  const context = { policy: defaultPolicy, treatmentOf, groupOf }
  expect(plain(bookApart(events, context))).toEqual(plain(book(events, context)))
})
