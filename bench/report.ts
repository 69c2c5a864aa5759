/** BENCHMARKS.md from results: medians, spread, ratio, goal, whether it was met, on what machine. */
import { cpus, totalmem } from 'node:os'
import { type Bench, type BenchResult, type Findings, held, median, score, type Table } from './bench.ts'

export interface Section extends Findings {
  readonly bench: Pick<Bench, 'name' | 'title'>
}

const introduction = [
  '# Benchmarks',
  '',
  '`npm run bench` measures the sections that are quick and keeps the others as they stand; `npm run bench NAME` measures one and writes its section.',
  'Each subject and its peer run in turn in the same process; figures are medians in milliseconds with the fastest and slowest round behind them.',
  'The machine is shared and noisy: read the ratios, not the milliseconds.',
]

/** The whole document: sections measured now, sections kept from before where they were not, in the order of the benches. */
export function report(order: readonly Section['bench'][], measured: readonly Section[], before: string, day: string): string {
  const kept = new Map(
    before
      .split(/^## /m)
      .slice(1)
      .map(text => [text.slice(0, text.indexOf('\n')), `## ${text.trimEnd()}`] as const),
  )
  const sections = order.flatMap(bench => {
    const now = measured.find(section => section.bench.name === bench.name)
    const text = now ? sectionText(now, day) : kept.get(bench.title)
    return text === undefined ? [] : [text]
  })
  return `${[introduction.join('\n'), ...sections].join('\n\n')}\n`
}

export function sectionText(section: Section, day: string): string {
  const notes = section.results.filter(result => result.note !== '').map(result => `- ${result.subject.what}: ${result.note}`)
  return [
    `## ${section.bench.title}`,
    '',
    `\`npm run bench ${section.bench.name}\`, ${day}: Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB.`,
    '',
    '| subject | ms | peer | ms | ratio | goal | met |',
    '|---|---|---|---|---|---|---|',
    ...section.results.map(row),
    ...(notes.length > 0 ? ['', ...notes] : []),
    ...section.tables.flatMap(tableLines),
  ].join('\n')
}

function tableLines({ title, head, rows }: Table): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return ['', `${title}:`, '', line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)]
}

function row(result: BenchResult): string {
  const { subject, peer } = result
  const ratio = peer === null ? '' : `${ratioText(score(result))}x`
  return `| ${subject.what} | ${figures(subject.ms)} | ${peer?.what ?? ''} | ${peer === null ? '' : figures(peer.ms)} | ${ratio} | ${result.goal} | ${held(result) ? 'yes' : 'no'} |`
}

function figures(ms: readonly number[]): string {
  const show = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2))
  return `${show(median(ms))} (${show(Math.min(...ms))}–${show(Math.max(...ms))})`
}

/** Two places, or two digits where those would be nothing. */
function ratioText(ratio: number): string {
  return ratio >= 0.1 ? ratio.toFixed(2) : ratio.toPrecision(2)
}
