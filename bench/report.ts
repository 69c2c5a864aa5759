/** BENCHMARKS.md from results: medians, spread, ratio, goal, whether it was met, on what machine. */
import { cpus, totalmem } from 'node:os'
import { type Bench, type BenchResult, held, median, score } from './bench.ts'

export interface Section {
  readonly bench: Pick<Bench, 'name' | 'title'>
  readonly results: readonly BenchResult[]
}

export function report(sections: readonly Section[], day: string): string {
  const lines = [
    '# Benchmarks',
    '',
    `Measured on ${day} by \`npm run bench\`: Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB.`,
    'Each subject and its peer run in turn in the same process; figures are medians in milliseconds with the fastest and slowest round behind them.',
    'The machine is shared and noisy: read the ratios, not the milliseconds.',
  ]
  for (const section of sections) {
    lines.push(
      '',
      `## ${section.bench.title}`,
      '',
      '| subject | ms | peer | ms | ratio | goal | met |',
      '|---|---|---|---|---|---|---|',
      ...section.results.map(row),
    )
    const notes = section.results.filter(result => result.note !== '').map(result => `- ${result.subject.what}: ${result.note}`)
    if (notes.length > 0) lines.push('', ...notes)
  }
  return `${lines.join('\n')}\n`
}

function row(result: BenchResult): string {
  const { subject, peer } = result
  const ratio = peer === null ? '' : `${score(result).toFixed(2)}x`
  return `| ${subject.what} | ${figures(subject.ms)} | ${peer?.what ?? ''} | ${peer === null ? '' : figures(peer.ms)} | ${ratio} | ${result.goal} | ${held(result) ? 'yes' : 'no'} |`
}

function figures(ms: readonly number[]): string {
  const show = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2))
  return `${show(median(ms))} (${show(Math.min(...ms))}–${show(Math.max(...ms))})`
}
