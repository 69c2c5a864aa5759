/** Every noun comes back as it was saved, in every field; a second saving changes the row instead of adding one. */
import { describe, expect, test } from 'vitest'
import { appendCash, appendCoverage, findAccount, listAccounts, saveAccount } from '../../../../src/main/store/accounts.ts'
import { findHousehold, findPerson, listHouseholds, listPeople, saveHousehold, savePerson } from '../../../../src/main/store/households.ts'
import { reverseImport } from '../../../../src/main/store/imports.ts'
import { findModel, listModels, saveModel } from '../../../../src/main/store/models.ts'
import {
  findTaxProfile,
  listCashNeeds,
  listRestrictions,
  removeCashNeed,
  removeRestriction,
  saveCashNeed,
  saveRestriction,
  saveTaxProfile,
} from '../../../../src/main/store/planning.ts'
import {
  findSecurity,
  listRelations,
  listSecurities,
  removeRelation,
  saveRelation,
  saveSecurity,
} from '../../../../src/main/store/securities.ts'
import { id } from '../../../../src/shared/kernel/id.ts'
import { Refused } from '../../../../src/shared/kernel/outcome.ts'
import type { CashNeed, ModelPortfolio, Person, Relation, Restriction, TaxProfile } from '../../../../src/shared/model/book.ts'
import { abc, account, at, cents, day, household, ira, memoryBook, withImport, xyz } from '../../../store/kit.ts'

describe('people', () => {
  test('a household and its people', () => {
    const store = memoryBook()
    const person: Person = { id: id<'person'>('p-1'), household: household.id, name: 'Ada Lee', role: 'taxpayer' }
    store.transaction(book => {
      saveHousehold(book, { ...household, name: 'Lee & Co', note: 'likes paper' })
      savePerson(book, person)
      savePerson(book, { ...person, role: 'spouse' })
    })
    expect(listHouseholds(store.book)).toEqual([{ ...household, name: 'Lee & Co', note: 'likes paper' }])
    expect(findHousehold(store.book, id<'household'>('nobody'))).toBeUndefined()
    expect(listPeople(store.book, household.id)).toEqual([{ ...person, role: 'spouse' }])
    expect(listPeople(store.book, id<'household'>('another'))).toEqual([])
    expect(findPerson(store.book, person.id)?.name).toBe('Ada Lee')
  })
})

describe('accounts', () => {
  test('every field', () => {
    const store = memoryBook()
    const person: Person = { id: id<'person'>('p-1'), household: household.id, name: 'Ada', role: 'taxpayer' }
    const full = {
      ...account,
      owner: person.id,
      fractional: true,
      mode: 'view-only' as const,
      coverageFrom: day('2026-01-01'),
      coverageTo: day('2026-06-30'),
      cash: cents(-5),
      cashAsOf: day('2026-06-30'),
      deskMethod: 'LEASTTAX' as const,
      averageElectedOn: day('2024-02-29'),
    }
    store.transaction(book => {
      savePerson(book, person)
      saveAccount(book, full)
    })
    expect(findAccount(store.book, account.id)).toEqual(full)
    expect(listAccounts(store.book, household.id)).toEqual([ira, full])
    const { deskMethod: _, averageElectedOn: __, ...without } = full
    store.transaction(book => saveAccount(book, { ...full, deskMethod: null, averageElectedOn: null }))
    expect(findAccount(store.book, account.id)).toEqual(without)
  })

  test('an unknown household is a bug, not a row', () => {
    const store = memoryBook()
    expect(() =>
      store.transaction(book => saveAccount(book, { ...account, id: id<'account'>('x'), household: id<'household'>('nobody') })),
    ).toThrow(/FOREIGN KEY/)
  })

  test('cash of a file counts from its day, and goes when the file is taken back', () => {
    const store = memoryBook()
    withImport(store, 'one')
    store.transaction(book => {
      saveAccount(book, { ...account, cash: cents(100), cashAsOf: day('2026-03-01') })
      appendCash(book, { account: account.id, asOf: day('2026-02-01'), amount: cents(7), source: { import: id<'import'>('one'), line: 3 } })
    })
    expect(findAccount(store.book, account.id)).toMatchObject({ cash: 100, cashAsOf: '2026-03-01' })
    store.transaction(book =>
      appendCash(book, {
        account: account.id,
        asOf: day('2026-04-01'),
        amount: cents(9),
        source: { import: id<'import'>('one'), line: 4 },
      }),
    )
    expect(findAccount(store.book, account.id)).toMatchObject({ cash: 9, cashAsOf: '2026-04-01' })
    store.transaction(book => reverseImport(book, id<'import'>('one'), { at, reason: 'wrong client', nextId: () => id('never') }))
    expect(findAccount(store.book, account.id)).toMatchObject({ cash: 100, cashAsOf: '2026-03-01' })
  })

  test('saving an account as it is shown does not turn cash of a file into cash typed by hand', () => {
    const store = memoryBook()
    withImport(store, 'one')
    store.transaction(book =>
      appendCash(book, {
        account: account.id,
        asOf: day('2026-04-01'),
        amount: cents(9),
        source: { import: id<'import'>('one'), line: 4 },
      }),
    )
    const shown = findAccount(store.book, account.id)
    store.transaction(book => saveAccount(book, { ...(shown ?? account), name: 'Renamed' }))
    store.transaction(book => reverseImport(book, id<'import'>('one'), { at, reason: 'wrong client', nextId: () => id('never') }))
    expect(findAccount(store.book, account.id)).toMatchObject({ name: 'Renamed', cash: null, cashAsOf: null })
  })

  test('coverage is the latest unbroken stretch: a gap is never covered over', () => {
    const store = memoryBook()
    for (const name of ['one', 'two!', 'three']) withImport(store, name)
    const covered = (source: string, from: string, to: string) =>
      store.transaction(book => appendCoverage(book, { account: account.id, from: day(from), to: day(to), import: id<'import'>(source) }))
    covered('one', '2025-01-01', '2025-12-31')
    covered('three', '2026-04-01', '2026-06-30')
    expect(findAccount(store.book, account.id)).toMatchObject({ coverageFrom: '2026-04-01', coverageTo: '2026-06-30' })
    covered('two!', '2026-01-01', '2026-03-31')
    expect(findAccount(store.book, account.id)).toMatchObject({ coverageFrom: '2025-01-01', coverageTo: '2026-06-30' })
    store.transaction(book => reverseImport(book, id<'import'>('two!'), { at, reason: 'wrong', nextId: () => id('never') }))
    expect(findAccount(store.book, account.id)).toMatchObject({ coverageFrom: '2026-04-01', coverageTo: '2026-06-30' })
  })
})

describe('securities and relations', () => {
  test('every field, listed by symbol', () => {
    const store = memoryBook()
    store.transaction(book =>
      saveSecurity(book, { ...xyz, symbol: 'AAA', sector: 'Energy', industry: 'Oil', kind: 'stock', expenseRatio: null }),
    )
    expect(listSecurities(store.book)).toEqual([
      { ...xyz, symbol: 'AAA', sector: 'Energy', industry: 'Oil', kind: 'stock', expenseRatio: null },
      abc,
    ])
    expect(findSecurity(store.book, abc.id)).toEqual(abc)
  })

  test('a relation is removed with a reason and stays in the book', () => {
    const store = memoryBook()
    const relation: Relation = {
      id: 'r-1',
      kind: 'substitute',
      a: abc.id,
      b: xyz.id,
      author: 'K. Ito',
      date: day('2026-02-03'),
      reason: 'same index family',
      correlation: 97,
    }
    store.transaction(book => saveRelation(book, relation))
    expect(listRelations(store.book)).toEqual([relation])
    store.transaction(book => removeRelation(book, 'r-1', { at, reason: 'index changed' }))
    expect(listRelations(store.book)).toEqual([])
    expect(store.book.row('SELECT removed_reason FROM relations WHERE id = ?', ['r-1'])).toEqual({ removed_reason: 'index changed' })
    expect(() => store.transaction(book => removeRelation(book, 'r-1', { at, reason: 'again' }))).toThrow(Refused)
  })
})

describe('models and planning', () => {
  test('a model keeps the order of its targets, and saving again replaces them', () => {
    const store = memoryBook()
    const model: ModelPortfolio = {
      id: id<'model portfolio'>('m-1'),
      name: 'Growth',
      targets: [
        { security: xyz.id, weight: 6000, band: 500 },
        { security: abc.id, weight: 4000, band: 300 },
      ],
    }
    store.transaction(book => saveModel(book, model))
    expect(listModels(store.book)).toEqual([model])
    const shorter = { ...model, targets: [{ security: abc.id, weight: 10_000, band: 0 }] }
    store.transaction(book => saveModel(book, shorter))
    expect(findModel(store.book, model.id)).toEqual(shorter)
  })

  test('a line keeps its class, its name, its members in order with the accounts they are for, and what is mapped to it; a plain line has none of these', () => {
    const store = memoryBook()
    const model: ModelPortfolio = {
      id: id<'model portfolio'>('m-2'),
      name: 'Slots',
      targets: [
        {
          security: xyz.id,
          weight: 7000,
          band: 500,
          counts: { kind: 'asset-class', of: 'US equity' },
          name: 'Shares',
          members: [
            { security: xyz.id, role: 'equivalent', taxTypes: ['taxable', 'free'] },
            { security: abc.id, role: 'substitute', taxTypes: ['deferred'] },
          ],
        },
        { security: abc.id, weight: 3000, band: 300, mapped: [{ security: xyz.id, reason: 'from his mother' }] },
      ],
    }
    store.transaction(book => saveModel(book, model))
    expect(listModels(store.book)).toEqual([model])
    const plain = { ...model, targets: [{ security: abc.id, weight: 10_000, band: 0 }] }
    store.transaction(book => saveModel(book, plain))
    expect(JSON.stringify(listModels(store.book))).toBe(JSON.stringify([plain]))
    expect(store.book.rows('SELECT * FROM model_members UNION ALL SELECT *, 0, 0, 0 FROM model_mapped')).toEqual([])
  })

  test('restrictions and cash needs', () => {
    const store = memoryBook()
    const restriction: Restriction = {
      id: 'x-1',
      household: household.id,
      account: null,
      security: abc.id,
      kind: 'never-sell',
      reason: 'from his mother',
      expires: day('2027-01-01'),
    }
    const need: CashNeed = {
      id: 'n-1',
      household: household.id,
      account: account.id,
      amount: cents(1_000_00),
      due: day('2026-12-15'),
      note: 'tuition',
    }
    store.transaction(book => {
      saveRestriction(book, restriction)
      saveCashNeed(book, need)
    })
    expect(listRestrictions(store.book, household.id)).toEqual([restriction])
    expect(listCashNeeds(store.book, null)).toEqual([need])
    store.transaction(book => {
      removeRestriction(book, 'x-1', { at, reason: 'sold after all' })
      removeCashNeed(book, 'n-1', { at, reason: 'paid' })
    })
    expect([listRestrictions(store.book, null), listCashNeeds(store.book, household.id)]).toEqual([[], []])
  })

  test('a tax profile of a year, with rates to the last bit', () => {
    const store = memoryBook()
    const profile: TaxProfile = {
      household: household.id,
      year: 2026,
      filingStatus: 'mfj',
      ordinaryIncome: cents(250_000_00),
      qualifiedDividends: cents(4_000_00),
      magi: cents(260_000_00),
      otherInvestmentIncome: cents(0),
      state: 'CA',
      stateShortRate: 0.093,
      stateLongRate: 0.1,
      carryforwardShort: cents(10),
      carryforwardLong: cents(20),
      otherShort: cents(-30),
      otherLong: cents(40),
      author: 'K. Ito',
      asOf: day('2026-11-01'),
    }
    store.transaction(book => saveTaxProfile(book, profile))
    expect(findTaxProfile(store.book, household.id, 2026)).toEqual(profile)
    expect(findTaxProfile(store.book, household.id, 2025)).toBeUndefined()
  })
})
