/** A million rows of open lots, from bytes to checked facts, against papaparse alone on the same text. */
import Papa from 'papaparse'
import { readFile } from '../src/main/intake/read-file.ts'
import { generateLotFile } from '../test/fixtures/lot-file-generator.ts'
import { type Bench, inTurn } from './bench.ts'

const rows = 1_000_000

export const importBench: Bench = {
  name: 'import',
  title: 'Import',
  async run() {
    const bytes = Buffer.from([...generateLotFile(rows)].join(''))
    const text = bytes.toString('utf8')
    let facts = 0
    let records = 0
    const times = await inTurn(
      3,
      async () => {
        const file = await readFile(bytes, { fileName: 'lots.csv', mapping: null })
        facts = file.facts.length
        if (file.issues.some(issue => issue.weight === 'stop')) throw new Error(file.issues[0]?.what)
      },
      () => {
        records = 0
        // its types allow pieces of a text only on a worker, its code everywhere
        const chunk = (result: Papa.ParseResult<string[]>) => {
          records += result.data.length
        }
        const inPieces: Papa.ParseConfig<string[]> = { chunk } as Papa.ParseConfig<string[]>
        Papa.parse<string[]>(text, inPieces as Papa.ParseConfig<string[]> & { worker?: false })
      },
    )
    if (facts !== rows || records < rows) throw new Error(`${facts} facts of ${records} records`)
    return [
      {
        subject: { what: '1,000,000 lot rows (61 MB) to checked facts', ms: times.subject },
        peer: { what: 'papaparse alone, in pieces', ms: times.peer },
        goal: '≤ 4x',
        limit: 4,
        note: 'Decoding, hashing, recognition, checks of every cell and facts included; writing into the book is not.',
      },
    ]
  },
}
