/** Large files: streamed, counted, cancellable, and read while other work goes on. */
import { expect, test } from 'vitest'
import { readFile } from '../../src/main/intake/read-file.ts'
import { lotHeader, places, stops } from './files.ts'

/** `blocks` blocks of a thousand lots each, in chunks as a disk gives them. */
function* lotFile(blocks: number): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  const row = '"06/02/2025 00:00:00","12.5","$93.34","$80.00","$1,166.75","$1,000.00","$166.75","+16.68%","Short Term",\r\n'
  for (let block = 0; block < blocks; block++) {
    const title = `"SYM${block} Lot Details for XXXX-0420 as of 05:03 PM ET, 02/11/2026"\r\n\r\n${lotHeader}\r\n`
    yield encoder.encode(
      `${title}${row.repeat(1_000)}"Total","12,500","--","--","$1,166,750.00","$1,000,000.00","$166,750.00","+16.68%","--",\r\n\r\n`,
    )
  }
}

test('a hundred thousand lots are read, tied out and counted, while timers go on', async () => {
  let ticks = 0
  let last = 0
  const timer = setInterval(() => ticks++, 1)
  const file = await readFile(lotFile(100), {
    fileName: 'lots.csv',
    checkpoint: {
      advance(done, of) {
        expect(done).toBeGreaterThan(last)
        expect(done).toBeLessThanOrEqual(of)
        last = done
      },
    },
  })
  clearInterval(timer)
  expect(stops(file)).toEqual([])
  expect([file.facts.length, file.tieOuts.length, file.rows.length, file.accounts[0]?.rows]).toEqual([100_000, 400, 2_000, 100_000])
  expect(ticks).toBeGreaterThan(20)
})

test('a stop in the middle ends the reading at once', async () => {
  let calls = 0
  const checkpoint = {
    advance() {
      if (++calls === 3) throw new Error('stopped')
    },
  }
  await expect(readFile(lotFile(20), { fileName: 'lots.csv', checkpoint })).rejects.toThrow('stopped')
  expect(calls).toBe(3)
})

test('a quotation mark that never closes costs no more than the file is long', async () => {
  const chunks = [...lotFile(20)]
  const first = Buffer.from(chunks[0] ?? [])
    .toString()
    .replace('"12.5"', '"12.5')
  const file = await readFile([Buffer.from(first), ...chunks.slice(1)], { fileName: 'lots.csv' })
  expect(places(stops(file)).some(place => /^import\/(quotes|half-file) 4$/.test(place))).toBe(true)
})
