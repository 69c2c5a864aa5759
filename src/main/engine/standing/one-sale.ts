/**
 * The sales of one account, security and day as the custodian's file and the ledger tell of them, each counted once. A line with a basis stands for the ledger's shares
 * it speaks of; a line without one gives way to a ledger that knows the result; what the ledger sold beyond the file's shares stays. `told` holds the
 * lines of the day by their trade date (lots/told-sales.ts).
 */
import { cents } from '../../../shared/kernel/cents.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { ToldLine } from '../lots/ledger-events.ts'
import type { RealizedRow } from '../lots/project.ts'
import { proportion } from '../lots/proportion.ts'

/** Lines that decide the figure, with the ledger's rows of the same shares. */
export interface Filed {
  readonly lines: readonly ToldLine[]
  readonly booked: readonly RealizedRow[]
}

/** Why a row of the ledger stands although a file speaks of the day. */
export type StandsFor = 'surplus' | 'no-basis'

export interface OneSale {
  readonly filed: readonly Filed[]
  readonly ledger: readonly { readonly row: RealizedRow; readonly why: StandsFor }[]
}

export function countedOnce(told: readonly ToldLine[], booked: readonly RealizedRow[]): OneSale {
  const filed: Filed[] = []
  const lots = new Set<string>()
  for (const line of told) {
    if (line.lot === null) continue
    lots.add(line.lot)
    filed.push({ lines: [line], booked: booked.filter(row => row.lot === line.lot) })
  }
  const lines = told.filter(line => line.lot === null)
  const left: Left = booked.filter(row => !lots.has(row.lot)).map(row => ({ row, open: row.shares }))
  const taken = takenBy(lines, left)
  const ledger: OneSale['ledger'][number][] = []
  const deciding = lines.filter(line => {
    const own = taken.get(line) ?? []
    const known = line.row.basis === null && total(own) === line.row.shares && own.every(row => row.gain !== null)
    if (known) for (const row of own) ledger.push({ row, why: 'no-basis' })
    return !known
  })
  if (deciding.length > 0) filed.push({ lines: deciding, booked: deciding.flatMap(line => taken.get(line) ?? []) })
  for (const { row, open } of left) if (open > 0) ledger.push({ row: cut(row, open, row.shares - open), why: 'surplus' })
  return { filed, ledger }
}

type Left = { readonly row: RealizedRow; open: number }[]

/** A line that finds its very row takes it before any other line looks for what is like it; of the others one that knows its basis chooses first. */
function takenBy(lines: readonly ToldLine[], left: Left): ReadonlyMap<ToldLine, RealizedRow[]> {
  const taken = new Map<ToldLine, RealizedRow[]>()
  const rows = Map.groupBy(left, ({ row }) => exactly(row.acquired, row.shares, row.proceeds, row.basis))
  for (const line of lines) {
    const { opened, shares: count, proceeds, basis } = line.row
    const found = basis === null ? [] : (rows.get(exactly(opened, count, proceeds, basis)) ?? [])
    const one = found.find(each => each.open > 0 && each.row.sale === line.sale) ?? found.find(each => each.open > 0)
    if (one === undefined) continue
    one.open = 0
    taken.set(line, [one.row])
  }
  const rest = lines.filter(line => !taken.has(line))
  for (const line of [...rest.filter(one => one.row.basis !== null), ...rest.filter(one => one.row.basis === null)])
    taken.set(line, take(line, left, left.length > 1))
  return taken
}

function exactly(...facts: readonly (string | number | null)[]): string {
  return facts.join(' ')
}

/** The ledger's shares that a line speaks of: of its own sale, of as many shares for as much, of its lot, of about its basis, and then in the order of the rows. */
function take({ row: line, sale }: ToldLine, left: Left, choose: boolean): RealizedRow[] {
  const likeness = ({ row }: Left[number]) =>
    Number(row.sale === sale) * 4 +
    Number(row.shares === line.shares && row.proceeds === line.proceeds) * 2 +
    Number(row.acquired !== null && row.acquired === line.opened)
  const apart = ({ row }: Left[number]) =>
    line.basis === null || row.basis === null ? 0 : Math.abs(proportion(row.basis, line.shares, row.shares) - line.basis)
  const ordered = choose ? left.toSorted((a, b) => likeness(b) - likeness(a) || apart(a) - apart(b)) : left
  const taken: RealizedRow[] = []
  let wanted: number = line.shares
  for (const one of ordered) {
    const count = Math.min(wanted, one.open)
    if (count <= 0) continue
    taken.push(cut(one.row, count, one.row.shares - one.open))
    one.open -= count
    wanted -= count
  }
  return taken
}

function total(rows: readonly RealizedRow[]): number {
  return rows.reduce((sum, row) => sum + row.shares, 0)
}

/** `count` of a row's shares after the first `before`; such parts re-add to the row. */
function cut(row: RealizedRow, count: number, before: number): RealizedRow {
  if (count === row.shares) return row
  const until = (amount: number, place: number) => proportion(amount, place, row.shares)
  const part = (amount: number) => cents(until(amount, before + count) - until(amount, before))
  const known = (amount: number | null) => (amount === null ? null : part(amount))
  const [disallowed, gain] = [part(row.disallowed), known(row.gain)]
  return {
    ...row,
    shares: shares(count) satisfies Shares,
    proceeds: known(row.proceeds),
    basis: gain === null || row.proceeds === null ? known(row.basis) : cents((known(row.proceeds) ?? 0) - gain),
    washAdjustment: part(row.washAdjustment),
    gain,
    disallowed,
    permanent: part(row.permanent),
    recognized: gain === null ? null : cents(gain + disallowed),
  }
}
