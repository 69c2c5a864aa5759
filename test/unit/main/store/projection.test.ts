/** Open lots as columns, and the parts of a snapshot for one household and for all. */
import { describe, expect, test } from 'vitest'
import { saveAccount } from '../../../../src/main/store/accounts.ts'
import { appendPositions } from '../../../../src/main/store/holdings.ts'
import { saveHousehold } from '../../../../src/main/store/households.ts'
import { appendEntries } from '../../../../src/main/store/ledger.ts'
import { lotColumns } from '../../../../src/main/store/lot-columns.ts'
import { saveModel } from '../../../../src/main/store/models.ts'
import { listOpenLots, replaceOpenLots } from '../../../../src/main/store/open-lots.ts'
import { appendPrices } from '../../../../src/main/store/prices.ts'
import { saveRelation, saveSecurity } from '../../../../src/main/store/securities.ts'
import { snapshotParts, snapshotPartsOfAll } from '../../../../src/main/store/snapshot-parts.ts'
import { appendStatements } from '../../../../src/main/store/statements.ts'
import type { Store } from '../../../../src/main/store/store.ts'
import { dayNumber } from '../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../src/shared/kernel/id.ts'
import type { Relation } from '../../../../src/shared/model/book.ts'
import {
  abc,
  account,
  cents,
  day,
  entry,
  household,
  ira,
  memoryBook,
  openLot,
  price,
  shares,
  statementLot,
  withImport,
  xyz,
} from '../../../store/kit.ts'

const today = day('2026-11-21')
const source = { import: null, line: 0 }

describe('open lots', () => {
  const lots = [
    openLot('l-1', { source: { import: id<'import'>('one'), line: 12 }, orderGroup: 'fill-1' }),
    openLot('l-2', { acquired: null, holdingFrom: null, basis: null, origin: 'drip', security: xyz.id }),
    openLot('l-3', { basis: cents(-7), washAdjustment: cents(9), shares: shares(Number.MAX_SAFE_INTEGER), origin: 'gift' }),
  ]
  const filled = () => {
    const store = memoryBook()
    withImport(store, 'one')
    store.transaction(book => replaceOpenLots(book, [account.id, ira.id], [...lots, openLot('l-4', { account: ira.id })]))
    return store
  }

  test('come back in every field', () => {
    const store = filled()
    expect(listOpenLots(store.book, { account: account.id })).toEqual(lots)
    expect(listOpenLots(store.book, { household: household.id })).toHaveLength(4)
  })

  test('are replaced account by account', () => {
    const store = filled()
    store.transaction(book => replaceOpenLots(book, [account.id], [openLot('new')]))
    expect(listOpenLots(store.book, null).map(lot => lot.id)).toEqual(['new', 'l-4'])
    store.transaction(book => replaceOpenLots(book, [account.id, ira.id], []))
    expect(lotColumns(store.book, null).count).toBe(0)
    expect(() => store.transaction(book => replaceOpenLots(book, [ira.id], [openLot('stray')]))).toThrow(/not being replaced/)
  })

  test('as columns of the whole book or of one household', () => {
    const store = filled()
    const columns = lotColumns(store.book, null)
    const securities = [...columns.security].map(at => columns.securities[at])
    const accounts = [...columns.account].map(at => columns.accounts[at]?.id)
    expect({
      ids: columns.lots.map(({ first, ids }) => [first, JSON.parse(ids)]),
      securities,
      accounts,
      imports: [...columns.import],
      line: [...columns.line],
    }).toEqual({
      ids: [
        [0, ['l-1', 'l-2', 'l-3']],
        [3, ['l-4']],
      ],
      securities: [abc.id, xyz.id, abc.id, abc.id],
      accounts: [account.id, account.id, account.id, ira.id],
      imports: [0, -1, -1, -1],
      line: [12, 2, 2, 2],
    })
    expect([...columns.basis]).toEqual([150_00, Number.NaN, -7, 150_00])
    expect([...columns.acquired]).toEqual([dayNumber(day('2024-05-06')), -1, dayNumber(day('2024-05-06')), dayNumber(day('2024-05-06'))])
    expect(columns.shares[2]).toBe(Number.MAX_SAFE_INTEGER)
    expect(lotColumns(store.book, id<'household'>('another')).count).toBe(0)
  })

  test('columns that do not fit their count are refused by the table', () => {
    const store = filled()
    expect(() => store.transaction(book => book.run('UPDATE open_lots SET lots = lots + 1'))).toThrow(/CHECK/)
  })
})

describe('snapshot parts', () => {
  const filled = (): Store => {
    const store = memoryBook()
    const named = (name: string) => ({ ...xyz, id: id<'security'>(name), symbol: name })
    const relation = (kind: Relation['kind'], a: string, b: string): Relation => ({
      id: `${a}-${b}`,
      kind,
      a: id<'security'>(a),
      b: id<'security'>(b),
      author: 'K. Ito',
      date: day('2026-01-01'),
      reason: 'known',
      correlation: null,
    })
    store.transaction(book => {
      for (const name of ['twin', 'twin of twin', 'substitute', 'its twin', 'far substitute', 'unrelated', 'of model'])
        saveSecurity(book, named(name))
      saveRelation(book, relation('identical', abc.id, 'twin'))
      saveRelation(book, relation('same', 'twin of twin', 'twin'))
      saveRelation(book, relation('substitute', 'twin of twin', 'substitute'))
      saveRelation(book, relation('identical', 'its twin', 'substitute'))
      saveRelation(book, relation('substitute', 'its twin', 'far substitute'))
      saveModel(book, { id: id('m-1'), name: 'Used', targets: [{ security: id('of model'), weight: 10_000, band: 100 }] })
      saveModel(book, { id: id('m-2'), name: 'Unused', targets: [{ security: id('unrelated'), weight: 10_000, band: 100 }] })
      saveAccount(book, { ...account, model: id('m-1') })
      saveHousehold(book, { ...household, id: id('h-other'), name: 'Aay' })
      saveAccount(book, { ...account, id: id('a-other'), household: id('h-other') })
      appendEntries(book, [
        entry('mine'),
        entry('theirs', { account: id('a-other') }),
        entry('gone'),
        entry('back', { reverses: id('gone') }),
      ])
      appendStatements(book, [
        { account: account.id, security: abc.id, asOf: day('2026-11-20'), import: null, lots: [statementLot('l-1')] },
      ])
      appendPositions(book, [{ account: ira.id, security: abc.id, asOf: today, shares: shares(1), basis: null, reinvest: null, source }])
      for (const name of ['twin', 'unrelated']) appendPrices(book, [{ security: id(name), date: today, price: price(5), source }])
    })
    return store
  }

  test('hold what the household touches and what could wash or replace it, and nothing of others', () => {
    const parts = snapshotParts(filled().book, household.id, today)
    expect(parts?.entries.map(each => each.id)).toEqual(['mine'])
    expect(parts?.statementLots).toEqual([statementLot('l-1')])
    expect(parts?.positions).toEqual([{ account: ira.id, security: abc.id, asOf: today, shares: 1, basis: null, reinvest: null }])
    expect(parts?.models.map(model => model.name)).toEqual(['Used'])
    expect(parts?.securities.map(security => security.symbol).toSorted()).toEqual([
      'ABC',
      'its twin',
      'of model',
      'substitute',
      'twin',
      'twin of twin',
    ])
    expect(parts?.relations).toHaveLength(4)
    expect(parts?.prices).toEqual([{ security: 'twin', date: today, price: 5 }])
    expect(snapshotParts(filled().book, id<'household'>('nobody'), today)).toBeUndefined()
  })

  test('are the same, household by household, when all are read in one pass', () => {
    const store = filled()
    const all = snapshotPartsOfAll(store.book, today)
    expect(all.map(parts => parts.household.name)).toEqual(['Aay', 'Lee'])
    expect(all).toEqual(all.map(parts => snapshotParts(store.book, parts.household.id, today)))
  })
})
