/**
 * A loss that moves between lots of one sale, and purchases of one day whose order the records do not tell: the same figures and the same words in the columns,
 * the basket, the draft, the trail and on the timeline, and no ticket without a typed reason where more may be lost for good.
 */
import { describe, expect, test } from 'vitest'
import { priceBasket } from '../../src/main/engine/basket.ts'
import { explain } from '../../src/main/engine/explain.ts'
import { runReview } from '../../src/main/engine/review.ts'
import { compareSale } from '../../src/main/engine/sale.ts'
import { buildTicket } from '../../src/main/engine/ticket.ts'
import { tryTrade } from '../../src/main/engine/timeline/try.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { id } from '../../src/shared/kernel/id.ts'
import type { SaleChoice } from '../../src/shared/model/ticket.ts'
import type { Trace } from '../../src/shared/model/trace.ts'
import { washedParts } from '../../src/shared/present/words.ts'
import { bookOf, sharesOf } from '../fixtures/snapshot.ts'

const today = '2026-11-20'
const holding = { account: id<'account'>('joint'), security: id<'security'>('XYZ') }

/** Of one day the spouse first, then the Roth; the chain is from the lot of January into that of November 2. */
const snapshot = bookOf(today)
  .account('joint', { type: 'joint' })
  .account('sams')
  .account('roth', { type: 'roth-ira' })
  .security('XYZ', '50')
  .buy('joint', 'XYZ', '2025-01-02', '100', '6000')
  .buy('joint', 'XYZ', '2026-11-02', '100', '10000')
  .buy('sams', 'XYZ', '2026-11-10', '60', '3000')
  .buy('roth', 'XYZ', '2026-11-10', '60', '3000')
  .snapshot()

const picks = ['e1', 'e2'].map(lot => ({ lot: id<'lot'>(lot), shares: sharesOf('100') }))
const choice = (override = ''): SaleChoice => ({ ...holding, method: 'FIFO', picks, replacement: null, override })
const chainWords =
  'Lots sold together replace each other: $1,000.00 of the loss of the lot of Jan 2, 2025 moves into the lot of Nov 2, 2026.'
const orderWords =
  'roth and sams bought on Nov 10, 2026, and the records do not say who bought first: in another order $3,600.00 of this loss would be lost for good, not $2,400.00'

function answerOf<Value>(
  outcome: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: { readonly what: string } },
): Value {
  if (!outcome.ok) throw new Error(outcome.refusal.what)
  return outcome.value
}

function drafted(issuing: boolean, override = '') {
  const header = {
    id: id<'ticket'>('T-1'),
    preparedAt: '2026-11-20T15:00:00.000Z',
    engine: '1.0',
    reason: '',
    discretionary: false,
    solicited: true,
  }
  return buildTicket(snapshot, 'hash', [choice(override)], { ...header, issuing, recommendedBy: 'R', placedBy: 'P' })
}

describe('one sale of two lots that chain', () => {
  test('column, basket and timeline show the rows as they will be booked, once', () => {
    const figures = { passedOn: 1_000_00, permanent: 2_400_00 }
    const column = answerOf(compareSale(snapshot, null, { ...holding, shares: sharesOf('200') })).methods.find(one => one.method === 'FIFO')
    expect(column).toMatchObject({ ...figures, gainShort: 0, gainLong: -7_000_00, washed: 7_000_00, tax: 0 })
    const { basket, warnings } = answerOf(priceBasket(snapshot, null, [choice()]))
    expect(basket).toMatchObject({ ...figures, lossShort: 0, lossLong: 7_000_00, washed: 7_000_00, savedNow: 0 })
    expect(warnings.join(' ')).toContain(chainWords)
    const trial = answerOf(tryTrade(snapshot, { side: 'sell', ...holding, date: civilDate(today), lots: { take: 'all' } }))
    expect(trial).toMatchObject({ ...figures, gainLong: -7_000_00, disallowed: 7_000_00, saved: 0 })
    expect(trial.chain).toContain(chainWords)
    expect(washedParts(basket)).toBe('of it lost for good $2,400, counted again with lots sold here $1,000')
  })

  test('the trail of the gain adds up: the lots at their own basis less what they take over', () => {
    const figure = { subject: 'method', ids: ['joint', 'XYZ', 'FIFO', String(sharesOf('200'))], figure: 'gainLong' } as const
    const trace = answerOf(explain(snapshot, runReview(snapshot, 'hash'), { ...figure, ids: [...figure.ids] }, []))
    const labels: string[] = []
    const walk = (one: Trace): void => {
      labels.push(`${one.label} ${one.value}`)
      for (const input of one.inputs) walk(input)
    }
    walk(trace)
    expect(trace.value).toBe('−$7,000.00')
    expect(labels).toContain('Loss that lots sold together take over from each other −$1,000.00')
    expect(labels).toContain('Into lots of this sale, which count it again $1,000.00')
  })

  test('the ticket says it beside its lots, which stand at their own basis, and tells of the loss that stays disallowed', () => {
    const [order] = answerOf(drafted(false)).pages[0]?.orders ?? []
    expect([order?.gainShort, order?.gainLong]).toEqual([-5_000_00, -1_000_00])
    const notes = order?.notes.join('\n') ?? ''
    expect(notes).toContain(chainWords)
    expect(notes).toContain('The lots of this order stand at the basis they have before it.')
    expect(notes).toContain('Wash sale: the loss of $6,000.00 on 100 sh is disallowed, $2,400.00 of it for good')
  })
})

describe('purchases of one day', () => {
  test('the worse order is an objection of its own, said once, and needs a typed reason', () => {
    const refused = drafted(true)
    expect(refused.ok).toBe(false)
    const { warnings } = answerOf(drafted(false))
    expect(warnings.filter(warning => warning.includes(orderWords))).toEqual([
      `Cannot be issued without an override: ${orderWords}. (joint, XYZ)`,
    ])
    const issued = answerOf(drafted(true, 'The custodian’s blotter shows Sam at 9:31, the Roth at 15:02'))
    expect(issued.warnings.join('\n')).toContain(`is sold over an objection (${orderWords}.)`)
    expect(issued.pages[0]?.orders[0]?.notes.join('\n')).toContain(orderWords)
  })

  test('where the records’ order is the worst already, there is no risk to name', () => {
    const entries = snapshot.entries.map(entry =>
      entry.account === 'roth' ? { ...entry, sequence: 3 } : entry.account === 'sams' ? { ...entry, sequence: 4 } : entry,
    )
    const view = answerOf(priceBasket({ ...snapshot, entries }, null, [choice()]))
    expect(view.basket.permanent).toBe(3_600_00)
    expect(view.choices[0]?.wash.otherOrder).toBeUndefined()
  })
})
