/**
 * Issues as they are found, bounded: a file with a million bad rows answers with the first few hundred and a count. The count keeps the weight,
 * so that a bounded list still blocks commit. Codes are stable; the sentences may change.
 */
import type { ImportIssue } from '../../shared/model/import-batch.ts'

export type Weight = ImportIssue['weight']

const longest = 500

export class Issues {
  readonly #found: ImportIssue[] = []
  readonly #counts: Record<Weight, number> = { note: 0, warning: 0, stop: 0 }

  get count(): number {
    return this.#counts.note + this.#counts.warning + this.#counts.stop
  }

  add(weight: Weight, code: string, line: number, column: string, what: string, remedy: string): void {
    this.#counts[weight]++
    if (this.#counts[weight] <= longest) this.#found.push({ weight, code: `import/${code}`, line, column, what, remedy })
  }

  stop(code: string, line: number, column: string, what: string, remedy: string): void {
    this.add('stop', code, line, column, what, remedy)
  }

  warn(code: string, line: number, column: string, what: string, remedy: string): void {
    this.add('warning', code, line, column, what, remedy)
  }

  note(code: string, line: number, column: string, what: string, remedy = ''): void {
    this.add('note', code, line, column, what, remedy)
  }

  /** In the order of the file, with a count for what was left off. */
  all(): ImportIssue[] {
    const listed = this.#found.toSorted((a, b) => a.line - b.line)
    for (const weight of ['stop', 'warning', 'note'] as const) {
      const more = this.#counts[weight] - longest
      if (more > 0) {
        listed.push({
          weight,
          code: 'import/more-issues',
          line: 0,
          column: '',
          what: `${more.toLocaleString('en-US')} more ${weight === 'stop' ? 'issues that block the import' : `${weight}s`} are not listed`,
          remedy: 'Mend the ones listed and read the file again.',
        })
      }
    }
    return listed
  }
}
