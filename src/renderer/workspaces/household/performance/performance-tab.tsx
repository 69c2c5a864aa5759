/** Past rebalances: the trend of drift and tracking error from the household's own records, and what each rebalance cost and brought since. */
import { useMemo, useState } from 'react'
import type { PerformanceView } from '../../../../shared/model/performance.ts'
import type { HouseholdView } from '../../../../shared/model/views.ts'
import { count, counted, date, points as inPoints, percent } from '../../../../shared/present/format.ts'
import { change, driftOf, reachWords } from '../../../../shared/present/performance-words.ts'
import { useJobQuery } from '../../../desk/use-query.ts'
import { Grid } from '../../../grid/grid.tsx'
import { AnswerView } from '../../../parts/answer.tsx'
import { Button } from '../../../parts/button.tsx'
import { Empty } from '../../../parts/faces.tsx'
import { Figure } from '../../../parts/figure.tsx'
import { SaveFile } from '../../../parts/files.tsx'
import { Splitter } from '../../../parts/splitter.tsx'
import { useWide } from '../../../parts/use-wide.ts'
import { go } from '../../../shell/route.ts'
import { performanceTrail, rebalanceColumns, weekColumns } from './columns.ts'
import './performance.css'
import { RebalancePanel } from './rebalance-panel.tsx'
import { TrendPlot } from './trend-plot.tsx'

export function PerformanceTab({ view }: { view: HouseholdView }) {
  const answer = useJobQuery('performance.view', { household: view.household.id, asOf: view.review.asOf })
  return (
    <AnswerView answer={answer} what="Looking back over the household">
      {past => (past.points.length === 0 ? <Nothing past={past} /> : <Past view={view} past={past} />)}
    </AnswerView>
  )
}

function Nothing({ past }: { past: PerformanceView }) {
  const toData = <Button onPress={() => go({ screen: 'data' })}>Import trades and prices</Button>
  return (
    <Empty title="No past day can be told" action={toData}>
      <p>
        Drift of a past day needs what was held then and a price of that day for all of it. {past.before[0]?.toUpperCase()}
        {past.before.slice(1)}.
      </p>
      {past.leftOut.map(({ name, why }) => (
        <p key={name}>
          {name}: {why}.
        </p>
      ))}
    </Empty>
  )
}

function Past({ view, past }: { view: HouseholdView; past: PerformanceView }) {
  return (
    <div className="when">
      <TrendFigures view={view} past={past} />
      <section className="panel" aria-label="Trend of drift">
        <div className="line between">
          <h2>Trend of drift and tracking error</h2>
          <span className="grey">
            {date(past.from)} to {date(past.until)}, last priced day of each week and month · {past.riskLabel}
          </span>
          <div className="line">
            <SaveFile make="performance.export" input={{ household: view.household.id, asOf: view.review.asOf }}>
              Save as CSV
            </SaveFile>
            <SaveFile make="performance.print" input={{ household: view.household.id, asOf: view.review.asOf }} icon="print">
              Print
            </SaveFile>
          </div>
        </div>
        <div className="trend-body">
          <TrendPlot view={past} />
          <Reach past={past} />
        </div>
        <details className="trend-more">
          <summary>Weeks as a table</summary>
          <div className="trend-weeks">
            <Grid head="none" label="Weeks" columns={weekColumns} rows={past.points} rowId={point => point.day} />
          </div>
        </details>
      </section>
      <Rebalances view={view} past={past} />
    </div>
  )
}

function TrendFigures({ view, past: { trend, points, threshold } }: { view: HouseholdView; past: PerformanceView }) {
  const trail = performanceTrail(view)
  const now = points.at(-1)
  return (
    <section className="figures head-figures" aria-label="Figures of the trend">
      <Figure
        label="Drift of what is measured here"
        value={inPoints(now?.drift ?? null)}
        asOf={now?.day ?? null}
        note={`flagged at ${inPoints(threshold)}`}
        trail={trail('average')}
      />
      <Figure
        label="Trend of three months"
        value={trend.slope === null ? 'too few days' : `${change(trend.slope)} a month`}
        note="slope of drift"
        trail={trail('slope')}
      />
      <Figure
        label="Drift speed"
        value={trend.speed === null ? 'no rebalance yet' : `${change(trend.speed)} a month`}
        note={trend.since === null ? 'since the last rebalance' : `since the rebalance of ${date(trend.since)}`}
        trail={trail('speed')}
      />
      <Figure
        label="Days outside bands"
        value={trend.days === 0 ? 'no targets' : `${count(trend.outsideDays)} of ${count(trend.days)}`}
        note="valued days"
        trail={trail('outsideDays')}
      />
      <Figure
        label="Average drift"
        value={driftOf(trend.average)}
        note={trend.most === null ? 'no targets' : `most ${driftOf(trend.most.drift)} on ${date(trend.most.day)}`}
        trail={trail('average')}
      />
    </section>
  )
}

function Reach({ past }: { past: PerformanceView }) {
  const { gaps, leftOut, notes } = past
  const words = reachWords(past)
  const wide = useWide()
  const head = [
    gaps.length === 0 ? 'no gap' : counted(gaps.length, 'gap'),
    ...(leftOut.length === 0 ? [] : [`${counted(leftOut.length, 'account')} left out`]),
    counted(notes.length, 'caution'),
  ]
  return (
    <details className="trend-more" open={wide || gaps.length > 2}>
      <summary>How far it reaches: {head.join(', ')}</summary>
      <ul className="plain-list grey small">
        {words.map(word => (
          <li key={word}>{word.replaceAll('−$', '−\u2060$')}</li>
        ))}
      </ul>
    </details>
  )
}

function Rebalances({ view, past }: { view: HouseholdView; past: PerformanceView }) {
  const wide = useWide()
  const columns = useMemo(() => rebalanceColumns(view), [view])
  const [focus, setFocus] = useState<string | null>(past.rebalances[0]?.id ?? null)
  const none = (
    <Empty title="No past rebalance is in the records">
      <p>
        A rebalance is a ticket that carries out a plan, or a day of two or more imported trades that turn over{' '}
        {percent(past.policy.turnover)} of the household. Issue a ticket from Rebalance, or import the trades of past years under Data.
      </p>
    </Empty>
  )
  return (
    <div className="past-rebalances">
      <Splitter
        name={wide ? 'past-rebalances' : 'past-rebalances-below'}
        label={wide ? 'Width of the rebalance' : 'Height of the rebalance'}
        way={wide ? 'across' : 'down'}
        size={wide ? 400 : 300}
        least={wide ? 320 : 160}
        most={640}
        first={
          <Grid
            head="short"
            label="Past rebalances"
            columns={columns}
            rows={past.rebalances}
            rowId={row => row.id}
            onFocusRow={row => setFocus(row.id)}
            empty={none}
          />
        }
        second={<RebalancePanel view={view} row={past.rebalances.find(({ id }) => id === focus) ?? null} />}
      />
    </div>
  )
}
