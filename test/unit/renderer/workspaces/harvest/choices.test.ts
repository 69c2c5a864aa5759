import { describe, expect, test } from 'vitest'
import { runReview } from '../../../../../src/main/engine/review.ts'
import {
  afterTicking,
  type Choices,
  canChoose,
  freeSubstitute,
  takenShares,
  withLot,
  withoutLot,
  withSale,
} from '../../../../../src/renderer/workspaces/harvest/choices.ts'
import { identicalGroups } from '../../../../../src/renderer/workspaces/harvest/identical.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { Candidate } from '../../../../../src/shared/model/review.ts'
import { bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'

const book = bookOf('2026-11-20')
  .account('joint')
  .security('VTI', '270.00')
  .security('VXUS', '60.00')
  .security('ITOT', '120.00')
  .lot('joint', 'VTI', '2023-03-14', '80', '30000.00')
  .lot('joint', 'VTI', '2024-03-14', '20', '7000.00')
  .lot('joint', 'VXUS', '2024-01-10', '100', '9000.00')
const { candidates } = runReview(book.snapshot(), 'hash')
const [first, second, other] = ['VTI 2023', 'VTI 2024', 'VXUS 2024'].map(wanted => {
  const [symbol, year] = wanted.split(' ')
  return candidates.find(one => one.symbol === symbol && one.lot.acquired?.startsWith(year as string)) as Candidate
}) as [Candidate, Candidate, Candidate]
const alone = identicalGroups([])
const none: Choices = []

describe('the basket as the screens change it', () => {
  test('lots of one holding make one sale, whole lots as they are held', () => {
    const choices = withLot(withLot(none, first, alone), second, alone)
    expect(choices).toHaveLength(1)
    expect(choices[0]).toMatchObject({
      account: 'joint',
      security: 'VTI',
      method: 'SPECID',
      override: '',
      picks: [
        { lot: first.lot.id, shares: sharesOf('80') },
        { lot: second.lot.id, shares: sharesOf('20') },
      ],
    })
  })

  test('taking the last lot out takes its sale out; the other sale stays', () => {
    const choices = withLot(withLot(none, first, alone), other, alone)
    expect(withoutLot(choices, first.lot.id).map(choice => choice.security)).toEqual(['VXUS'])
  })

  test('lots chosen elsewhere keep the replacement and the reason; no lots mean no sale', () => {
    const choices = withLot(none, first, alone).map(choice => ({
      ...choice,
      replacement: id<'security'>('ITOT'),
      override: 'client knows',
    }))
    const sale = { account: first.lot.account, security: first.lot.security, method: 'HIFO' as const }
    const picks = [{ lot: second.lot.id, shares: sharesOf('7') }]
    expect(withSale(choices, { ...sale, picks }, null)).toEqual([
      { account: 'joint', security: 'VTI', method: 'HIFO', picks, replacement: 'ITOT', override: 'client knows' },
    ])
    expect(withSale(choices, { ...sale, picks: [] }, null)).toEqual([])
  })

  test('shares taken are told by lot', () => {
    expect(takenShares(withLot(none, other, alone)).get(other.lot.id)).toBe(sharesOf('100'))
  })

  test('the best substitute is the first that is not barred and not sold, itself or under an identical name', () => {
    const substitute = (symbol: string, barred: string | null) => ({
      security: id<'security'>(symbol),
      symbol,
      name: symbol,
      correlation: null,
      expenseDifference: null,
      barred,
      reason: '',
    })
    const candidate = { ...first, substitutes: [substitute('SCHB', 'locked'), substitute('VXUS', null), substitute('ITOT', null)] }
    expect(freeSubstitute(none, candidate, alone)).toBe('VXUS')
    expect(freeSubstitute(withLot(none, other, alone), candidate, alone)).toBe('ITOT')
    const groups = identicalGroups([{ kind: 'identical', a: id('ITOT'), b: id('VTI') }])
    expect(freeSubstitute(withLot(none, other, alone), candidate, groups)).toBeNull()
  })
})

describe('ticking rows', () => {
  const ready = (candidate: Candidate): Candidate => ({ ...candidate, state: 'ready' })
  const rows = [ready(first), { ...second, state: 'blocked' as const }, ready(other)]

  test('one row is taken whatever its verdict: what stands in the way is said beside it', () => {
    const { choices, leftOut } = afterTicking(none, new Set([second.lot.id]), rows, alone)
    expect([choices[0]?.picks[0]?.lot, leftOut]).toEqual([second.lot.id, 0])
  })

  test('many at once take only what is ready, and say how many were left', () => {
    const { choices, leftOut } = afterTicking(none, new Set(rows.map(row => row.lot.id)), rows, alone)
    expect([...takenShares(choices).keys()]).toEqual([first.lot.id, other.lot.id])
    expect(leftOut).toBe(1)
  })

  test('a row unticked leaves, a lot that is not shown stays', () => {
    const before = withLot(withLot(none, first, alone), other, alone)
    const { choices } = afterTicking(before, new Set([other.lot.id]), [rows[2] as Candidate], alone)
    expect(choices).toEqual(before)
    expect(afterTicking(before, new Set(), [rows[2] as Candidate], alone).choices.map(choice => choice.security)).toEqual(['VTI'])
  })

  test('what cannot be ticketed cannot be ticked', () => {
    const viewOnly = { ...first, reasons: [{ code: 'account/view-only', what: '', rule: null, change: null }] }
    expect([canChoose(first), canChoose(viewOnly), canChoose({ ...first, value: null })]).toEqual([true, false, false])
  })
})

test('identical securities follow relations as far as they lead; substitutes do not count', () => {
  const groupOf = identicalGroups([
    { kind: 'same', a: id('BRK.B'), b: id('BRK/B') },
    { kind: 'identical', a: id('BRK/B'), b: id('BRKB') },
    { kind: 'substitute', a: id('BRKB'), b: id('XLF') },
  ])
  expect(groupOf(id('BRK.B'))).toBe(groupOf(id('BRKB')))
  expect(groupOf(id('XLF'))).toBe('XLF')
})
