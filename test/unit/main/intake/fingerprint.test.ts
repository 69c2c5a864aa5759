import { expect, test } from 'vitest'
import { fingerprintsOf } from '../../../../src/main/intake/fingerprint.ts'
import { read, transactions } from '../../../intake/files.ts'

const rows = [
  '"03/05/2026","Buy","ACME","ACME CORP","10","$40.00","","-$400.00"',
  '"03/05/2026","Buy","ACME","ACME CORP","10","$40.00","","-$400.00"',
  '"03/04/2026","Sell","BETA","BETA CORP","5","$20.00","$1.00","$99.00"',
]
const fileName = 'Individual_XXX178_Transactions_20260309-115444.csv'

async function fingerprints(text: string, name = fileName) {
  return fingerprintsOf((await read(text, name)).facts)
}

test('twins in one file are kept apart', async () => {
  const found = await fingerprints(transactions(...rows))
  expect(new Set(found).size).toBe(3)
})

test('order, a longer range and a reworded description change nothing', async () => {
  const first = await fingerprints(transactions(...rows))
  const later = await fingerprints(
    transactions(
      '"03/06/2026","Sell","ACME","ACME CORP","1","$41.00","","$41.00"',
      ...rows.toReversed().map(row => row.replace('ACME CORP', 'ACME CORPORATION')),
    ),
  )
  expect(first.filter(fingerprint => !later.includes(fingerprint))).toEqual([])
})

test("the same trade in another account is another trade, and the book's account can stand for the file's", async () => {
  const here = await fingerprints(transactions(...rows))
  const there = await fingerprints(transactions(...rows), 'Individual_XXX999_Transactions_20260309-115444.csv')
  expect(here.some(fingerprint => there.includes(fingerprint))).toBe(false)
  const facts = (await read(transactions(...rows), fileName)).facts
  expect(fingerprintsOf(facts, () => 'account-7')[0]).toMatch(/^account-7\|/)
})

test('the further equal fill of a later file of the day is the one made last', async () => {
  const fill = '"03/09/2026","Sell","ACME","ACME CORP","5","$20.00","","$100.00"'
  const numbered = async (...fills: readonly string[]) => {
    const { facts } = await read(transactions(...fills), fileName)
    const known = fingerprintsOf(facts)
    return facts.map((fact, index) => [fact.fact === 'entry' && fact.sequence, known[index]?.split('|').at(-1)])
  }
  expect(await numbered(fill)).toEqual([[1, '1']])
  expect(await numbered(fill, fill)).toEqual([
    [2, '2'],
    [1, '1'],
  ])
})

test('every figure counts', async () => {
  const [first] = await fingerprints(transactions(rows[2] ?? ''))
  for (const changed of [
    '"6","$20.00","$1.00","$99.00"',
    '"5","$20.01","$1.00","$99.00"',
    '"5","$20.00","$1.01","$99.00"',
    '"5","$20.00","$1.00","$99.01"',
  ]) {
    const [other] = await fingerprints(transactions((rows[2] ?? '').replace('"5","$20.00","$1.00","$99.00"', changed)))
    expect(other).not.toBe(first)
  }
})
