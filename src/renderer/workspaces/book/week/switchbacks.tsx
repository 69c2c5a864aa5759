/** Positions that stand in for harvested ones: keep or switch back, both sides with what they cost. Switching goes into the household's basket; nothing is done by itself. */
import { useState } from 'react'
import type { Switchback } from '../../../../shared/model/week.ts'
import { counted } from '../../../../shared/present/format.ts'
import { useSession } from '../../../desk/session.tsx'
import { useJobQuery } from '../../../desk/use-query.ts'
import { Grid } from '../../../grid/grid.tsx'
import { AnswerView } from '../../../parts/answer.tsx'
import { Empty } from '../../../parts/faces.tsx'
import { Splitter } from '../../../parts/splitter.tsx'
import { useScreenKeys } from '../../../parts/use-screen-keys.ts'
import { go } from '../../../shell/route.ts'
import { withoutSale, withSale } from '../../harvest/choices.ts'
import { useBasket } from '../../harvest/use-basket.ts'
import { MarkForm, type Marking } from './mark-form.tsx'
import { switchbackColumns } from './switchback-columns.ts'
import { SwitchbackPanel } from './switchback-panel.tsx'

const rowId = (row: Switchback) => row.key
const open = (row: Switchback) => go({ screen: 'timeline', household: row.household, rest: [row.held.security, row.account] })

export function SwitchbacksTab() {
  const { asOf } = useSession()
  const answer = useJobQuery('switchback.list', { asOf, household: null })
  return (
    <AnswerView answer={answer} what="Looking for substitutes of harvested positions">
      {({ switchbacks }) => <Switchbacks rows={switchbacks} />}
    </AnswerView>
  )
}

function Switchbacks({ rows }: { rows: readonly Switchback[] }) {
  const [focus, setFocus] = useState<string | null>(rows[0]?.key ?? null)
  const [marking, setMarking] = useState<Marking | null>(null)
  const shown = rows.find(row => row.key === focus) ?? null
  const due = rows.filter(row => row.state === 'due').length
  const grid = (
    <Grid
      label="Switchbacks"
      columns={switchbackColumns}
      rows={rows}
      rowId={rowId}
      focusOn={focus}
      onFocusRow={row => setFocus(row.key)}
      onOpen={open}
      tools={<p role="status">{`${counted(rows.length, 'substitute')} of harvested positions, ${due} to decide`}</p>}
      empty={
        <Empty title="No substitute stands in for a harvested position">
          After a loss is harvested into a substitute, it is listed here until it is switched back or sold; from day 31 on both sides are
          open.
        </Empty>
      }
    />
  )
  if (rows.length === 0) return grid
  return (
    <>
      <Splitter
        name="book-switchbacks"
        label="Width of the choice"
        way="across"
        size={380}
        least={320}
        most={720}
        first={grid}
        second={shown === null ? <NoneInFocus /> : <Choice key={shown.key} row={shown} onMark={setMarking} />}
      />
      {marking && <MarkForm marking={marking} onClose={() => setMarking(null)} />}
    </>
  )
}

function NoneInFocus() {
  return (
    <aside className="panel preview" aria-label="Keep or switch back">
      <Empty title="No position in focus">Move to a line with the arrow keys or click it.</Empty>
    </aside>
  )
}

function Choice({ row, onMark }: { row: Switchback; onMark: (marking: Marking) => void }) {
  const basket = useBasket(row.household)
  const words = `${row.householdName}, ${row.accountName}: ${row.held.symbol} in place of ${row.sold.symbol}`
  const keep = () => onMark({ subject: row.key, words, mark: row.decision?.mark === 'keep' ? 'switch-back' : 'keep' })
  function toBasket() {
    if (basket.choices === null || row.switchBack.barred.length > 0) return
    basket.change(now => withSale(withoutSale(now, row.choice), row.choice, row.choice.replacement))
    go({ screen: 'harvest', household: row.household })
  }
  useScreenKeys({ k: keep, b: toBasket })
  return <SwitchbackPanel row={row} onKeep={keep} onSwitch={toBasket} ready={basket.choices !== null} />
}
