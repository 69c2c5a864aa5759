/** Labels of the baselines in the picture of a trade-off: one for plans in one place, and none moved away from its square by one at the other side. */
import { expect, test } from 'vitest'
import type { Proposal } from '../../../../src/shared/model/proposal.ts'
import { placesOf } from '../../../../src/shared/present/curve-places.ts'

const frame = { width: 500, height: 160, left: 70, right: 20, top: 20, bottom: 30 }

function picture(baselines: readonly (readonly [string, number, number])[], status = 'optimal') {
  const shown = {
    curve: [],
    accounts: [{ status }],
    edit: null,
    after: { trackingError: 10_000, tax: -1_000_000 },
    baselines: baselines.map(([name, trackingError, tax]) => ({ name, figures: { trackingError, tax } })),
  } as unknown as Proposal
  return placesOf(shown, frame, 4.6)
}

const places = (baselines: readonly (readonly [string, number, number])[]) => picture(baselines).baselines

test('a label at one side of the picture does not push one at the other', () => {
  const found = places([
    ['FIFO', 1000, 10_000],
    ['do nothing', 20_000, 0],
  ])
  for (const { y, labelY } of found) expect(labelY).toBe(y)
})

test('labels at one side are pushed apart, downward', () => {
  const [high, low] = places([
    ['FIFO', 1000, 100_000],
    ['HIFO', 1200, 0],
  ])
  expect([high?.name, low?.name]).toEqual(['First lots first', 'Highest cost first'])
  expect((low?.labelY ?? 0) - (high?.labelY ?? 0)).toBeGreaterThanOrEqual(14)
})

test('two plans in one place share a label', () => {
  expect(
    places([
      ['HIFO', 1000, 0],
      ['taxmin', 1000, 0],
    ]).map(({ name }) => name),
  ).toEqual(['Highest cost first, Least tax a share'])
})

test('limits that clash leave no plan to draw', () => {
  expect(picture([['do nothing', 1000, 0]]).own).not.toBeNull()
  expect(picture([['do nothing', 1000, 0]], 'infeasible').own).toBeNull()
})

test('a long shared label goes where the picture has room for it, and lies on no neighbour', () => {
  const found = places([
    ['FIFO', 14_000, 0],
    ['HIFO', 14_000, 0],
    ['least-tax', 14_000, 0],
    ['do nothing', 16_000, 0],
  ])
  const [long] = found.filter(({ name }) => name.includes(','))
  const [short] = found.filter(({ name }) => !name.includes(','))
  if (long === undefined || short === undefined) throw new Error('two labels expected')
  expect(long.back).toBe(true)
  expect(short.back).toBe(false)
  expect(short.labelY).toBe(short.y)
})
