/** The checklist of the week: every item with when it is due and whom it concerns, and beside it what is known of the one in focus, one step from the screen that does it. */
import { useState } from 'react'
import type { Week, WeekItem } from '../../../../shared/model/week.ts'
import { counted, date } from '../../../../shared/present/format.ts'
import { useSession } from '../../../desk/session.tsx'
import { useJobQuery } from '../../../desk/use-query.ts'
import { Grid } from '../../../grid/grid.tsx'
import { AnswerView } from '../../../parts/answer.tsx'
import { Splitter } from '../../../parts/splitter.tsx'
import { useScreenKeys } from '../../../parts/use-screen-keys.ts'
import { go } from '../../../shell/route.ts'
import { itemColumns } from './columns.ts'
import { WeekItemPanel } from './item-panel.tsx'
import { MarkForm, type Marking } from './mark-form.tsx'

const rowId = (item: WeekItem) => item.id
/** The item last opened, so that coming back stands on it. */
let opened: string | null = null

function open(item: WeekItem): void {
  opened = item.id
  const { screen, rest, query } = item.opens
  go({ screen, rest, query })
}

export function WeekTab() {
  const { asOf } = useSession()
  const answer = useJobQuery('week.view', { asOf })
  return (
    <AnswerView answer={answer} what="Going through the week">
      {week => <Checklist week={week} />}
    </AnswerView>
  )
}

function Checklist({ week }: { week: Week }) {
  const [focus, setFocus] = useState<string | null>(opened ?? week.items.find(({ state }) => state === 'due')?.id ?? null)
  const [marking, setMarking] = useState<Marking | null>(null)
  const item = week.items.find(each => each.id === focus) ?? null
  const begin = (mark: Marking['mark']) => item && setMarking({ subject: item.id, words: item.words, mark })
  useScreenKeys({ d: () => begin('done'), k: () => begin('skipped') })
  const grid = (
    <Grid
      label="Checklist"
      columns={itemColumns}
      rows={week.items}
      rowId={rowId}
      focusOn={opened}
      onFocusRow={row => setFocus(row.id)}
      onOpen={open}
      head="short"
      tools={<p role="status">{weekWords(week)}</p>}
    />
  )
  return (
    <>
      <Splitter
        name="book-week"
        label="Width of the item"
        way="across"
        size={340}
        least={260}
        most={640}
        first={grid}
        second={<WeekItemPanel item={item} onOpen={open} onMark={begin} />}
      />
      {marking && <MarkForm marking={marking} onClose={() => setMarking(null)} />}
    </>
  )
}

function weekWords({ due, done, skipped, tradingDay, asOf }: Week): string {
  const day = tradingDay === asOf ? date(asOf) : `${date(asOf)}, counted with the trading day ${date(tradingDay)}`
  return `${counted(due, 'item')} due, ${done} done, ${skipped} left out · ${day}`
}
