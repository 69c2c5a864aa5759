/** The planner's four rules: condition, what it found here, conclusion, how sure it is, and how it fails. They are hypotheses, and say so. */
import type { WhenView } from '../../../../shared/model/when.ts'
import { Status, type StatusWord } from '../../../parts/status.tsx'

const states: Readonly<Record<WhenView['rules'][number]['state'], StatusWord>> = {
  fires: { tone: 'caution', word: 'Holds here' },
  'holds-not': { tone: 'quiet', word: 'Does not hold' },
  unknown: { tone: 'waiting', word: 'Unknown' },
}

export function Rules({ rules }: { rules: WhenView['rules'] }) {
  return (
    <section className="panel when-rules" aria-label="Rules">
      <h2>Rules</h2>
      <p className="grey small">
        Hypotheses with the confidence their source states, not law and not proven: they advise, the policy decides.
      </p>
      {rules.map(rule => (
        <article key={rule.rule}>
          <div className="line between">
            <h3>{rule.title}</h3>
            <Status {...states[rule.state]} />
          </div>
          <p>{rule.numbers}</p>
          <details>
            <summary>Condition, conclusion and how it fails; confidence {Math.round(rule.confidence / 10_000)} %</summary>
            <dl className="facts left">
              <dt>Where</dt>
              <dd>{rule.condition}</dd>
              <dt>Then</dt>
              <dd>{rule.conclusion}</dd>
              <dt>For</dt>
              <dd>{rule.universe}</dd>
              <dt>Fails when</dt>
              <dd>{rule.failureModes.join('; ')}</dd>
            </dl>
          </details>
        </article>
      ))}
    </section>
  )
}
