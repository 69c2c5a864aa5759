/** Over several years: taxable accounts toward their targets over this tax year and those after it, scenarios side by side. This year of one is taken over as the ordinary plan; a whole comparison is kept. */
import { useState } from 'react'
import type { CivilDate } from '../../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../../shared/kernel/id.ts'
import { isTaxable } from '../../../../shared/model/lists.ts'
import type { KeptTransitionRow, Transition, TransitionScenario } from '../../../../shared/model/transition.ts'
import { usualYears } from '../../../../shared/model/usual-years.ts'
import type { HouseholdView } from '../../../../shared/model/views.ts'
import type { YearsPolicy } from '../../../../shared/model/years-policy.ts'
import { useJob } from '../../../desk/use-command.ts'
import { useQuery } from '../../../desk/use-query.ts'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { Empty, LoadingFace, RefusalBanner } from '../../../parts/faces.tsx'
import type { Planning } from '../use-plan.ts'
import { Answer } from './answer.tsx'
import { type Asking, askedOf, beginAsking, YearsForm } from './form.tsx'
import { KeptYears } from './kept-years.tsx'

interface OverYearsProps {
  readonly view: HouseholdView
  readonly plan: Planning
  readonly household: HouseholdId
  readonly asOf: CivilDate
  readonly onClose: () => void
}

export function OverYears(props: OverYearsProps) {
  const { view, household, onClose } = props
  const settings = useQuery('settings.read', {})
  const [opened, setOpened] = useState<KeptTransitionRow | null>(null)
  const taxable = view.accounts.some(({ mode, type }) => mode === 'tradable' && isTaxable(type))
  return (
    <Dialog title="Over several years" onClose={onClose} width={1180}>
      <div className="over-years">
        <KeptYears household={household} onOpen={setOpened} />
        {settings.refusal && <RefusalBanner refusal={settings.refusal} />}
        {settings.value === undefined && !settings.refusal && <LoadingFace what="Reading the settings" />}
        {settings.value !== undefined && opened === null && taxable && <Years {...props} policy={settings.value.years ?? usualYears} />}
        {opened === null && !taxable && (
          <Empty title="No taxable account">Gains are taxed in none of the accounts that can be traded: there is nothing to spread.</Empty>
        )}
        {opened !== null && <Opened key={`${opened.id} ${opened.chosen}`} {...props} row={opened} onBack={() => setOpened(null)} />}
      </div>
    </Dialog>
  )
}

/** The chosen scenario's own wishes, for the accounts it is of. */
function taking({ plan, onClose }: OverYearsProps, { accounts }: Transition) {
  return (scenario: TransitionScenario) => {
    if (scenario.first === null) return
    plan.take(
      scenario.first,
      accounts.map(({ account }) => account),
    )
    onClose()
  }
}

interface OpenedProps extends OverYearsProps {
  readonly row: KeptTransitionRow
  readonly onBack: () => void
}

function Opened({ row: { id, chosen }, onBack, ...props }: OpenedProps) {
  const { household, asOf } = props
  const read = useQuery('transition.read', { transition: id, chosen })
  return (
    <>
      <div className="line">
        <Button icon="back" onPress={onBack}>
          Plan anew
        </Button>
      </div>
      {read.refusal && <RefusalBanner refusal={read.refusal} />}
      {read.value === undefined && !read.refusal && <LoadingFace what="Opening the kept plan" />}
      {read.value && (
        <Answer
          transition={read.value.transition}
          kept={read.value}
          household={household}
          asOf={asOf}
          onTake={taking(props, read.value.transition)}
        />
      )}
    </>
  )
}

function Years(props: OverYearsProps & { readonly policy: YearsPolicy }) {
  const { view, plan, household, asOf, policy } = props
  const accounts = view.accounts.filter(({ mode, type }) => mode === 'tradable' && isTaxable(type))
  const [asking, setAsking] = useState<Asking>(() => beginAsking(accounts, plan.accounts, policy))
  const { run, stop, running, progress, refusal, clear, value } = useJob('transition.run')
  const asked = askedOf(asking, plan.wishes, policy)
  return (
    <>
      <YearsForm accounts={accounts} asking={asking} onChange={setAsking} />
      <div className="line">
        {running ? (
          <Button icon="stop" onPress={stop}>
            Stop
          </Button>
        ) : (
          <Button
            look="strong"
            icon="rebalance"
            disabled={asked === null}
            tip={asked === null ? 'Correct the fields above' : undefined}
            onPress={() => asked && void run({ household, asOf, asked })}
          >
            Plan the years
          </Button>
        )}
        <span className="grey small">Wishes and weights are those of the screen behind.</span>
      </div>
      {refusal && <RefusalBanner refusal={refusal} onClear={clear} />}
      {running && <LoadingFace what="Planning over several years" step={progress} onStop={stop} />}
      {value && !running && <Answer transition={value} kept={null} household={household} asOf={asOf} onTake={taking(props, value)} />}
    </>
  )
}
