/** What makes a lot worth a ticket (the firm's settings), and which lots the grid shows, by their verdict. */
import type { Settings } from '../../../shared/model/settings.ts'
import { counted, money, percent } from '../../../shared/present/format.ts'
import { Button } from '../../parts/button.tsx'
import { candidateWords } from '../../parts/status.tsx'
import { go } from '../../shell/route.ts'
import type { LotRow } from './columns.ts'

export type State = LotRow['state']

/** In the order of the words: what can be done first. */
const states = Object.keys(candidateWords) as State[]

interface ThresholdsProps {
  readonly settings: Settings | undefined
  readonly rows: readonly LotRow[]
  readonly shown: ReadonlySet<State>
  readonly onShow: (shown: ReadonlySet<State>) => void
}

export function Thresholds({ settings, rows, shown, onShow }: ThresholdsProps) {
  function toggle(state: State) {
    const next = new Set(shown)
    if (!next.delete(state)) next.add(state)
    onShow(next)
  }

  return (
    <aside className="thresholds" aria-label="Thresholds and verdicts shown">
      <fieldset className="verdicts">
        <legend>Shown</legend>
        {states.map(state => (
          <Button
            key={state}
            pressed={shown.has(state)}
            onPress={() => toggle(state)}
            tip={`Show or hide lots: ${candidateWords[state].word}`}
          >
            <span className="verdict-word">{candidateWords[state].word}</span>{' '}
            <span className="verdict-count">{rows.filter(row => row.state === state).length}</span>
          </Button>
        ))}
      </fieldset>
      {settings && (
        <section className="threshold-list" aria-label="Thresholds">
          <h2>Pays from</h2>
          <dl>
            <Threshold name="loss" value={money(settings.harvest.leastLoss)} />
            <Threshold name="of basis" value={percent(settings.harvest.leastLossPoints)} />
            <Threshold name="net" value={money(settings.harvest.leastNet)} />
            <Threshold name="near long" value={counted(settings.harvest.nearLongDays, 'day')} />
          </dl>
          <Button look="plain" label="Change the thresholds in Settings" onPress={() => go({ screen: 'settings' })}>
            Settings
          </Button>
        </section>
      )}
    </aside>
  )
}

function Threshold({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
