/**
 * Form 8949 by box: rows with columns (a) to (h), and where a box takes none of the form because every basis was reported and nothing is adjusted, the line
 * of Schedule D that takes its totals (1a, 8a). Totals are of exact cents; whole dollars, where chosen, are for all amounts and rounded last, half up.
 * Sources: instructions to Form 8949; instructions to Schedule D, "Rounding Off", lines 1a and 8a (RULES 11.1 to 11.7).
 */
import { type Cents, cents, sumCents } from '../../../shared/kernel/cents.ts'
import {
  type Box,
  boxes,
  type Form8949Box,
  type Form8949Line,
  type FormAmounts,
  type FormChoices,
  type YearRow,
} from '../../../shared/model/tax-year.ts'
import { date, shareCount } from '../../../shared/present/format.ts'
import { type Form8949Row, gainOfRow, rowWithoutForm } from '../tax/form-8949.ts'

/** A row that the form can take: box, basis and proceeds are known. */
interface Ready {
  readonly row: YearRow
  readonly box: Box
  readonly amounts: Form8949Row
}

export function formBoxes(rows: readonly YearRow[], choices: FormChoices): Form8949Box[] {
  const byBox = Map.groupBy(rows.flatMap(readyOf), ready => ready.box)
  return boxes.flatMap(box => {
    const ready = byBox.get(box)
    return ready === undefined ? [] : [boxed(box, ready, choices)]
  })
}

function readyOf(row: YearRow): Ready[] {
  if (row.box === null || row.columnE === null || row.proceeds === null) return []
  return [{ row, box: row.box, amounts: { proceeds: row.proceeds, basis: row.columnE, adjustment: row.adjustment } }]
}

/** Whether the box is short-term, and its place among reported, not reported, no Form 1099-B. */
function placeOf(box: Box): { readonly short: boolean; readonly column: 0 | 1 | 2; readonly digital: boolean } {
  const index = boxes.indexOf(box)
  return { short: index % 6 < 3, column: (index % 3) as 0 | 1 | 2, digital: index >= 6 }
}

const reporting = ['basis reported to the IRS', 'basis not reported to the IRS', 'no Form 1099-B'] as const
const withForm = { short: ['1b', '2', '3'], long: ['8b', '9', '10'] } as const

function boxed(box: Box, ready: readonly Ready[], choices: FormChoices): Form8949Box {
  const { short, column, digital } = placeOf(box)
  // only a file that speaks of every sale says that its basis was reported; a day of purchase merely suggests it
  const certain = column === 0 && ready.every(({ row }) => row.reported !== null && row.codes === '')
  const free = rowWithoutForm(
    ready.map(one => one.amounts),
    short ? 'short' : 'long',
    certain,
  )
  const lines = choices.combineLots ? combined(ready) : ready.map(one => lineOf([one]))
  const totals = sumOf(lines)
  return {
    box,
    part: short ? 'I' : 'II',
    what: `${short ? 'Short-term' : 'Long-term'}${digital ? ' digital assets' : ''}, ${digital && column === 2 ? 'no Form 1099-DA or 1099-B' : reporting[column]}`,
    line: free.line ?? withForm[short ? 'short' : 'long'][column],
    needed: free.line === null,
    lines: lines.map(line => ({ ...line, ...rounded(line, choices) })),
    totals: rounded(totals, choices),
  }
}

/** Exact, whatever the rows are rounded to. */
export function exactTotals(boxed: readonly YearRow[]): FormAmounts {
  const ready = boxed.flatMap(readyOf)
  return sumOf(ready.map(({ amounts }) => ({ ...amounts, gain: gainOfRow(amounts) })))
}

function sumOf(lines: readonly FormAmounts[]): FormAmounts {
  return {
    proceeds: sumCents(lines.map(line => line.proceeds)),
    basis: sumCents(lines.map(line => line.basis)),
    adjustment: sumCents(lines.map(line => line.adjustment)),
    gain: sumCents(lines.map(line => line.gain)),
  }
}

/** Lots of one sale on one line, where account, codes and the word in column (b) agree; short and long never meet, because the box divides them. */
function combined(ready: readonly Ready[]): Form8949Line[] {
  const groups = Map.groupBy(ready, ({ row }) =>
    [row.account, row.security, row.sold, row.sale ?? '', row.codes, row.acquiredWord ?? ''].join('\n'),
  )
  return [...groups.values()].map(lineOf)
}

function lineOf(ready: readonly Ready[]): Form8949Line {
  const [{ row: first }] = ready as readonly [Ready]
  const days = new Set(ready.map(({ row }) => row.acquired))
  const amounts = sumOf(ready.map(({ amounts: one }) => ({ ...one, gain: gainOfRow(one) })))
  const count = ready.reduce((sum, { row }) => sum + row.shares, 0)
  return {
    description: `${shareCount(count)} sh. ${first.symbol}${first.name === '' ? '' : ` ${first.name}`}`,
    acquired: first.acquiredWord ?? (days.size > 1 ? 'VARIOUS' : (first.acquired ?? 'unknown')),
    sold: first.sold,
    codes: first.codes,
    ...amounts,
    account: first.accountName,
    rows: ready.map(({ row }) => row.id),
    notes: [...new Set(ready.flatMap(({ row }) => notesOf(row)))],
  }
}

function notesOf(row: YearRow): string[] {
  const tacked = row.holdingFrom !== null && row.holdingFrom !== row.acquired
  return [
    ...(row.provisional === null ? [] : [row.provisional.why]),
    ...(row.undecidedWhy === null ? [] : [row.undecidedWhy]),
    ...(tacked ? [`held from ${date(row.holdingFrom)} for the term: the days of washed shares count (IRC §1223(3))`] : []),
    ...(row.codes.includes('B') ? ['column (e) is the basis of Form 1099-B; (g) corrects it'] : []),
    ...(row.codes.includes('T') ? ['Form 1099-B shows the other term'] : []),
    ...(row.acquired === null && row.acquiredWord === null ? ['the day of purchase is unknown: enter it before filing'] : []),
  ]
}

/** Whole dollars as cents, 50 cents and more up (away from zero). */
export function inChosenUnit(amount: Cents, { wholeDollars }: FormChoices): Cents {
  if (!wholeDollars) return amount
  const dollars = Math.floor((Math.abs(amount) + 50) / 100)
  return cents(amount < 0 ? -dollars * 100 : dollars * 100)
}

function rounded(amounts: FormAmounts, choices: FormChoices): FormAmounts {
  return {
    proceeds: inChosenUnit(amounts.proceeds, choices),
    basis: inChosenUnit(amounts.basis, choices),
    adjustment: inChosenUnit(amounts.adjustment, choices),
    gain: inChosenUnit(amounts.gain, choices),
  }
}
