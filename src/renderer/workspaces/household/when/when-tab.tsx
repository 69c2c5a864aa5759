/** When to trade: the decision with what fired and what held it back, the figures behind it, drift and risk asset by asset, the planner's rules, and what is estimated or wrong. */
import type { HouseholdView } from '../../../../shared/model/views.ts'
import type { ReasonOfWhen, WhenView } from '../../../../shared/model/when.ts'
import { date } from '../../../../shared/present/format.ts'
import { useQuery } from '../../../desk/use-query.ts'
import { AnswerView } from '../../../parts/answer.tsx'
import { Button } from '../../../parts/button.tsx'
import { Banner } from '../../../parts/faces.tsx'
import { FigureValue } from '../../../parts/figure.tsx'
import { Status } from '../../../parts/status.tsx'
import { go } from '../../../shell/route.ts'
import { decisionWords } from '../../book/when-words.ts'
import { trailIn } from '../trails.ts'
import { Assets } from './assets.tsx'
import { Estimated, Problems } from './estimated.tsx'
import { WhenFigures } from './figures.tsx'
import { Exposures, Sensitivity } from './risk.tsx'
import { Rules } from './rules.tsx'

export function WhenTab({ view }: { view: HouseholdView }) {
  const answer = useQuery('when.view', { household: view.household.id, asOf: view.review.asOf })
  return (
    <AnswerView answer={answer} what="Weighing drift against cost">
      {when => (
        <div className="when">
          <Decision view={view} when={when} />
          {when.untargeted && (
            <Banner weight="note">
              No target is chosen for its accounts. What follows is measured against equal parts of what is held, and nothing is decided
              from it. Choose a model under Accounts or Targets.
            </Banner>
          )}
          <WhenFigures view={view} when={when} />
          <Problems problems={when.problems} />
          <Assets view={view} when={when} />
          <div className="when-pair">
            <Rules rules={when.rules} />
            <div className="when-stack">
              <Estimated flags={when.flags} />
              <Sensitivity when={when} />
              <Exposures when={when} />
            </div>
          </div>
        </div>
      )}
    </AnswerView>
  )
}

function Decision({ view, when }: { view: HouseholdView; when: WhenView }) {
  const trail = trailIn(view)
  return (
    <section className="panel when-decision" aria-label="Decision">
      <div className="line between">
        <h2>
          <Status {...decisionWords[when.decision]} />{' '}
          <FigureValue label="Decision" value={when.words} trail={trail('when', [], 'decision')} />
        </h2>
        <Button look="plain" onPress={() => go({ screen: 'settings', rest: ['when'] })}>
          Change the policy
        </Button>
      </div>
      <p className="grey">
        {when.policy.words}
        {when.policy.chosen ? '' : ' (the desk’s default: no policy was chosen)'}. {marketWords(when)}{' '}
        {when.lastTraded === null ? 'No trade of this household is in the book.' : `Last traded ${date(when.lastTraded)}.`}
      </p>
      <div className="when-reasons">
        <Reasons title="Fired" list={when.triggered} none="Nothing asks for a trade." />
        <Reasons title="Held back" list={when.heldBack} none="Nothing holds a trade back." />
        {when.invalid.length > 0 && <Reasons title="Cannot be said because" list={when.invalid} none="" />}
      </div>
    </section>
  )
}

function Reasons({ title, list, none }: { title: string; list: readonly ReasonOfWhen[]; none: string }) {
  return (
    <div>
      <h3>{title}</h3>
      {list.length === 0 ? (
        <p className="grey">{none}</p>
      ) : (
        <ul className="plain-list">
          {list.map(({ words }) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

const regimes = {
  normal: 'a calm market',
  elevated: 'an elevated market, bands are a fifth wider',
  stress: 'a market in stress, bands are half as wide again',
  unknown: 'unknown',
} as const

function marketWords({ vix, regime }: WhenView): string {
  if (vix === null) return 'VIX unknown: the market counts as calm.'
  return `VIX ${(vix.level / 100).toFixed(1)} of ${date(vix.asOf)}${vix.stale ? ', older than a trading day' : ''}: ${regimes[regime]}.`
}
