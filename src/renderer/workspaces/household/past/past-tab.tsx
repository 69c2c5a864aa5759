/** Rules over the past: what every rebalancing rule would have made of the household's targets, which was best and how much of that is luck, and what makes a past look better than it was. */
import { useMemo } from 'react'
import type { Past } from '../../../../shared/model/past.ts'
import type { HouseholdView } from '../../../../shared/model/views.ts'
import { counted, date, hundredths, percent } from '../../../../shared/present/format.ts'
import { useJobQuery } from '../../../desk/use-query.ts'
import { AnswerView } from '../../../parts/answer.tsx'
import { Button } from '../../../parts/button.tsx'
import { Empty } from '../../../parts/faces.tsx'
import { SaveFile } from '../../../parts/files.tsx'
import { Status } from '../../../parts/status.tsx'
import { go } from '../../../shell/route.ts'
import { Heat } from './heat.tsx'
import { Cautions, Prices, Regimes } from './notes.tsx'
import { PastRules } from './rules-grid.tsx'

export function PastTab({ view }: { view: HouseholdView }) {
  const asked = useMemo(() => ({ household: view.household.id, asOf: view.review.asOf }), [view.household.id, view.review.asOf])
  const answer = useJobQuery('past.run', asked)
  return (
    <AnswerView answer={answer} what="Going through the past">
      {past =>
        past.nothing === null ? (
          <div className="past">
            <Verdict past={past} />
            <PastRules past={past} />
            <div className="when-pair">
              <Heat past={past} />
              <Regimes past={past} />
            </div>
            <div className="when-pair">
              <Cautions past={past} />
              <Prices past={past} />
            </div>
          </div>
        ) : (
          <NoPast nothing={past.nothing} />
        )
      }
    </AnswerView>
  )
}

function NoPast({ nothing }: { nothing: NonNullable<Past['nothing']> }) {
  return (
    <Empty title={nothing.title} action={<Button onPress={() => go({ screen: 'data' })}>Import prices</Button>}>
      {nothing.words.map(words => (
        <p key={words}>{words}</p>
      ))}
    </Empty>
  )
}

function Verdict({ past }: { past: Past }) {
  const { household, asOf, from, to, days, target, falsified } = past
  return (
    <section className="panel past-verdict" aria-label="What the past says">
      <div className="line between">
        <h2>{past.best === null ? 'All rules come out alike' : `Best by Sharpe ratio: ${past.best}`}</h2>
        <SaveFile make="past.export" input={{ household, asOf }}>
          Save as CSV
        </SaveFile>
      </div>
      <ul className="plain-list">
        {past.verdict.map(words => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {falsified && (
        <p>
          <Status tone={falsified.holds ? 'ready' : 'caution'} word={falsified.holds ? 'Holds here' : 'Fails here'} /> A 5 % threshold
          tracks closer than trading monthly and is worth its cost: it {falsified.words}.
        </p>
      )}
      <p className="grey small">
        {counted(days, 'day')} of prices, {date(from)} to {date(to)}; in bp and % a year. The targets themselves, rebalanced daily and free:
        growth {percent(hundredths(target?.growth ?? null))}, volatility {percent(hundredths(target?.volatility ?? null))}, Sharpe ratio{' '}
        {target ? (target.sharpe / 100).toFixed(2).replace('-', '−') : 'unknown'}.
      </p>
    </section>
  )
}
