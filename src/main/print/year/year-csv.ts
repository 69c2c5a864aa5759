/**
 * Form 8949 of a year as a file: one row a line of the form, then one row a box with its totals, then the sales the form cannot take yet. Amounts are
 * decimal dollars, dates ISO and beside them as the form writes them, unknown is empty. Columns `a` to `h` are those of the form; the rest says where a line comes from.
 */
import { type Cents, decimalFromCents } from '../../../shared/kernel/cents.ts'
import { parseCivilDate } from '../../../shared/kernel/civil-date.ts'
import { decimalFromShares } from '../../../shared/kernel/shares.ts'
import type { Form8949Box, Form8949Line, YearRow, YearView } from '../../../shared/model/tax-year.ts'
import { type Cell, type Column, type CsvOptions, columnsOf, csvText } from '../../../shared/present/csv.ts'
import { deskDate } from '../../../shared/present/format.ts'
import { requireSoundYear } from './sound-year.ts'

interface CsvRow {
  readonly kind: 'line' | 'box total' | 'not on the form yet'
  readonly view: YearView
  readonly box: Form8949Box | null
  readonly line: Form8949Line | null
  /** The sales behind the line. */
  readonly sales: readonly YearRow[]
}

const { text, number, day } = columnsOf<CsvRow>()
const money = (name: string, of: (row: CsvRow) => Cents | null | undefined): Column<CsvRow> =>
  number(name, row => {
    const amount = of(row)
    return amount === null || amount === undefined ? null : decimalFromCents(amount)
  })

/** One sale alone speaks for itself; several of a line are joined where they agree. */
function agreed(row: CsvRow, of: (sale: YearRow) => string | null): Cell {
  const said = new Set(row.sales.map(of))
  return said.size === 1 ? ([...said][0] ?? null) : null
}

function every(row: CsvRow, of: (sale: YearRow) => readonly string[]): Cell {
  return [...new Set(row.sales.flatMap(of))].join(' | ')
}

/** A date as the form has it; `VARIOUS` and `INHERITED` stand as they are. */
function onForm(cell: Cell): Cell {
  return typeof cell === 'string' && parseCivilDate(cell) !== undefined ? deskDate(cell) : cell
}

const amounts = (row: CsvRow) => row.line ?? (row.kind === 'box total' ? row.box?.totals : undefined)

const columns: readonly Column<CsvRow>[] = [
  text('row', row => row.kind),
  text('tax_year', row => String(row.view.year)),
  text('household', row => row.view.householdName),
  day('as_of', row => row.view.asOf),
  text('part', row => row.box?.part ?? null),
  text('box', row => row.box?.box ?? null),
  text('schedule_d_line', row => row.box?.line ?? null),
  text('form_8949_needed', row => (row.box === null ? null : row.box.needed ? 'yes' : 'no')),
  text(
    'a_description',
    row => row.line?.description ?? agreed(row, sale => `${decimalFromShares(sale.shares)} sh. ${sale.symbol} ${sale.name}`),
  ),
  text('b_acquired', row => row.line?.acquired ?? agreed(row, sale => sale.acquired)),
  day('c_sold', row => row.line?.sold ?? agreed(row, sale => sale.sold)),
  text('b_acquired_mm_dd_yyyy', row => onForm(row.line?.acquired ?? agreed(row, sale => sale.acquired))),
  text('c_sold_mm_dd_yyyy', row => onForm(row.line?.sold ?? agreed(row, sale => sale.sold))),
  money('d_proceeds', row => amounts(row)?.proceeds ?? (row.sales.length === 1 ? row.sales[0]?.proceeds : null)),
  money('e_basis', row => amounts(row)?.basis),
  text('f_codes', row => row.line?.codes ?? null),
  money('g_adjustment', row => amounts(row)?.adjustment),
  money('h_gain', row => amounts(row)?.gain),
  text('account', row => agreed(row, sale => sale.accountName)),
  text('symbol', row => agreed(row, sale => sale.symbol)),
  text('term', row => agreed(row, sale => sale.term)),
  day('holding_from', row => agreed(row, sale => sale.holdingFrom)),
  text('lot_id', row => every(row, sale => (sale.lot === null ? [] : [sale.lot]))),
  text('box_rule', row => agreed(row, sale => sale.boxWhy)),
  text('provisional', row => every(row, sale => (sale.provisional === null ? [] : [sale.provisional.why]))),
  text('undecided', row => every(row, sale => (sale.undecidedWhy === null ? [] : [sale.undecidedWhy]))),
  text('notes', row => row.line?.notes.join(' | ') ?? null),
  text('differs_from_custodian', row => every(row, sale => sale.differenceWhy)),
  text('source', row => every(row, sale => [sale.source])),
  text('snapshot_hash', row => row.view.snapshotHash),
  text('engine', row => row.view.engine),
]

function rowsOf(view: YearView): CsvRow[] {
  const byId = new Map(view.rows.map(row => [row.id, row]))
  const salesOf = (line: Form8949Line) => line.rows.flatMap(id => byId.get(id) ?? [])
  const onForm = new Set<string>()
  for (const box of view.boxes) for (const line of box.lines) for (const id of line.rows) onForm.add(id)
  return [
    ...view.boxes.flatMap(box => [
      ...box.lines.map((line): CsvRow => ({ kind: 'line', view, box, line, sales: salesOf(line) })),
      { kind: 'box total', view, box, line: null, sales: [] } satisfies CsvRow,
    ]),
    ...view.rows
      .filter(row => !onForm.has(row.id))
      .map((row): CsvRow => ({ kind: 'not on the form yet', view, box: null, line: null, sales: [row] })),
  ]
}

export function yearCsv(view: YearView, options: CsvOptions = {}): string {
  requireSoundYear(view)
  return csvText(columns, rowsOf(view), options)
}
