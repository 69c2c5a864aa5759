/**
 * `npm run bench [NAME…]`: runs the benches and writes their sections of BENCHMARKS.md; without names those that are quick, with names those named. Sections that were
 * not measured stay as they stand, with their own day.
 * Exit status is 0 whatever the figures: a slow hour on a shared machine is no defect. Goals that were missed are said in the file.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { benches } from './benches.ts'
import { report, type Section, sectionText } from './report.ts'

const names = process.argv.slice(2)
const unknown = names.filter(name => !benches.some(bench => bench.name === name))
if (unknown.length > 0) {
  process.stderr.write(`no bench ${unknown.join(', ')}; there are ${benches.map(bench => bench.name).join(', ')}\n`)
  process.exit(2)
}

const sections: Section[] = []
for (const bench of benches.filter((candidate: Bench) =>
  names.length === 0 ? candidate.onRequest !== true : names.includes(candidate.name),
)) {
  process.stderr.write(`${bench.name} … `)
  const found = await bench.run()
  sections.push({ bench, ...('results' in found ? found : { results: found, tables: [] }) })
  process.stderr.write('done\n')
}
const day = new Intl.DateTimeFormat('en-CA').format(new Date())
const file = join(import.meta.dirname, '../BENCHMARKS.md')
const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
writeFileSync(file, report(benches, sections, before, day))
process.stdout.write(`${sections.map(section => sectionText(section, day)).join('\n\n')}\n`)
