/**
 * What must hold before a tax year becomes paper or a file: every known sale stands on the form once, the rows add up to their box, the boxes to
 * Schedule D, and the sales to the totals. A year that fails is a bug of whoever worked it out and must not reach a CPA: this throws. Whole dollars
 * are rounded one by one, so sums of them may be off by half a dollar a row.
 */
import type { Cents } from '../../../shared/kernel/cents.ts'
import type { YearView } from '../../../shared/model/tax-year.ts'

export function requireSoundYear(view: YearView): void {
  const whole = isWhole(view)
  const seen = new Set<string>()
  for (const box of view.boxes) {
    for (const key of ['proceeds', 'basis', 'adjustment', 'gain'] as const)
      close(`box ${box.box}, ${key}`, sum(box.lines.map(line => line[key])), box.totals[key], whole ? box.lines.length : 0)
    for (const line of box.lines) {
      close(`box ${box.box}, ${line.description}`, line.proceeds - line.basis + line.adjustment, line.gain, whole ? 4 : 0)
      for (const id of line.rows) {
        if (seen.has(id)) throw new RangeError(`sale ${id} stands on the form twice`)
        seen.add(id)
      }
    }
  }
  const missing = view.rows.find(row => row.recognized !== null && row.term !== null && !seen.has(row.id))
  if (missing !== undefined) throw new RangeError(`sale ${missing.id} is on no line of the form`)
  const known = view.rows.filter(row => row.recognized !== null && row.term !== null)
  const of = (term: 'short' | 'long') => sum(known.filter(row => row.term === term).map(row => row.recognized ?? 0))
  close('short-term total', of('short'), view.totals.taxpayer.short, 0)
  close('long-term total', of('long'), view.totals.taxpayer.long, 0)
  const gains = view.boxes.reduce((total, box) => total + box.totals.gain, 0)
  close('all boxes', gains, view.totals.taxpayer.short + view.totals.taxpayer.long, whole ? view.boxes.length : 0)
  const onSchedule = view.schedule.filter(line => line.proceeds !== null).map(line => line.amount ?? 0)
  close('sales on Schedule D', sum(onSchedule), gains, whole ? 16 : 0)
}

function isWhole(view: YearView): boolean {
  return (
    view.boxes.length > 0 &&
    view.boxes.every(box => [box.totals, ...box.lines].every(one => one.gain % 100 === 0 && one.proceeds % 100 === 0))
  )
}

function sum(amounts: readonly (Cents | number)[]): number {
  return amounts.reduce<number>((total, amount) => total + amount, 0)
}

/** `slack`: how many amounts were rounded to whole dollars. */
function close(what: string, found: number, stated: number, slack: number): void {
  if (Math.abs(found - stated) > slack * 50) throw new RangeError(`${what}: rows give ${found}, the sum says ${stated}`)
}
