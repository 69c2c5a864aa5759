/** The last lines of a run: what was left out, by name and reason; what failed, so that the end of a long log is enough; and the three numbers. */
import type { Report } from './check.ts'

/** The exit status. */
export function summary(reports: readonly Report[], notes: readonly string[] = []): number {
  const sum = (of: (report: Report) => number) => reports.reduce((total, report) => total + of(report), 0)
  const skipped = reports.flatMap(report => report.count.skipped)
  for (const name of skipped) console.log(lineOf(name))
  for (const note of notes) console.log(note)
  const failed = sum(report => report.count.failed)
  for (const report of reports) for (const words of report.count.failures ?? []) console.log(`failed: ${report.name}: ${words}`)
  console.log(`${sum(report => report.count.passed)} passed, ${failed} failed, ${skipped.length + notes.length} skipped`)
  return failed > 0 ? 1 : 0
}

/** `[electron] opens a window (skipped: no Electron binary)` reads `skipped: no Electron binary ([electron] opens a window)`. */
function lineOf(name: string): string {
  const [, test, reason] = /^(.*) \((?:skipped: )?([^()]*)\)$/.exec(name) ?? []
  return test && reason ? `skipped: ${reason} (${test})` : `skipped: ${name}`
}
