/** Cells: what is printed reads back; a changed byte of a number is another number, an issue, or the very same number. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { centsCell, numberCell, sharesCell } from '../../src/main/intake/cells.ts'
import { dateCell } from '../../src/main/intake/dates.ts'
import { fingerprintsOf } from '../../src/main/intake/fingerprint.ts'
import { dollars, quantity } from '../../src/main/intake/words.ts'
import { dateOfDay, partsOf } from '../../src/shared/kernel/civil-date.ts'
import { read, stops, transactions } from '../intake/files.ts'

const amount = fc.integer({ min: -1e15, max: 1e15 })

test('money in every form reads back to the cent', () => {
  fc.assert(
    fc.property(amount, value => {
      const text = dollars(value as never)
      const bare = text.replaceAll(',', '')
      const size = text.replace('-', '')
      const forms = [
        text,
        bare,
        bare.replace('$', ''),
        ` ${text} `,
        ...(value < 0 ? [`(${size})`, `(${size.slice(1)})`, size.replace('$', '$-')] : [`+${text}`]),
      ]
      for (const form of forms) expect(centsCell(form)).toBe(value)
    }),
  )
})

test('shares read back to the millionth', () => {
  fc.assert(
    fc.property(amount, value => {
      expect(sharesCell(quantity(value as never))).toBe(value)
    }),
  )
})

test('days in every form read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 60_000 }), day => {
      const date = dateOfDay(day)
      const { year, month, day: of } = partsOf(date)
      const two = (value: number) => String(value).padStart(2, '0')
      for (const form of [
        date,
        `${two(month)}/${two(of)}/${year}`,
        `${month}/${of}/${year}`,
        `${two(month)}/${two(of)}/${year} 00:00:00`,
        `${year}/${two(month)}/${two(of)}`,
      ])
        expect(dateCell(form)).toBe(date)
      expect(dateCell(`${of}/${month}/${year}`, 'dmy')).toBe(date)
    }),
  )
})

/** What a person would read: the digits, with signs and marks judged apart from the reader under test. */
function plainly(text: string): number {
  const bare = text.trim().replace(/[$,+']/g, '')
  return /^\(.*\)$/.test(bare) ? -Number(bare.slice(1, -1)) : Number(bare)
}

test('one changed byte of a number never passes unseen', () => {
  const bytes = fc.integer({ min: 32, max: 126 }).map(code => String.fromCharCode(code))
  fc.assert(
    fc.property(fc.integer({ min: -1e11, max: 1e11 }), fc.nat(), bytes, (value, place, byte) => {
      const text = dollars(value as never)
      const at = place % text.length
      const changed = text.slice(0, at) + byte + text.slice(at + 1)
      const found = centsCell(changed)
      if (typeof found === 'number') expect(found).toBe(Math.round(plainly(changed) * 100) + 0)
    }),
    { numRuns: 5_000 },
  )
})

test('any text is a number, silence or unreadable, and never throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 6 }), (text, places) => {
      const found = numberCell(text, places)
      expect(found === null || found === undefined || Number.isSafeInteger(found)).toBe(true)
    }),
  )
})

const row = fc.record({
  day: fc.integer({ min: 1, max: 5 }),
  symbol: fc.constantFrom('ACME', 'BETA'),
  shares: fc.integer({ min: 1, max: 3 }),
  sold: fc.boolean(),
})
const line = ({ day, symbol, shares, sold }: { day: number; symbol: string; shares: number; sold: boolean }) =>
  `"03/0${day}/2026","${sold ? 'Sell' : 'Buy'}","${symbol}","${symbol}","${shares}","$10.00","","${sold ? '' : '-'}$${shares}0.00"`

test('the same rows in any order, or among more rows, keep their fingerprints', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), fc.array(row, { maxLength: 4 }), async (rows, more) => {
      const name = 'Individual_XXX178_Transactions_20260309-115444.csv'
      const first = await read(transactions(...rows.map(line)), name)
      expect(stops(first)).toEqual([])
      const again = await read(transactions(...[...more, ...rows].map(line).toSorted()), name)
      const known = new Set(fingerprintsOf(again.facts))
      expect(known.size).toBe(rows.length + more.length)
      for (const fingerprint of fingerprintsOf(first.facts)) expect(known).toContain(fingerprint)
    }),
    { numRuns: 60 },
  )
})
