import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { suggestionsCsv } from '../../../../src/main/print/suggestions-csv.ts'
import { cents, noCents } from '../../../../src/shared/kernel/cents.ts'
import { civilDate } from '../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../src/shared/kernel/id.ts'
import { price } from '../../../../src/shared/kernel/price.ts'
import { noShares, shares } from '../../../../src/shared/kernel/shares.ts'
import type { Candidate, Review } from '../../../../src/shared/model/review.ts'
import { clearVerdict } from '../../../fixtures/ticket.ts'

const asOf = civilDate('2026-11-21')

function candidate(of: Partial<Candidate> = {}): Candidate {
  return {
    lot: {
      id: id('lot-1'),
      account: id('account-1'),
      security: id('VTI'),
      acquired: civilDate('2023-03-14'),
      holdingFrom: civilDate('2023-03-14'),
      shares: shares(80_000_000),
      basis: cents(2_376_800),
      washAdjustment: noCents,
      origin: 'statement',
      orderGroup: null,
      source: { import: null, line: 4 },
    },
    accountName: 'Joint',
    accountType: 'joint',
    symbol: 'VTI',
    name: 'Total Stock Market',
    term: 'long',
    longOn: civilDate('2024-03-15'),
    daysToLong: -616,
    price: price(270_100_000),
    priceAsOf: civilDate('2026-11-20'),
    value: cents(2_160_800),
    gain: cents(-216_000),
    gainPoints: -909,
    savedNow: cents(51_408),
    carried: noCents,
    cost: cents(980),
    net: cents(50_428),
    state: 'ready',
    reasons: [{ code: 'harvest/ready', what: 'Worth a ticket: saves $514', rule: 'IRC section 1211(b)', change: null }],
    wash: clearVerdict,
    washedLoss: noCents,
    substitutes: [],
    drip: false,
    ...of,
  }
}

function review(name: string, candidates: Candidate[]): Review {
  return {
    household: id('household-1'),
    name,
    asOf,
    tradeDay: asOf,
    snapshotHash: 'hash',
    engine: 'engine',
    candidates,
    lots: [],
    drift: { portfolio: null, value: noCents, rows: [], flags: [] },
    locks: [],
    worth: { value: noCents, priced: 0, positions: 0 },
    coverage: { needsFrom: asOf, needsTo: asOf, from: null, to: null, accounts: 0, covered: 0, missing: [] },
    turningLong: [],
    realized: {
      year: 2026,
      short: noCents,
      long: noCents,
      disallowed: noCents,
      permanentlyDisallowed: noCents,
      carryforwardShort: noCents,
      carryforwardLong: noCents,
      source: '',
    },
    quality: [],
    totals: { ready: 0, lossShort: noCents, lossLong: noCents, savedNow: null, carried: null, cost: noCents, net: null },
    pricesAsOf: null,
    cashNeeded: noCents,
  }
}

function read(text: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data
}

test('one row a candidate of every household, with verdict and reasons', () => {
  const blocked = candidate({
    state: 'blocked',
    reasons: [
      { code: 'wash/ira', what: 'Dana’s Roth bought 40 sh', rule: 'Rev. Rul. 2008-5', change: 'Wait until Dec 10, 2026' },
      { code: 'restriction', what: 'Never sell: family stock', rule: null, change: null },
    ],
  })
  const rows = read(suggestionsCsv([review('Alvarez-Kim', [candidate(), blocked]), review('=Berg', [candidate()])]))
  expect(rows.map(row => [row.household, row.verdict])).toEqual([
    ['Alvarez-Kim', 'ready'],
    ['Alvarez-Kim', 'blocked'],
    ["'=Berg", 'ready'],
  ])
  expect(rows[0]).toMatchObject({
    shares: '80',
    basis: '23768.00',
    gain: '-2160.00',
    gain_pct: '-9.09',
    est_saved_now: '514.08',
    est_net: '504.28',
    long_on: '2024-03-15',
  })
  expect(rows[1]).toMatchObject({
    reason_codes: 'wash/ira | restriction',
    reasons: 'Dana’s Roth bought 40 sh | Never sell: family stock',
    rules: 'Rev. Rul. 2008-5',
    what_would_change_it: 'Wait until Dec 10, 2026',
  })
})

test('unknown figures are empty, never zero', () => {
  const base = candidate()
  const unknown = candidate({
    lot: { ...base.lot, acquired: null, holdingFrom: null, basis: null },
    term: null,
    longOn: null,
    daysToLong: null,
    price: null,
    priceAsOf: null,
    value: null,
    gain: null,
    gainPoints: null,
    savedNow: null,
    carried: null,
    cost: null,
    net: null,
    state: 'not-harvestable',
    wash: { ...clearVerdict, state: 'not-evaluated', clearOn: null, washedShares: noShares },
  })
  const [row] = read(suggestionsCsv([review('A', [unknown])]))
  const empty = [
    'acquired',
    'term',
    'long_on',
    'days_to_long',
    'basis',
    'price',
    'value',
    'gain',
    'gain_pct',
    'est_saved_now',
    'est_net',
    'clear_on',
  ]
  expect(empty.map(column => row?.[column])).toEqual(empty.map(() => ''))
})

test('substitutes that are barred are not offered', () => {
  const offer = { security: id<'security'>('s'), name: '', correlation: 99, expenseDifference: 0, reason: '' }
  const lot = candidate({
    substitutes: [
      { ...offer, symbol: 'SCHB', barred: 'identical' },
      { ...offer, symbol: 'ITOT', barred: null },
      { ...offer, symbol: 'VTHR', barred: null },
    ],
  })
  expect(read(suggestionsCsv([review('A', [lot])]))[0]?.substitutes).toBe('ITOT | VTHR')
})
