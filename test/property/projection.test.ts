/**
 * The stored open lots are a projection: whatever files come in whatever order, are undone, or come again, and whatever is said about accounts and relations
 * in between, they are the lots that the evidence in the book gives when projected afresh. And the order of files does not matter.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Account } from '../../src/shared/model/book.ts'
import type { ImportPreview, ImportRow } from '../../src/shared/model/import-batch.ts'
import type { Review } from '../../src/shared/model/review.ts'
import type { HouseholdView, LotColumns } from '../../src/shared/model/views.ts'
import { lotAt } from '../../src/shared/present/lot-at.ts'
import { openTestDesk, type TestDesk } from '../fixtures/desk.ts'

const asOf = '2026-11-21'
const household = 'home'
const accounts = ['joint', 'roth'] as const

const nouns = [
  'lotwright:households/1,id,name,note\n,home,Home,',
  'lotwright:accounts/1,id,household,name,number,custodian,type,mode,default_method,fractional\n,joint,home,Joint,1,schwab,joint,tradable,FIFO,no\n,roth,home,Roth,2,schwab,roth-ira,tradable,FIFO,no',
  'lotwright:securities/1,symbol,name,kind\n,AAA,A fund,etf\n,BBB,B fund,etf',
]
const entriesHeader = 'lotwright:entries/1,account,trade_date,settle_date,kind,symbol,shares,price,amount,fees,basis,acquired,ratio,memo'

interface Trade {
  readonly account: string
  readonly day: number
  readonly buys: boolean
  readonly symbol: string
  readonly count: number
  readonly price: number
}

const tradeOf = fc.record({
  account: fc.constantFrom(...accounts),
  day: fc.integer({ min: 1, max: 90 }),
  buys: fc.boolean(),
  symbol: fc.constantFrom('AAA', 'BBB'),
  count: fc.integer({ min: 1, max: 9 }),
  price: fc.integer({ min: 10, max: 14 }),
})

function dayOf(day: number): string {
  return `2026-${String(7 + Math.floor(day / 30)).padStart(2, '0')}-${String((day % 30) + 1).padStart(2, '0')}`
}

/** Files of overlapping ranges over one history: each lists the trades of its days, whole, and never nothing. */
function entriesFile(history: readonly Trade[], from: number, to: number): string {
  const rows = history
    .filter(({ day }) => day >= from && day <= to)
    .toSorted((a, b) => a.day - b.day)
    .map(({ account, day, buys, symbol, count, price }) => {
      const amount = `${buys ? '-' : ''}${count * price}`
      return `,${account},${dayOf(day)},,${buys ? 'buy' : 'sell'},${symbol},${count},${price},${amount},,,,,`
    })
  return [entriesHeader, ',joint,2026-07-01,,interest,,,,1.00,,,,,', ...rows].join('\n')
}

function lotsFile({ account, day, symbol, count, price }: Trade): string {
  return `lotwright:lots/1,account,symbol,as_of,acquired,shares,basis\n,${account},${symbol},${dayOf(day)},2026-01-05,${count},${count * price}`
}

async function take(desk: TestDesk, name: string, text: string): Promise<ImportRow> {
  const handle = await desk.send(name, text)
  const shown = await desk.get<ImportPreview>('import.preview', { handle, mapping: null })
  expect(shown.file.issues.filter(issue => issue.weight === 'stop')).toEqual([])
  return desk.get('import.commit', { handle, sha256: shown.file.sha256, mapping: null, accounts: [] })
}

async function opened(): Promise<TestDesk> {
  const desk = await openTestDesk()
  for (const [at, text] of nouns.entries()) await take(desk, `nouns-${at}.csv`, text)
  return desk
}

/** What the book keeps, and what its evidence says when projected afresh. */
async function kept(desk: TestDesk): Promise<string[]> {
  const columns = await desk.get<LotColumns>('book.lots', { asOf, household })
  return columns.shares.map((_, at) => `${lotAt(columns, at)} ${columns.shares[at]} ${columns.basis[at]} ${columns.longOn[at]}`).sort()
}

async function afresh(desk: TestDesk): Promise<string[]> {
  const { candidates } = await desk.get<Review>('review.run', { household, asOf })
  const day = (date: string | null) => (date === null ? -1 : Date.parse(date) / 86_400_000)
  return candidates.map(({ lot, longOn }) => `${lot.id} ${lot.shares} ${lot.basis} ${day(longOn)}`).sort()
}

const history = fc.array(tradeOf, { minLength: 2, maxLength: 12 })
const range = fc
  .tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('entries' as const), range }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lots' as const), lot: tradeOf }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('method' as const), method: fc.constantFrom('FIFO', 'LIFO', 'HIFO'), taxed: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('identical' as const) }) },
)

async function doStep(desk: TestDesk, trades: readonly Trade[], what: typeof step extends fc.Arbitrary<infer Step> ? Step : never) {
  switch (what.kind) {
    case 'entries':
      return take(desk, 'entries.csv', entriesFile(trades, ...what.range))
    case 'lots':
      return take(desk, 'lots.csv', lotsFile(what.lot))
    case 'undo': {
      const { imports } = await desk.get<{ imports: ImportRow[] }>('import.list')
      const standing = imports.filter(row => !row.reversed && !row.fileName.startsWith('nouns'))
      const row = standing[what.which % Math.max(1, standing.length)]
      // refused where a later file rests on it: then nothing changes
      return (
        row &&
        desk.get('import.undo', { import: row.id, reason: 'test' }).catch((error: Error) => expect(error.message).toContain('rested-on'))
      )
    }
    case 'method': {
      const view = await desk.get<HouseholdView>('household.view', { household, asOf })
      const joint = view.accounts.find(account => account.id === 'joint') as Account
      return desk.get('account.save', { ...joint, defaultMethod: what.method, type: what.taxed ? 'joint' : 'roth-ira' })
    }
    case 'identical': {
      const { relations } = await desk.get<{ relations: { id: string }[] }>('relation.list')
      if (relations[0]) return desk.get('relation.remove', { id: relations[0].id, reason: 'test' })
      const relation = { kind: 'identical', a: 'security-AAA', b: 'security-BBB', author: 'test', date: asOf, reason: 'test' }
      return desk.get('relation.save', { ...relation, correlation: null })
    }
  }
}

test('what is kept is what the evidence says, after every step', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.array(step, { minLength: 1, maxLength: 8 }), async (trades, steps) => {
      const desk = await opened()
      try {
        for (const each of steps) {
          await doStep(desk, trades, each)
          expect(await kept(desk)).toEqual(await afresh(desk))
        }
      } finally {
        await desk.close()
      }
    }),
    { numRuns: 40, seed: 1091 },
  )
})

test('overlapping files give the same lots in any order', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.array(range, { minLength: 2, maxLength: 4 }), async (trades, ranges) => {
      const [one, other] = [await opened(), await opened()]
      try {
        for (const each of ranges) await take(one, 'entries.csv', entriesFile(trades, ...each))
        for (const each of ranges.toReversed()) await take(other, 'entries.csv', entriesFile(trades, ...each))
        expect(await kept(other)).toEqual(await kept(one))
      } finally {
        await one.close()
        await other.close()
      }
    }),
    { numRuns: 25, seed: 1222 },
  )
})
