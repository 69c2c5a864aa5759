/** A group is only used again for the very same events: one that differs in any one field is another event. */
import { describe, expect, test } from 'vitest'
import type { BookingEvent } from '../../../../../src/main/engine/lots/event.ts'
import { recall, remember, sameEvent } from '../../../../../src/main/engine/lots/memory.ts'

type Event<Kind extends BookingEvent['kind']> = Required<Extract<BookingEvent, { kind: Kind }>>

/** Every kind with every field filled in, and beside it the same with every field but the kind different: a new field does not compile until it is here. */
type Pairs = { readonly [Kind in BookingEvent['kind']]: readonly [Event<Kind>, Event<Kind>] }

const at = { id: 't1', account: 'joint', security: 'VTI', day: 20_000 }
const elsewhere = { id: 't2', account: 'own', security: 'ITOT', day: 20_001 }
const counter = { security: 'VOO', numerator: 2, denominator: 1, stated: false }
const other = { ...counter, numerator: 3 }

const pairs: Pairs = {
  acquire: [
    {
      ...at,
      kind: 'acquire',
      shares: 10,
      basis: 100,
      acquiredDay: 20_000,
      purchase: true,
      alwaysLong: false,
      giftValue: null,
      unvalued: true,
      orderGroup: null,
      option: { security: 'VTI', shares: 100 },
      origin: 'purchase',
      statedOn: null,
      identity: 'one',
      takenOut: 1,
    },
    {
      ...elsewhere,
      kind: 'acquire',
      shares: 11,
      basis: null,
      acquiredDay: null,
      purchase: false,
      alwaysLong: true,
      giftValue: 0,
      unvalued: undefined as never,
      orderGroup: 'g',
      option: { security: 'VTI', shares: 200 },
      origin: 'gift',
      statedOn: 20_000,
      identity: 'two',
      takenOut: 2,
    },
  ],
  dispose: [
    {
      ...at,
      kind: 'dispose',
      shares: 10,
      proceeds: 100,
      method: 'FIFO',
      averaging: 'position',
      picks: [{ lot: 't0', shares: 10 }],
      realizes: true,
      inside: { filed: null },
      untimed: true,
    },
    {
      ...elsewhere,
      kind: 'dispose',
      shares: 11,
      proceeds: null,
      method: 'HIFO',
      averaging: 'nothing',
      picks: [{ lot: 't0', shares: 9 }],
      realizes: false,
      inside: { filed: 0 },
      untimed: undefined as never,
    },
  ],
  move: [
    { ...at, kind: 'move', to: 'own', shares: 10, value: 0, parts: [{ lot: 't0', shares: 10 }] },
    { ...elsewhere, kind: 'move', to: 'ira', shares: 11, value: null, parts: [{ acquiredDay: 5, shares: 10 }] },
  ],
  split: [
    { ...at, kind: 'split', numerator: 2, denominator: 1, restatesLosses: true },
    { ...elsewhere, account: null, kind: 'split', numerator: 3, denominator: 2, restatesLosses: false },
  ],
  distribution: [
    { ...at, kind: 'distribution', amount: 10, nature: 'capital-gain' },
    { ...elsewhere, kind: 'distribution', amount: 11, nature: 'return-of-capital' },
  ],
  'sell-short': [
    { ...at, kind: 'sell-short', shares: 10, proceeds: 100 },
    { ...elsewhere, kind: 'sell-short', shares: 11, proceeds: 101 },
  ],
  exchange: [
    { ...at, kind: 'exchange', counter, cash: 0, worth: null, restatesLosses: true },
    { ...elsewhere, kind: 'exchange', counter: other, cash: 1, worth: { money: 1, shares: 1 }, restatesLosses: false },
  ],
  'taxable-exchange': [
    { ...at, kind: 'taxable-exchange', counter, cash: 0, worth: { money: 1, shares: 1 } },
    { ...elsewhere, kind: 'taxable-exchange', counter: null, cash: 1, worth: { money: 1, shares: 2 } },
  ],
  'spin-off': [
    { ...at, kind: 'spin-off', counter, allocation: { part: 1, whole: 4 } },
    { ...elsewhere, kind: 'spin-off', counter: { ...counter, stated: true }, allocation: { part: 1, whole: 5 } },
  ],
  exercise: [
    { ...at, kind: 'exercise', shares: 1, counter, cost: 0 },
    { ...elsewhere, kind: 'exercise', shares: 2, counter: other, cost: null },
  ],
}

describe.each(Object.entries(pairs))('%s', (kind, [event, changed]) => {
  const fields = Object.keys(event).filter(field => field !== 'kind')

  test.each(fields)('another %s is booked anew', field => {
    const one: BookingEvent = { ...event, [field]: (changed as unknown as Record<string, unknown>)[field] }
    expect(sameEvent(event, one)).toBe(false)
    expect(sameEvent(one, event)).toBe(false)
    remember(kind, { events: [event] })
    expect(recall(kind, [one])).toBeNull()
    expect(recall(kind, [structuredClone(event)])).not.toBeNull()
  })

  test('a field left out is another event, and nothing more or less is the same one', () => {
    for (const field of fields) {
      const { [field as never]: _, ...less } = event as object
      expect(sameEvent(event, less as BookingEvent), field).toBe(false)
    }
    expect(recall(kind, [event, event])).toBeNull()
    expect(recall('another key', [event])).toBeNull()
  })
})
