import { expect, test } from 'vitest'
import {
  type DraftLine,
  draftOf,
  missingIn,
  moved,
  newLine,
  newMember,
  ofKind,
  targetsOf,
} from '../../../../src/renderer/workspaces/household/model/draft.ts'
import { id } from '../../../../src/shared/kernel/id.ts'
import type { ModelLine } from '../../../../src/shared/model/model-line.ts'

const line = (symbol: string, weight: number | null | undefined, band: number | null | undefined = 300): DraftLine => ({
  ...newLine(0),
  security: id<'security'>(symbol),
  weight,
  band,
})

test('a model needs a name and a security on every line; what does not add up is the desk’s to say', () => {
  expect(missingIn('Growth', [line('VTI', 6000), line('BND', 4000)])).toEqual([])
  expect(missingIn(' ', [line('VTI', 9999)])).toEqual(['a name'])
  expect(missingIn('Growth', [{ ...line('VTI', 10_000), security: null }])).toEqual(['a security on every line'])
})

test('a weight or band that is no number, or negative, is missing', () => {
  expect(missingIn('Growth', [line('VTI', 10_000), line('BND', undefined)])).toEqual(['a weight on every line'])
  expect(missingIn('Growth', [line('VTI', 12_000), line('BND', -2000)])).toEqual(['a weight on every line'])
  expect(missingIn('Growth', [line('VTI', 10_000, null)])).toEqual(['a band on every line'])
})

test('a line of members needs each of them and where it is bought, a class its class, a mapped holding its reason', () => {
  const members: DraftLine = {
    ...line('VTI', 10_000),
    kind: 'members',
    members: [newMember(0), { ...newMember(1, id('BND')), taxTypes: [] }],
  }
  expect(missingIn('Growth', [members])).toEqual(['a security for every member', 'an account type for every member'])
  const wide: DraftLine = {
    ...members,
    kind: 'sector',
    members: [newMember(0, id('VTI'))],
    mapped: [{ key: 0, security: id('XOM'), reason: ' ' }],
  }
  expect(missingIn('Growth', [wide])).toEqual([
    'a class, sector or factor on every line that counts one',
    'a security and a reason for every mapped holding',
  ])
})

test('a model comes out of the editor as it went in, plain lines with nothing added', () => {
  const targets: ModelLine[] = [
    { security: id('VTI'), weight: 5000, band: 300 },
    {
      security: id('VTEB'),
      weight: 3000,
      band: 200,
      name: 'Bonds',
      members: [
        { security: id('VTEB'), role: 'equivalent', taxTypes: ['taxable'] },
        { security: id('BND'), role: 'substitute', taxTypes: ['deferred', 'free'] },
      ],
      mapped: [{ security: id('AGG'), reason: 'gift' }],
    },
    {
      security: id('XLK'),
      weight: 2000,
      band: 100,
      counts: { kind: 'sector', of: 'Technology' },
      members: [{ security: id('XLK'), role: 'equivalent', taxTypes: ['taxable', 'deferred', 'free'] }],
    },
  ]
  expect(targetsOf(targets.map(draftOf))).toEqual(targets)
  expect(Object.keys(targetsOf(targets.map(draftOf))?.[0] ?? {})).toEqual(['security', 'weight', 'band'])
})

test('a security turned into a list begins with itself, and back again it is that security', () => {
  const list = ofKind(line('VTI', 10_000), 'members')
  expect(list.members.map(({ security, role, taxTypes }) => [security, role, taxTypes])).toEqual([
    ['VTI', 'equivalent', ['taxable', 'deferred', 'free']],
  ])
  expect(targetsOf([ofKind({ ...list, security: null }, 'security')])).toEqual([{ security: 'VTI', weight: 10_000, band: 300 }])
})

test('a row moves by one place and no further than the end', () => {
  const list = [{ key: 1 }, { key: 2 }, { key: 3 }]
  expect(moved(list, 3, -1).map(({ key }) => key)).toEqual([1, 3, 2])
  expect(moved(list, 3, 1)).toBe(list)
})
