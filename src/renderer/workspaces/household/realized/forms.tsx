/** Form 8949 as it would be filled: one grid over all boxes, a table of the boxes with the line of Schedule D each goes to, and the method. */
import type { Form8949Box, Form8949Line, YearView } from '../../../../shared/model/tax-year.ts'
import { date, exactMoney } from '../../../../shared/present/format.ts'
import type { GridColumn } from '../../../grid/column.ts'
import { Grid } from '../../../grid/grid.tsx'
import { Empty } from '../../../parts/faces.tsx'

interface FormRow {
  readonly box: Form8949Box
  readonly line: Form8949Line
}

const columns: readonly GridColumn<FormRow>[] = [
  { id: 'box', head: 'Box', kind: 'text', value: row => row.box.box, width: 60 },
  { id: 'a', head: '(a) Description', kind: 'text', value: row => row.line.description, width: 220, grow: 1 },
  { id: 'b', head: '(b) Acquired', kind: 'text', value: row => acquiredWords(row.line.acquired), width: 104 },
  { id: 'c', head: '(c) Sold', kind: 'date', value: row => row.line.sold },
  { id: 'd', head: '(d) Proceeds', kind: 'exact-money', value: row => row.line.proceeds },
  { id: 'e', head: '(e) Basis', kind: 'exact-money', value: row => row.line.basis },
  { id: 'f', head: '(f)', kind: 'text', value: row => (row.line.codes === '' ? null : row.line.codes), width: 56, none: '' },
  { id: 'g', head: '(g) Adjusted', kind: 'exact-money', value: row => row.line.adjustment },
  { id: 'h', head: '(h) Gain or loss', kind: 'exact-gain', value: row => row.line.gain, width: 124 },
  { id: 'account', head: 'Account', kind: 'text', value: row => row.line.account, width: 140 },
  {
    id: 'notes',
    head: 'To read with it',
    kind: 'text',
    value: row => (row.line.notes.length === 0 ? null : row.line.notes.join('; ')),
    width: 220,
    none: '',
  },
]
/** A day as the screen says days; VARIOUS, INHERITED and unknown stay words. */
function acquiredWords(acquired: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(acquired) ? date(acquired) : acquired
}

const rowId = (row: FormRow) => `${row.box.box} ${row.line.rows[0]}`

export function Forms({ view }: { view: YearView }) {
  const rows = rowsOf(view)
  return (
    <div className="year-forms">
      <Grid
        label="Form 8949"
        columns={columns}
        rows={rows}
        rowId={rowId}
        empty={
          <Empty title={`No line of ${view.year} is ready for the form`}>
            A sale needs a known basis and term before the form can take it.
          </Empty>
        }
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className="schedule" aria-label="Boxes and method" tabIndex={0}>
        {view.boxes.length > 0 && <BoxTable boxes={view.boxes} />}
        <section className="panel" aria-label="Method">
          <h2>Method</h2>
          <ul className="method">
            {view.method.map(line => (
              <li key={line}>{line}</li>
            ))}
            <li>{view.table ? `Federal table: ${view.table.source}` : `There is no federal table for ${view.year}.`}</li>
          </ul>
        </section>
      </section>
    </div>
  )
}

const made = new WeakMap<YearView, FormRow[]>()

/** The same view gives the same rows, so that the grid keeps its place. */
function rowsOf(view: YearView): readonly FormRow[] {
  const known = made.get(view)
  if (known) return known
  const rows = view.boxes.flatMap(box => box.lines.map(line => ({ box, line })))
  made.set(view, rows)
  return rows
}

function BoxTable({ boxes }: { boxes: readonly Form8949Box[] }) {
  return (
    <table className="form-table">
      <caption>Boxes and where their totals go</caption>
      <thead>
        <tr>
          <th scope="col">Box</th>
          <th scope="col">What</th>
          <th scope="col">Line</th>
          <th scope="col">(d)</th>
          <th scope="col">(e)</th>
          <th scope="col">(g)</th>
          <th scope="col">(h)</th>
        </tr>
      </thead>
      <tbody>
        {boxes.map(box => (
          <tr key={box.box}>
            <td className="form-line">{box.box}</td>
            <th scope="row">
              {box.what}
              {!box.needed && <span className="grey small"> no Form 8949 needed</span>}
            </th>
            <td>{box.line}</td>
            <td>{exactMoney(box.totals.proceeds)}</td>
            <td>{exactMoney(box.totals.basis)}</td>
            <td>{exactMoney(box.totals.adjustment)}</td>
            <td>{exactMoney(box.totals.gain)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
