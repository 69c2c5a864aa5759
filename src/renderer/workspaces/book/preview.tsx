/** The household in focus, before it is opened: its figures, its dates, its next step. */

import { counted, date, estimated, money, points } from '../../../shared/present/format.ts'
import { Button } from '../../parts/button.tsx'
import { DriftBar } from '../../parts/drift-bar.tsx'
import { Empty } from '../../parts/faces.tsx'
import { Figure, FigureValue } from '../../parts/figure.tsx'
import { Status } from '../../parts/status.tsx'
import { go } from '../../shell/route.ts'
import { screenOf } from '../../shell/screens.ts'
import { type BookRow, trailOf } from './columns.ts'

export function Preview({ row }: { row: BookRow | null }) {
  if (row === null)
    return (
      <aside className="panel preview" aria-label="Household in focus">
        <Empty title="No household in focus">Move to a line with the arrow keys or click it; Enter opens it.</Empty>
      </aside>
    )
  return (
    <aside className="panel preview" aria-label="Household in focus">
      <h2>{row.name}</h2>
      <p>{row.next}.</p>
      <Figure
        size="large"
        label="Est. tax saved now"
        value={row.savedNow === null ? 'unknown' : money(row.savedNow)}
        note={
          row.savedNow === null
            ? 'needs a tax profile and a table of the year'
            : `${counted(row.ready, 'lot')} ready, after cost ${estimated(money(row.net))}`
        }
        trail={trailOf(row, 'savedNow')}
      />
      <dl className="facts">
        <dt>Value</dt>
        <dd>
          <FigureValue
            label="Value"
            value={money(row.value)}
            {...(row.priced < row.positions ? { note: `${row.priced} of ${row.positions} positions priced` } : {})}
            trail={trailOf(row, 'value')}
          />
        </dd>
        <dt>Accounts</dt>
        <dd>{row.accounts}</dd>
        <dt>Short-term losses</dt>
        <dd>{money(-row.lossShort)}</dd>
        <dt>Long-term losses</dt>
        <dd>{money(-row.lossLong)}</dd>
        <dt>Drift</dt>
        <dd>{row.drift === null ? 'no target' : `${points(row.drift)}, flag at ${points(row.threshold)}`}</dd>
        {row.when !== undefined && (
          <>
            <dt>When to trade</dt>
            <dd>{row.when.words}</dd>
          </>
        )}
        <dt>Wash locks</dt>
        <dd>{row.nextLockEnds === null ? 'none' : `${row.locks}, next ends ${date(row.nextLockEnds)}`}</dd>
        <dt>Turning long-term</dt>
        <dd>{row.nextLong === null ? 'none soon' : `${counted(row.turningLong, 'lot')}, next ${date(row.nextLong)}`}</dd>
        <dt>Cash to raise</dt>
        <dd>{money(row.cashNeeded)}</dd>
        <dt>Prices</dt>
        <dd>{row.pricesAsOf === null ? 'none' : date(row.pricesAsOf)}</dd>
      </dl>
      {row.drift !== null && <DriftBar drift={row.drift} band={row.threshold} oneSided />}
      <div className="line">
        {row.stale && <Status tone="caution" word="Stale prices" />}
        {row.stops > 0 && <Status tone="blocked" word={counted(row.stops, 'data problem')} />}
      </div>
      <div className="line">
        <Button look="strong" onPress={() => go({ screen: 'household', household: row.id })}>
          Open household
        </Button>
        {row.ready > 0 && screenOf('harvest') && (
          <Button onPress={() => go({ screen: 'harvest', household: row.id })}>Review harvests</Button>
        )}
      </div>
    </aside>
  )
}
