/** One item of the checklist: what it asks, when it was last done and by whom, the households it concerns, and the ways on from here. */
import type { HouseholdId } from '../../../../shared/kernel/id.ts'
import type { WeekItem } from '../../../../shared/model/week.ts'
import { count, date, moment } from '../../../../shared/present/format.ts'
import { Button } from '../../../parts/button.tsx'
import { Empty } from '../../../parts/faces.tsx'
import { Status } from '../../../parts/status.tsx'
import { go } from '../../../shell/route.ts'
import { itemStates, rhythmWords } from './columns.ts'
import { markWords } from './mark-form.tsx'

interface PanelProps {
  readonly item: WeekItem | null
  readonly onOpen: (item: WeekItem) => void
  readonly onMark: (mark: 'done' | 'skipped') => void
}

export function WeekItemPanel({ item, onOpen, onMark }: PanelProps) {
  if (item === null)
    return (
      <aside className="panel preview" aria-label="Item in focus">
        <Empty title="No item in focus">Move to a line with the arrow keys or click it; Enter opens the screen that does it.</Empty>
      </aside>
    )
  return (
    <aside className="panel preview" aria-label="Item in focus">
      <h2>{item.words}</h2>
      <div className="line">
        <Status {...itemStates[item.state]} />
        <span className="grey">{rhythmWords[item.rhythm]}</span>
      </div>
      <p>{item.about}.</p>
      <div className="line wrap">
        <Button look="strong" onPress={() => onOpen(item)}>
          {item.opens.words}
        </Button>
        <Button icon="ready" keys="D" onPress={() => onMark('done')}>
          Mark done (D)
        </Button>
        <Button keys="K" onPress={() => onMark('skipped')}>
          Leave out (K)
        </Button>
      </div>
      <LastMark item={item} />
      <Households item={item} />
    </aside>
  )
}

function LastMark({ item: { last, next } }: { item: WeekItem }) {
  return (
    <dl className="facts left">
      <dt>Last</dt>
      <dd>
        {last === null ? 'never' : `${markWords[last.mark]} on ${date(last.asOf)} by ${last.who}`}
        {last !== null && last.why !== '' && `: ${last.why}`}
        {last !== null && <span className="grey small"> (entered {moment(last.at)})</span>}
      </dd>
      <dt>Next</dt>
      <dd>{next === null ? 'when it happens' : date(next)}</dd>
    </dl>
  )
}

function Households({ item }: { item: WeekItem }) {
  if (item.households.length === 0) return <p className="grey">No household is concerned today.</p>
  const show = (household: HouseholdId) => go({ screen: item.each, household })
  return (
    <section aria-label="Households concerned">
      <h3>Households</h3>
      <ul className="week-households">
        {item.households.map(({ id, name }) => (
          <li key={id}>
            <Button look="plain" onPress={() => show(id)}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
      {item.more > 0 && <p className="grey">and {count(item.more)} more</p>}
    </section>
  )
}
