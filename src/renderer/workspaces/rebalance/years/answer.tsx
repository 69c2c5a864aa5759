/** What was planned: scenarios side by side, the chosen one year by year, what it assumes; at the foot it is kept with the household or saved as a file. */
import { useState } from 'react'
import type { CivilDate } from '../../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../../shared/kernel/id.ts'
import type { KeptTransitionView, Transition, TransitionScenario } from '../../../../shared/model/transition.ts'
import { useCommand } from '../../../desk/use-command.ts'
import { Button } from '../../../parts/button.tsx'
import { Banner, RefusalBanner } from '../../../parts/faces.tsx'
import { SaveFile } from '../../../parts/files.tsx'
import { TextInput } from '../../../parts/inputs.tsx'
import { SinceKept } from './kept-years.tsx'
import { ScenarioTable } from './scenario-table.tsx'
import { YearsOf } from './years-of.tsx'
import { YearsPlot } from './years-plot.tsx'

interface AnswerProps {
  readonly transition: Transition
  /** Opened from the book; null: just planned. */
  readonly kept: KeptTransitionView | null
  readonly household: HouseholdId
  readonly asOf: CivilDate
  readonly onTake: (scenario: TransitionScenario) => void
}

export function Answer({ transition, kept, household, asOf, onTake }: AnswerProps) {
  const { scenarios, assumptions, estate } = transition
  const [chosen, setChosen] = useState(() => kept?.chosen ?? scenarios.find(({ best }) => best)?.key ?? scenarios[0]?.key ?? '')
  const scenario = scenarios.find(({ key }) => key === chosen) ?? scenarios[0]
  if (scenario === undefined) return null
  return (
    <>
      {kept && <SinceKept view={kept} />}
      <ScenarioTable transition={transition} chosen={scenario.key} onChoose={setChosen} />
      {scenario.notReached !== null && <Banner weight="note">{scenario.notReached}</Banner>}
      <div className="years-answer">
        <YearsOf
          scenario={scenario}
          several={transition.accounts.length > 1}
          stale={kept?.stale ?? false}
          onTake={() => onTake(scenario)}
        />
        <YearsPlot transition={transition} chosen={scenario.key} />
      </div>
      <details className="years-assumed">
        <summary>What this assumes</summary>
        <ul>
          {[...assumptions, estate].map(words => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </details>
      {kept ? (
        <SaveFile
          make="transition.export"
          input={{ household, asOf: transition.asOf, asked: transition.asked, kept: { transition: kept.id, chosen: kept.chosen } }}
        >
          Save as CSV
        </SaveFile>
      ) : (
        <Keeping key={scenario.key} transition={transition} scenario={scenario} household={household} asOf={asOf} />
      )}
    </>
  )
}

interface KeepingProps extends Pick<AnswerProps, 'transition' | 'household' | 'asOf'> {
  readonly scenario: TransitionScenario
}

function Keeping({ transition: { asked }, scenario, household, asOf }: KeepingProps) {
  const [note, setNote] = useState('')
  const { run, running, refusal, clear, value } = useCommand('transition.keep')
  return (
    <div className="stack">
      <div className="line years-keep">
        <TextInput label="Note" longest={500} value={note} onChange={setNote} />
        <Button
          icon="note"
          disabled={running || value !== undefined}
          onPress={() => void run({ household, asOf, asked, chosen: scenario.key, note: note.trim() })}
        >
          Keep with the household
        </Button>
        <SaveFile make="transition.export" input={{ household, asOf, asked }}>
          Save as CSV
        </SaveFile>
        <span className="grey small" role="status">
          {value === undefined
            ? `Keeps the whole comparison with “${scenario.title}” as the one chosen. A projection: this year, taken over, is an ordinary plan.`
            : `Kept: ${value.id}.`}
        </span>
      </div>
      {refusal && <RefusalBanner refusal={refusal} onClear={clear} />}
    </div>
  )
}
