/** Any book that can be entered goes out as tables of the template and is read back as it was; what has no column, or would not come back, is told. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BookFacts, templateFiles } from '../../src/main/intake/template/from-book.ts'
import { noCents } from '../../src/shared/kernel/cents.ts'
import { dateOfDay } from '../../src/shared/kernel/civil-date.ts'
import { memberRoles, taxTypes } from '../../src/shared/model/lists.ts'
import { defaultSettings } from '../fixtures/snapshot.ts'
import { readTemplateBook, recordsOf, securityId } from '../fixtures/template-book.ts'

const nasty = fc.constantFrom(
  '=1+1',
  "'quoted",
  '-5',
  '00123',
  '1E5',
  '3/4',
  'TRUE',
  'a,b',
  'say "hi"',
  'two\nlines',
  'żółć',
  '$1,000',
  'Ọkàfọ̀',
)
const words = fc.oneof(
  nasty,
  fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map(text => text.replace(/\p{Cc}/gu, '').trim())
    .filter(text => text !== ''),
)
const day = fc.integer({ min: 10_000, max: 25_000 }).map(dateOfDay)
const dollars = fc.integer({ min: -90_000_000, max: 90_000_000 })
const symbols = ['VTI', 'BRK.B', '3', 'BND', 'TRUE'] as const
const security = fc.constantFrom(...symbols).map(securityId)
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })

const members = fc.uniqueArray(fc.constantFrom(...symbols), { minLength: 1, maxLength: 3 }).chain(chosen =>
  fc.tuple(
    ...chosen.map(symbol =>
      fc.record({
        security: fc.constant(securityId(symbol)),
        role: fc.constantFrom(...memberRoles),
        taxTypes: fc.subarray([...taxTypes], { minLength: 1 }),
      }),
    ),
  ),
)
const line = fc.oneof(
  fc.record({ security, weight: fc.constant(10_000), band: fc.integer({ min: 0, max: 900 }) }),
  fc
    .record({
      members,
      weight: fc.constant(10_000),
      band: fc.integer({ min: 0, max: 900 }),
      said: fc.oneof(
        fc.constant({}),
        fc.record({ name: words.map(text => `N${text}`) }),
        fc.record({ counts: fc.record({ kind: fc.constantFrom('asset-class', 'sector', 'factor'), of: words }) }),
      ),
      mapped: fc.option(fc.record({ security, reason: words }), { nil: undefined }),
    })
    .map(({ members: bought, said, mapped, ...rest }) => ({
      security: bought[0]?.security,
      ...rest,
      ...said,
      members: bought,
      ...(mapped === undefined || bought.some(each => each.security === mapped.security) ? {} : { mapped: [mapped] }),
    })),
)

const sleeves = fc.option(
  fc.tuple(words, fc.integer({ min: 1, max: 9_999 }), fc.subarray([...symbols], { minLength: 1 })).map(([name, part, pinned]) => [
    { name: `S${name}`, part, model: 'model-a' },
    { name: `T${name}`, part: 10_000 - part, model: null, pinned: pinned.map(securityId) },
  ]),
  { nil: undefined },
)

const limit = fc.oneof(
  fc.record({
    kind: fc.constant('group'),
    of: fc.constantFrom('class', 'sector'),
    name: maybe(fc.oneof(fc.constant(''), words)),
    least: maybe(fc.integer({ min: -10_000, max: 10_000 })),
    most: maybe(fc.integer({ min: -10_000, max: 10_000 })),
  }),
  fc.record({ kind: fc.constant('one-security'), most: fc.nat(10_000), must: fc.constant(true), reason: words }),
  fc.record({ kind: fc.constant('names'), most: fc.integer({ min: 1, max: 9 }), off: fc.constant(true) }),
)

/** Settings with what they leave out, what is nothing, and a security. */
const settings = fc
  .record({
    firm: fc.oneof(fc.constant(''), words),
    limits: fc.option(fc.array(limit, { maxLength: 12 }), { nil: undefined }),
    vix: fc.boolean(),
  })
  .map(({ firm, limits, vix }) => ({
    ...defaultSettings,
    firm,
    ...(limits === undefined ? {} : { limits }),
    costs: {
      ...defaultSettings.costs,
      estimates: vix
        ? [{ security: securityId('BRK.B'), spread: 100, dailyVolume: null, dailyVolatility: 20_000, asOf: '2026-11-10', source: 'desk' }]
        : [],
    },
  }))

const facts = fc
  .record({
    settings: maybe(settings),
    limits: fc.array(limit, { maxLength: 12 }),
    household: fc.record({
      id: fc.constant('home'),
      name: words,
      note: fc.oneof(fc.constant(''), words),
      model: maybe(fc.constant('model-a')),
    }),
    person: fc.record({
      id: fc.constant('pat'),
      household: fc.constant('home'),
      name: words,
      role: fc.constantFrom('taxpayer', 'spouse', 'trust'),
    }),
    names: fc.tuple(...symbols.map(() => fc.tuple(words, maybe(words), maybe(fc.integer({ min: 0, max: 90_000 }))))),
    line,
    account: fc.record({
      name: words,
      number: fc.stringMatching(/^0{0,3}[0-9]{1,9}$/),
      type: fc.constantFrom('taxable', 'roth-ira', '401k'),
      owner: maybe(fc.constant('pat')),
      fractional: fc.boolean(),
      cashReserve: fc.option(fc.nat(9_000_000), { nil: undefined }),
      sleeves,
    }),
    restriction: fc.record({ security, account: maybe(fc.constant('acc')), reason: words, expires: maybe(day) }),
    need: fc.record({
      amount: fc.integer({ min: 1, max: 9_000_000 }),
      due: day,
      note: fc.oneof(fc.constant(''), words),
      flow: fc.constantFrom('deposit', undefined),
    }),
    relation: fc.record({ author: words, date: day, reason: words, correlation: maybe(fc.integer({ min: -100, max: 100 })) }),
    profile: fc.record({
      short: fc.nat(1_000_000),
      other: dollars,
      rate: fc.integer({ min: 0, max: 133_000 }),
      line13: fc.option(fc.nat(90_000_000), { nil: undefined }),
    }),
  })
  .map(bookOf)

// the arbitraries make plain text where the models carry brands; one cast at the door keeps them readable
// biome-ignore lint/suspicious/noExplicitAny: as said above
function bookOf(drawn: any): BookFacts {
  const { settings: firm, limits, household, person, names, line: target, account, restriction, need, relation, profile } = drawn
  const { sleeves: parts, cashReserve, ...plain } = account
  const { flow, ...cash } = need
  const { model, ...named } = household
  const rates = { stateShortRate: profile.rate / 1e6, stateLongRate: 0.05 }
  const amounts = {
    ordinaryIncome: 1,
    qualifiedDividends: 2,
    magi: 3,
    otherInvestmentIncome: 4,
    carryforwardShort: profile.short,
    carryforwardLong: 0,
  }
  return {
    households: [{ ...named, ...(model === null ? {} : { model }) }],
    people: [person],
    securities: symbols.map((symbol, at) => {
      const [name, assetClass, expenseRatio] = names[at]
      const unknown = { cusip: null, sector: null, industry: null, country: null, capClass: null }
      return { id: securityId(symbol), symbol, name, kind: 'etf', assetClass, expenseRatio, ...unknown }
    }),
    models: [{ id: 'model-a', name: 'Model', targets: [target] }],
    accounts: [
      {
        ...plain,
        id: 'acc',
        household: 'home',
        custodian: 'schwab',
        mode: 'tradable',
        defaultMethod: 'FIFO',
        model: null,
        coverageFrom: null,
        coverageTo: null,
        cash: null,
        cashAsOf: null,
        ...(cashReserve === undefined ? {} : { cashReserve }),
        ...(parts === undefined ? {} : { sleeves: parts }),
      },
    ],
    relations: [{ ...relation, id: 'relation-substitute-VTI-BND', kind: 'substitute', a: securityId('VTI'), b: securityId('BND') }],
    restrictions: [{ ...restriction, id: 'bar', household: 'home', kind: 'never-sell' }],
    settings: { settings: firm, limits: new Map([['home', limits]]) },
    cashNeeds: [{ ...cash, id: 'need', household: 'home', account: null, ...(flow === undefined ? {} : { flow }) }],
    taxProfiles: [
      {
        ...amounts,
        ...rates,
        household: 'home',
        year: 2026,
        filingStatus: 'mfj',
        state: 'CA',
        otherShort: profile.other,
        otherLong: 0,
        author: 'M. Reyes',
        asOf: '2026-10-15',
        ...(profile.line13 === undefined ? {} : { line13: profile.line13 }),
      },
    ],
  } as unknown as BookFacts
}

test('what goes out comes back', () => {
  fc.assert(
    fc.property(facts, book => {
      const { files, leftOut } = templateFiles(book)
      expect(leftOut).toEqual([])
      const read = readTemplateBook(files.map(({ table, text }) => [`${table}.csv`, text]))
      expect(read.issues).toEqual([])
      const [household] = book.households
      const { model, ...plain } = household ?? { model: null }
      expect(recordsOf(read, 'households')).toEqual([plain])
      expect(recordsOf(read, 'household-models')).toEqual(model == null ? [] : [{ household: 'home', model }])
      expect(recordsOf(read, 'people')).toEqual(book.people)
      expect(recordsOf(read, 'securities')).toEqual(book.securities)
      expect(recordsOf(read, 'models')).toEqual(book.models)
      const { sleeves: parts, cash: _cash, cashAsOf: _asOf, ...account } = book.accounts[0] ?? ({} as BookFacts['accounts'][number])
      expect(recordsOf(read, 'accounts')).toEqual([account])
      expect(recordsOf(read, 'sleeves')).toEqual(parts === undefined ? [] : [{ account: 'acc', sleeves: parts }])
      expect(recordsOf(read, 'relations')).toEqual(book.relations)
      expect(recordsOf(read, 'restrictions')).toEqual(book.restrictions)
      expect(recordsOf(read, 'cash-needs')).toEqual(book.cashNeeds)
      expect(recordsOf(read, 'tax-profiles')).toEqual(book.taxProfiles)
      const { settings: firm, limits } = book.settings
      expect(recordsOf(read, 'settings')).toEqual([
        ...(firm === null ? [] : [{ household: null, settings: firm }]),
        { household: 'home', limits: limits.get('home') },
      ])
    }),
    { numRuns: 150 },
  )
})

test('what would not come back is told: a CUSIP of a wrong check digit is blank, a security without a readable symbol is left out', () => {
  const [book] = fc.sample(facts, 1)
  const [first, second, ...others] = book?.securities ?? []
  if (book === undefined || first === undefined || second === undefined) throw new Error('no book was drawn')
  const bent = { ...book, securities: [{ ...first, cusip: '123456789' }, { ...second, symbol: 'no symbol†' }, ...others] }
  const { leftOut, files } = templateFiles(bent)
  expect(leftOut[0]).toMatch(/^Securities: VTI, cusip: .* is not a CUSIP.*\. The cell is left blank\.$/)
  expect(leftOut[1]).toMatch(/^Securities: no symbol†, symbol: .*\. The row is left out\.$/)
  expect(files.find(({ table }) => table === 'securities')).toMatchObject({ rows: symbols.length - 1 })
  const owed = { ...book, cashNeeds: book.cashNeeds.map(need => ({ ...need, note: 'roof', amount: noCents })) }
  expect(templateFiles(owed).leftOut).toEqual(['Cash needs and deposits: roof: amount must be more than zero. The row is left out.'])
  const tacit = { ...book, accounts: book.accounts.map(each => ({ ...each, deskMethod: 'HIFO' as const })) }
  expect(templateFiles(tacit).leftOut).toEqual([
    expect.stringMatching(/^The method the desk begins with of .*: the template has no column for it\.$/),
  ])
})
