/** Households of properties about custodians' files: random trades in a joint account, a second one and an IRA, the files their custodians would send of them, and what a year comes to. */
import fc from 'fast-check'
import { type Projection, projectLots } from '../../src/main/engine/lots/project.ts'
import { runReview } from '../../src/main/engine/review.ts'
import { brokerProjection } from '../../src/main/engine/standing/broker.ts'
import { policyOf } from '../../src/main/engine/standing/policy.ts'
import { cents } from '../../src/shared/kernel/cents.ts'
import type { CivilDate } from '../../src/shared/kernel/civil-date.ts'
import type { Snapshot } from '../../src/shared/model/snapshot.ts'
import { bookOf } from '../fixtures/snapshot.ts'

const accounts = ['A', 'B', 'IRA'] as const
export const someAccount = fc.constantFrom('A', 'A', 'B', 'IRA')

/** Of a trade: days after the one before, shares, dollars a share, and which way. */
export const tradeParts = (mostDays: number) => ({
  after: fc.integer({ min: 1, max: mostDays }),
  count: fc.integer({ min: 1, max: 5 }),
  price: fc.integer({ min: 20, max: 60 }),
  buys: fc.boolean(),
})
export const few = { minLength: 4, maxLength: 12 }

interface DrawnTrade {
  readonly account: string
  readonly count: number
  readonly price: number
  readonly buys: boolean
}

/** The household, and how many shares each account holds of X and Y: nobody sells more than there are. */
export function tradingHousehold() {
  const book = bookOf('2026-12-31').account('A', { type: 'joint' }).account('B').account('IRA', { type: 'roth-ira' }).security('X', '50')
  const held = new Map<string, number>()
  const of = (account: string, security: string) => held.get(`${account}${security}`) ?? 0
  return {
    book,
    held: of,
    hold: (account: string, security: string, shares: number) => held.set(`${account}${security}`, shares),
    trade({ account, count, price, buys }: DrawnTrade, day: CivilDate, security = 'X') {
      const shares = of(account, security)
      const sold = Math.min(count, shares)
      if (buys) book.buy(account, security, day, String(count), String(count * price))
      else if (shares > 0) book.sell(account, security, day, String(sold), String(sold * price))
      held.set(`${account}${security}`, buys ? shares + count : shares - sold)
    },
    /** Two for one of X, wherever it is held. */
    split(day: CivilDate) {
      for (const each of accounts) {
        if (of(each, 'X') > 0) book.buy(each, 'X', day, '0', '0', { kind: 'split', ratio: [2, 1], amount: null })
        held.set(`${each}X`, of(each, 'X') * 2)
      }
    },
  }
}

/** With the lot files and the realized files that the custodians would send, of all accounts or of one; `rows`: how many lines they have. */
export function withFiles(whole: Snapshot, only?: string): { snapshot: Snapshot; rows: number } {
  const seen = brokerProjection(whole)
  const own = ({ account }: { readonly account: string }) => only === undefined || account === only
  const [open, realized] = [seen.open.filter(own), seen.realized.filter(own)]
  const source = { import: null, line: 0 }
  const snapshot: Snapshot = {
    ...whole,
    statementLots: open.map((lot, index) => ({
      ...lot,
      id: `s${index}` as typeof lot.id,
      asOf: whole.asOf,
      source: { ...source, line: index },
    })),
    realized: realized.map((row, index) => ({
      account: row.account,
      security: row.security,
      opened: row.acquired,
      closed: row.sold,
      shares: row.shares,
      proceeds: row.proceeds ?? cents(0),
      basis: row.basis,
      term: row.term,
      disallowed: row.disallowed,
      source: { ...source, line: index + 1 },
    })),
  }
  return { snapshot, rows: open.length + realized.length }
}

/** What the year comes to: results, what is washed and lost for good, the cost that stands in taxable lots, and the shares that are left. */
export function sumsOf({ realized, open }: Projection): number[] {
  const total = (list: readonly (number | null)[]) => list.reduce<number>((sum, one) => sum + (one ?? 0), 0)
  const taxable = open.filter(lot => lot.account !== 'IRA')
  return [
    total(realized.map(row => row.recognized)),
    total(realized.map(row => row.disallowed)),
    total(realized.map(row => row.permanent)),
    total(taxable.map(lot => lot.basis)),
    total(open.map(lot => lot.shares)),
  ]
}

export const projected = (snapshot: Snapshot) => projectLots(snapshot, policyOf(snapshot))

const doubts = ['wash/custodian-order', 'wash/custodian-unfiled', 'lots/purchase-not-shown']

/** A point of quality says by name why files and trades may differ. */
export function isDoubtful(snapshot: Snapshot): boolean {
  return runReview(snapshot, 'hash').quality.some(flag => doubts.includes(flag.code))
}
