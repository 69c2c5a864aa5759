/** The lines of a run over the book, and beside them the accounts of the one in focus: what each does, and why one has no plan. */
import { useState } from 'react'
import type { BookPlan, BookPlanLine, BookPlanRow } from '../../../shared/model/book-plan.ts'
import { counted, roughBasisPoints } from '../../../shared/present/format.ts'
import { planTax } from '../../../shared/present/plan-words.ts'
import { accountTypeWords } from '../../../shared/present/words.ts'
import { Grid } from '../../grid/grid.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/faces.tsx'
import { isBoolean, useRemembered } from '../../parts/remembered.ts'
import { Splitter } from '../../parts/splitter.tsx'
import { Status } from '../../parts/status.tsx'
import { go } from '../../shell/route.ts'
import { openLine } from '../rebalance/kept.ts'
import { planStatusWords } from '../rebalance/words.ts'
import { bookPlanColumns, bookPlanRowId, bookPlanStatus, bookPlanTotals } from './optimize-columns.ts'

/** The line last opened, so that coming back stands on it. */
let lastOpened: string | null = null

export function BookPlans({ plan }: { plan: BookPlan }) {
  const [focus, setFocus] = useState<string | null>(lastOpened)
  const [preview, setPreview] = useRemembered('book.plan-preview', window.innerWidth >= 1440, isBoolean)
  const open = (row: BookPlanRow) => openPlan(row, plan)
  const grid = (
    <Grid
      label="Plans by household"
      columns={bookPlanColumns}
      rows={plan.rows}
      rowId={bookPlanRowId}
      totals={bookPlanTotals}
      focusOn={lastOpened}
      onFocusRow={row => setFocus(row.household)}
      onOpen={open}
      tools={
        <Button look="plain" pressed={preview} onPress={() => setPreview(!preview)}>
          Accounts
        </Button>
      }
      empty={<Empty title="No account in the book" />}
    />
  )
  if (!preview) return grid
  return (
    <Splitter
      name="book-plan-preview"
      label="Width of the accounts"
      way="across"
      size={320}
      least={240}
      most={640}
      first={grid}
      second={<AccountsOf row={plan.rows.find(({ household }) => household === focus) ?? null} onOpen={open} />}
    />
  )
}

/** With the wishes of the run and for all accounts, so that the household's plan is the one of this line. */
function openPlan({ household, hash }: BookPlanRow, { wishes }: BookPlan): void {
  lastOpened = household
  openLine(household, { wishes, hash })
  go({ screen: 'rebalance', household, query: { run: '1' } })
}

function AccountsOf({ row, onOpen }: { row: BookPlanRow | null; onOpen: (row: BookPlanRow) => void }) {
  if (row === null)
    return (
      <aside className="panel preview" aria-label="Accounts of the plan in focus">
        <Empty title="No plan in focus">Move to a line with the arrow keys or click it; Enter opens its plan.</Empty>
      </aside>
    )
  return (
    <aside className="panel preview" aria-label="Accounts of the plan in focus">
      <h2>{row.householdName}</h2>
      <p>{saidOf(row)}</p>
      {row.moved && (
        <div className="line">
          <Status {...bookPlanStatus(row)} title="What this plan was made from moved since the run" />
        </div>
      )}
      <ul className="plan-accounts">
        {row.accounts.map(line => (
          <AccountLine key={line.account} line={line} />
        ))}
      </ul>
      <div className="line">
        <Button look="strong" onPress={() => onOpen(row)}>
          Open the plan
        </Button>
      </div>
    </aside>
  )
}

function AccountLine({ line }: { line: BookPlanLine }) {
  const { accountName, accountType, status, why } = line
  return (
    <li>
      <strong>{accountName}</strong> <span className="grey small">{accountTypeWords[accountType]}</span>
      <Status {...planStatusWords[status]} />
      <span className="small">{why === '' ? figuresOf(line) : why}</span>
    </li>
  )
}

function figuresOf({ trades, trackingErrorBefore, trackingErrorAfter, tax }: BookPlanLine): string {
  const error = `tracking error ${roughBasisPoints(trackingErrorBefore)} → ${roughBasisPoints(trackingErrorAfter)}`
  return [counted(trades, 'order'), error, planTax(tax)].join(' · ')
}

function saidOf({ scope, proposal }: BookPlanRow): string {
  if (proposal === null || scope === null) return 'No account could be planned.'
  if (scope === 'household') return 'Planned as one: its accounts trade for one target, each within its own cash.'
  return 'Planned account by account, each by its model.'
}
