/** The household's wash ledger: by year what was disallowed and where it is now, every match, every loss with what stays deductible, and why. */
import { useMemo, useState } from 'react'
import type { HouseholdView } from '../../../../shared/model/views.ts'
import type { LossRow, WashEntry, WashLedger } from '../../../../shared/model/wash-ledger.ts'
import { counted, exactMoney } from '../../../../shared/present/format.ts'
import { useSession } from '../../../desk/session.tsx'
import { useQuery } from '../../../desk/use-query.ts'
import { Grid } from '../../../grid/grid.tsx'
import { AnswerView } from '../../../parts/answer.tsx'
import { Button } from '../../../parts/button.tsx'
import { Empty } from '../../../parts/faces.tsx'
import { CheckBox } from '../../../parts/inputs.tsx'
import { isBoolean, useRemembered } from '../../../parts/remembered.ts'
import { useWide } from '../../../parts/use-wide.ts'
import { go } from '../../../shell/route.ts'
import { lineageRoute } from '../lineage/link.tsx'
import { washColumns } from './columns.ts'
import { LossDetail, MatchDetail } from './detail.tsx'
import { WashTotals } from './totals.tsx'
import './wash.css'

const rowId = (row: WashEntry | LossRow) => row.id

export function WashLedgerTab({ view }: { view: HouseholdView }) {
  const { asOf } = useSession()
  const answer = useQuery('wash.ledger', { household: view.household.id, asOf })
  return (
    <AnswerView answer={answer} what="Reading the wash ledger">
      {ledger => <Ledger view={view} ledger={ledger} />}
    </AnswerView>
  )
}

type Shown = 'matches' | 'losses'

function Ledger({ view, ledger }: { view: HouseholdView; ledger: WashLedger }) {
  const [year, setYear] = useState<number | null>(null)
  const [shown, setShown] = useState<Shown>('matches')
  const [focus, setFocus] = useState<string | null>(null)
  const wide = useWide()
  const [chosen, setChosen] = useRemembered<boolean | null>('wash.columns', null, isBoolean)
  const every = chosen ?? wide
  const entries = useMemo(
    () => ledger.entries.filter(entry => year === null || touches(entry, year)).sort((a, b) => newestFirst(a.loss, b.loss)),
    [ledger, year],
  )
  const losses = useMemo(
    () => ledger.losses.filter(loss => year === null || loss.sold.startsWith(`${year}-`)).sort(newestFirst),
    [ledger, year],
  )
  const entry = shown === 'matches' ? (entries.find(one => one.id === focus) ?? entries[0]) : undefined
  const loss = shown === 'losses' ? (losses.find(one => one.id === focus) ?? losses[0]) : undefined
  const open = (lot: string) => go(lineageRoute(view.household.id, lot))
  const tools = (
    <>
      <Switch shown={shown} entries={entries.length} losses={losses.length} onChoose={setShown} />
      <CheckBox label="All columns" value={every} onChange={setChosen} />
    </>
  )
  return (
    <div className="wash-ledger">
      <WashTotals ledger={ledger} year={year} onYear={setYear} />
      <div className="wash-body">
        {shown === 'matches' ? (
          <Grid
            key="matches"
            label="Matches"
            columns={every ? washColumns.matches.all : washColumns.matches.first}
            rows={entries}
            rowId={rowId}
            totals={matchTotals}
            tools={tools}
            onFocusRow={row => setFocus(row.id)}
            onOpen={row => open(row.replacement.lot)}
            empty={<Empty title="No loss was washed">No purchase of the household replaced shares it sold at a loss.</Empty>}
          />
        ) : (
          <Grid
            key="losses"
            label="Loss sales"
            columns={every ? washColumns.losses.all : washColumns.losses.first}
            rows={losses}
            rowId={rowId}
            totals={lossTotals}
            tools={tools}
            onFocusRow={row => setFocus(row.id)}
            onOpen={row => open(row.lot)}
            empty={<Empty title="No loss was sold">No sale of the household’s taxable accounts realized a loss in the records.</Empty>}
          />
        )}
        {entry && <MatchDetail household={view.household.id} entry={entry} />}
        {loss && <LossDetail household={view.household.id} loss={loss} />}
      </div>
    </div>
  )
}

function newestFirst(a: { readonly sold: string }, b: { readonly sold: string }): number {
  return a.sold < b.sold ? 1 : a.sold > b.sold ? -1 : 0
}

/** Its sale, or a sale that took some of it up. */
function touches(entry: WashEntry, year: number): boolean {
  const of = `${year}-`
  return entry.loss.sold.startsWith(of) || entry.fates.some(fate => fate.sale !== null && fate.day?.startsWith(of))
}

interface SwitchProps {
  readonly shown: Shown
  readonly entries: number
  readonly losses: number
  readonly onChoose: (shown: Shown) => void
}

function Switch({ shown, entries, losses, onChoose }: SwitchProps) {
  const chips = [
    ['matches', `By match ${entries}`],
    ['losses', `By loss sale ${losses}`],
  ] as const
  return (
    <fieldset className="line wash-chips">
      <legend className="hidden-label">What to list</legend>
      {chips.map(([key, words]) => (
        <Button key={key} pressed={shown === key} onPress={() => onChoose(key)}>
          {words}
        </Button>
      ))}
    </fieldset>
  )
}

function matchTotals(rows: readonly WashEntry[]): Readonly<Record<string, string>> {
  const sum = rows.reduce((total, row) => total + row.disallowed, 0)
  return { sold: counted(rows.length, 'match', 'matches'), disallowed: exactMoney(sum) }
}

function lossTotals(rows: readonly LossRow[]): Readonly<Record<string, string>> {
  const sum = (of: (row: LossRow) => number) => exactMoney(rows.reduce((total, row) => total + of(row), 0))
  return {
    sold: counted(rows.length, 'loss', 'losses'),
    loss: sum(row => row.loss),
    disallowed: sum(row => row.disallowed),
    allowed: sum(row => row.allowed),
    broker: sum(row => row.brokerDisallowed),
  }
}
