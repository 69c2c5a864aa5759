/** The timeline over the sample book: by the calls of the window, in the shapes of the contract, and never at odds with the review. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isTaxable } from '../../../../src/shared/model/book.ts'
import type { Review } from '../../../../src/shared/model/review.ts'
import { type TimelineView, type Trial, timelineViewShape, trialShape } from '../../../../src/shared/model/timeline.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'

let desk: TestDesk
const asOf = '2026-11-21'
const households = ['alvarez-kim', 'okafor', 'whitfield-tran']

beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
})
afterAll(() => desk.close())

test('every loss lot, tried on the day it trades, has the verdict, gain and tax of the review', async () => {
  let compared = 0
  for (const household of households) {
    const review = await desk.get<Review>('review.run', { household, asOf })
    for (const { lot, accountType, wash, gain, savedNow } of review.candidates) {
      if (gain === null || gain >= 0 || !isTaxable(accountType)) continue
      const lots = { take: 'lots', picks: [{ lot: lot.id, shares: lot.shares }] }
      const asked = { household, asOf, side: 'sell', account: lot.account, security: lot.security, lots, date: review.tradeDay }
      const trial = await desk.get<Trial>('timeline.try', asked)
      expect(trialShape.parse(trial)).toEqual(trial)
      expect(trial.wash, lot.id).toEqual(wash)
      expect([(trial.gainShort ?? 0) + (trial.gainLong ?? 0), trial.saved], lot.id).toEqual([gain, savedNow])
      compared += 1
    }
  }
  expect(compared).toBeGreaterThan(20)
})

test('each household has a row for each group it holds, its marks inside the days, its coverage gaps named', async () => {
  for (const household of households) {
    const view = await desk.get<TimelineView>('timeline.view', { household, asOf })
    expect(timelineViewShape.parse(view)).toEqual(view)
    expect(view.tradeDay).toBe('2026-11-23')
    const review = await desk.get<Review>('review.run', { household, asOf })
    // the chip of the top bar says the same on every screen
    expect(view.coverage).toEqual(review.coverage)
    const held = new Set(review.lots.map(lot => lot.security))
    const shown = new Set(view.rows.flatMap(row => row.members.map(member => member.security)))
    expect([...held].filter(security => !shown.has(security))).toEqual([])
    for (const mark of view.rows.flatMap(row => row.marks)) expect(mark.date >= view.from && mark.date <= view.to).toBe(true)
  }
  const employer = await desk.get<TimelineView>('timeline.view', { household: 'whitfield-tran', asOf })
  expect(employer.gaps.map(gap => gap.what)).toEqual(['No trades in the book for Employer 401(k)'])
})

test('the roof of Okafor stands on its day, and the HSA’s purchase is called an HSA’s', async () => {
  const view = await desk.get<TimelineView>('timeline.view', { household: 'okafor', asOf })
  expect(view.cashNeeds).toEqual([
    { id: 'okafor-roof', due: '2026-12-15', amount: 4_000_000, what: expect.stringContaining('Second payment for the new roof') },
  ])
  const row = view.rows.find(one => one.members.some(member => member.symbol === 'VNQ'))
  const holding = row?.holdings.find(one => isTaxable(one.accountType))
  if (holding === undefined) throw new Error('the trust holds no VNQ')
  const asked = {
    household: 'okafor',
    asOf,
    side: 'sell',
    account: holding.account,
    security: holding.security,
    lots: { take: 'losses' },
    date: '2026-11-23',
  }
  const trial = await desk.get<Trial>('timeline.try', asked)
  expect(trial.collisions.map(one => one.rule)).toEqual(['Rev. Rul. 2008-5, read for an HSA as for an IRA'])
})
