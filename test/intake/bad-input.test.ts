/** Damaged, half, foreign, binary and wrongly encoded files: always an answer with place and remedy, never an exception, never half a truth. */
import { describe, expect, test } from 'vitest'
import { readFile } from '../../src/main/intake/read-file.ts'
import {
  closedLots,
  fidelityPositions,
  history2021,
  lotDetails,
  places,
  positions2025,
  read,
  realizedLots,
  stops,
  transactions,
} from './files.ts'

const encoder = new TextEncoder()
const samples: readonly (readonly [string, string])[] = [
  ['lot details', lotDetails],
  ['positions', positions2025()],
  ['realized lots', realizedLots],
  ['Fidelity positions', fidelityPositions()],
  ['Fidelity history', history2021],
  ['Fidelity closed lots', closedLots],
  ['transactions', transactions('"03/05/2026","Buy","ACME","ACME CORP","10","$40.00","","-$400.00"')],
]

describe('a file that cannot be read at all', () => {
  test.each<[string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(), 'import/empty 0'],
    ['a workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2), 'import/not-text 0'],
    ['a sign-in page', encoder.encode('<!doctype html><title>Sign in</title>'), 'import/web-page 0'],
    ['a header nobody knows', encoder.encode('alpha,beta\n1,2\n'), 'import/layout-unknown 1 alpha'],
    ['one word', encoder.encode('hello'), 'import/layout-unknown 1 hello'],
    [
      'semicolons',
      encoder.encode(transactions('"03/05/2026","Buy","ACME","ACME CORP","10","$40.00","","-$400.00"').replaceAll('","', '";"')),
      'import/separator 0',
    ],
  ])('%s', async (_, bytes, issue) => {
    const file = await read(bytes)
    expect(places(stops(file))).toEqual([issue])
    expect(stops(file)[0]?.remedy).not.toBe('')
  })

  test('the mapper is offered for an unknown header, with a guess', async () => {
    const [issue] = stops(await read('Ticker,Shares,Date Acquired,Cost\nVTI,1,2024-01-02,5\n'))
    expect(issue?.remedy).toContain('it looks like lots: symbol = "Ticker"')
  })

  test('a file beyond the cap is not even gathered', async () => {
    let given = 0
    const endless = {
      *[Symbol.iterator]() {
        for (;;) yield new Uint8Array(16 * 1024 * 1024).fill(given++ === 0 ? 65 : 66)
      },
    }
    const file = await readFile(endless, { fileName: 'endless.csv' })
    expect(places(stops(file))).toEqual(['import/too-large 0'])
    expect(given).toBeLessThan(20)
  })
})

describe.each(samples)('%s', (_, text) => {
  const bytes = encoder.encode(text)

  test('reads from chunks of any size as from one', async () => {
    const whole = await read(bytes)
    for (const size of [1, 7, 64]) {
      const chunks = {
        *[Symbol.iterator]() {
          for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
        },
      }
      expect(await readFile(chunks, { fileName: 'file.csv' })).toEqual(whole)
    }
  })

  test('reads the same with other line ends, a mark in front, or tabs', async () => {
    const { facts } = await read(bytes)
    for (const other of [
      text.replaceAll('\r\n', '\n'),
      text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'),
      `\ufeff${text.replace('\ufeff', '')}`,
    ])
      expect((await read(other)).facts).toEqual(facts)
  })

  test('cut anywhere it never throws, and states nothing the whole did not', async () => {
    const whole = new Set((await read(bytes)).facts.map(fact => JSON.stringify({ ...fact, sequence: 0, line: 0, name: '' })))
    for (let end = 1; end < bytes.length; end += 37) {
      const file = await read(bytes.subarray(0, end))
      if (stops(file).length > 0) continue
      const lastLine = new TextDecoder().decode(bytes.subarray(0, end)).split(/\r\n|\n/).length
      for (const fact of file.facts) {
        if (fact.line < lastLine && fact.fact !== 'cash')
          expect(whole).toContain(JSON.stringify({ ...fact, sequence: 0, line: 0, name: '' }))
      }
    }
  })

  test('with one byte changed anywhere it never throws', async () => {
    for (let at = 0; at < bytes.length; at += 11) {
      for (const byte of [0, 0x22, 0x2c, 0x39, 0x80, 0xff]) {
        const damaged = Uint8Array.from(bytes)
        damaged[at] = byte
        const file = await read(damaged)
        expect(file.sha256).toHaveLength(64)
      }
    }
  })
})

test('an unclosed quotation mark is found in its row', async () => {
  const file = await read(transactions('"03/05/2026","Bank Interest","","INT","","","","$1.00"', '"03/04/2026","Bank Interest","","INT'))
  expect(places(stops(file))).toContain('import/half-file 3')
})

test('a formula in a cell stays text', async () => {
  const file = await read(
    transactions('"03/05/2026","Cash Dividend","ACME","=HYPERLINK(""http://x"",""y"")","","","","$1.00"'),
    'Individual_XXX178_Transactions_20260309-115444.csv',
  )
  expect(file.facts[0]?.name).toBe('=HYPERLINK("http://x","y")')
})

test('embedded newlines keep the lines right', async () => {
  const file = await read(
    transactions(
      '"03/05/2026","Cash Dividend","ACME","ACME\nCORP\nINC","","","","$1.00"',
      '"03/04/2026","Frobnicate","ACME","ACME","","","",""',
    ),
  )
  expect(file.facts[0]?.line).toBe(2)
  expect(places(stops(file))).toEqual(['import/unknown-action 5 Action'])
})

test('a header without rows is refused', async () => {
  expect(places(stops(await read(transactions())))).toEqual(['import/no-rows 0'])
})

test('the checkpoint may stop the reading', async () => {
  const stopped = new Error('stopped')
  const checkpoint = {
    advance() {
      throw stopped
    },
  }
  await expect(read(lotDetails, 'file.csv', { checkpoint })).rejects.toBe(stopped)
})

test('a thousand issues are counted, the first hundreds listed, and the import still blocked', async () => {
  const file = await read(transactions(...Array.from({ length: 1_200 }, () => '"03/05/2026","Frobnicate","ACME","ACME","","","",""')))
  expect(stops(file)).toHaveLength(501)
  expect(stops(file).find(issue => issue.code === 'import/more-issues')?.what).toContain('700 more issues')
})

test('a long file is previewed in part and read in full', async () => {
  const rows = Array.from(
    { length: 6_000 },
    (_, at) => `"03/05/2026","${at === 5_500 ? 'Frobnicate' : 'Bank Interest'}","","INT ${at}","","","","$1.00"`,
  )
  const file = await read(transactions(...rows))
  expect(file.facts).toHaveLength(5_999)
  expect(file.rows).toHaveLength(2_001)
  expect(file.rows.at(-1)).toMatchObject({ line: 5_502, reading: 'unread' })
  expect(file.issues.some(issue => issue.code === 'import/preview-capped')).toBe(true)
})
