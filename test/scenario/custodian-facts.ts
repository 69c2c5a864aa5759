/**
 * Small households whose custodians say otherwise than the law, each with what the engine must make of it: the facts that a rule broken by hand (broken-rules.ts)
 * must fail. Sources: Reg. 1.1091-1(b) to (e); 1.6045-1(d)(6)(iii); Rev. Rul. 2008-5.
 */
import { isDeepStrictEqual } from 'node:util'
import type { projectLots } from '../../src/main/engine/lots/project.ts'
import type { realizedLines } from '../../src/main/engine/standing/realized.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { amountOf, bookOf } from '../fixtures/snapshot.ts'

/** The engine, whole or with one rule broken. */
export interface Engine {
  readonly projectLots: typeof projectLots
  readonly realizedLines: typeof realizedLines
}

export interface CustodianFact {
  readonly id: string
  readonly title: string
  readonly found: (engine: Engine) => unknown
  readonly expected: unknown
}

const home = () => bookOf('2026-11-20').account('A').account('IRA', { type: 'roth-ira' }).security('X', '50', { kind: 'stock' })
type Book = ReturnType<typeof home>

const stated = { asOf: civilDate('2026-11-15') }
/** A's loss of 5,000, washed by its custodian into A's purchase of September 20; an IRA has bought before. */
const washed = () =>
  home()
    .buy('IRA', 'X', '2026-09-05', '100', '5000')
    .realized('A', 'X', '2025-01-02', '2026-09-10', '100', '5000', '10000', { term: 'long', disallowed: amountOf('5000') })

/** Dollars lost for good, and the basis of A's lots. */
const outcome =
  (book: Book) =>
  ({ projectLots: project }: Engine) => {
    const { realized, open } = project(book.snapshot())
    const basis = open.filter(lot => lot.account === 'A').map(lot => (lot.basis ?? 0) / 100)
    return [realized.reduce((sum, row) => sum + row.permanent, 0) / 100, ...basis.sort((a, b) => a - b)]
  }

const toldSales =
  (book: Book) =>
  ({ projectLots: project }: Engine) =>
    project(book.snapshot()).told.map(line => line.sale)

const yearOf =
  (book: Book) =>
  ({ projectLots: project, realizedLines: lines }: Engine) => {
    const snapshot = book.snapshot()
    return lines(snapshot, project(snapshot)).reduce((sum, line) => sum + (line.recognized ?? 0), 0) / 100
  }

/** One share bought at each cost and sold at 30, all on one day; the lines of the file with their basis. */
function sameDay(costs: readonly string[], bases: readonly (string | null)[]): Book {
  const book = home()
  for (const cost of costs) book.buy('A', 'X', '2026-03-02', '1', cost)
  for (const _ of costs) book.sell('A', 'X', '2026-03-02', '1', '30')
  for (const basis of bases) book.realized('A', 'X', '2026-03-02', '2026-03-02', '1', '30', basis, { term: 'short' })
  return book
}

export const custodianFacts: readonly CustodianFact[] = [
  {
    id: 'custodian-ira-first',
    title: 'An IRA bought first: the loss is lost for good and the custodian’s shares are at cost',
    found: outcome(washed().lot('A', 'X', '2026-09-20', '100', '10000', stated)),
    expected: [5000, 5000],
  },
  {
    id: 'custodian-part-found',
    title: 'Shares for half of the washed loss are shown: nobody can tell what the other half did',
    found: outcome(washed().lot('A', 'X', '2026-09-20', '50', '5000', stated)),
    expected: [0, 5000],
  },
  {
    id: 'custodian-at-cost',
    title: 'A lot file of what was paid holds no wash to take out',
    found: outcome(washed().buy('A', 'X', '2026-09-20', '100', '5000').lot('A', 'X', '2026-09-20', '100', '5000', stated)),
    expected: [5000, 5000],
  },
  {
    id: 'custodian-unexplained',
    title: 'A basis that is neither what was paid nor that and the loss stays the custodian’s',
    found: outcome(washed().buy('A', 'X', '2026-09-20', '100', '5000').lot('A', 'X', '2026-09-20', '100', '9000', stated)),
    expected: [0, 9000],
  },
  {
    id: 'custodian-two-orders',
    title: 'Two orders of one day at different prices cannot be told apart',
    found: outcome(
      washed()
        .buy('A', 'X', '2026-09-20', '100', '5000')
        .buy('A', 'X', '2026-09-20', '100', '6000')
        .lot('A', 'X', '2026-09-20', '200', '16000', stated),
    ),
    expected: [0, 8000, 8000],
  },
  {
    id: 'custodian-two-prices',
    title: 'Two lots of one day that come out at no one price with the loss in one of them stay the custodian’s',
    found: outcome(washed().lot('A', 'X', '2026-09-20', '100', '10000', stated).lot('A', 'X', '2026-09-20', '100', '6000', stated)),
    expected: [0, 6000, 10000],
  },
  {
    id: 'file-by-settlement',
    title: 'A file that dates by settlement tells of each sale, whatever the next day looks like',
    found: toldSales(
      home()
        .buy('A', 'X', '2026-03-02', '1', '20')
        .buy('A', 'X', '2026-03-02', '6', '126')
        .sell('A', 'X', '2026-03-03', '4', '80')
        .sell('A', 'X', '2026-03-04', '3', '60')
        .realized('A', 'X', '2026-03-02', '2026-03-04', '1', '20', '20', { term: 'short' })
        .realized('A', 'X', '2026-03-02', '2026-03-04', '3', '60', '63', { term: 'short' })
        .realized('A', 'X', '2026-03-02', '2026-03-05', '3', '60', '63', { term: 'short' }),
    ),
    expected: ['e3', 'e3', 'e4'],
  },
  {
    id: 'file-line-and-row',
    title: 'A line stands for the row with its own basis, before any other line looks for one like it',
    found: yearOf(sameDay(['20', '19', '22'], ['20.9', '20', null])),
    expected: 30.1,
  },
  {
    id: 'file-line-about',
    title: 'A line whose basis is rounded stands for the row that is nearest',
    found: yearOf(sameDay(['21', '20'], ['20.01', null])),
    expected: 18.99,
  },
  {
    id: 'file-own-wash',
    title: 'Beside all the trades a file’s basis gives back the custodian’s own wash',
    found: yearOf(
      washed()
        .buy('A', 'X', '2025-01-02', '100', '10000')
        .sell('A', 'X', '2026-09-10', '100', '5000')
        .buy('A', 'X', '2026-09-20', '100', '5000')
        .sell('A', 'X', '2026-11-18', '100', '5000')
        .realized('A', 'X', '2026-09-20', '2026-11-18', '100', '5000', '10000', { term: 'long' }),
    ),
    expected: 0,
  },
]

export function factHolds({ found, expected }: CustodianFact, engine: Engine): boolean {
  return isDeepStrictEqual(found(engine), expected)
}
