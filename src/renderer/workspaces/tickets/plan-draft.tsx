/** The draft of a ticket that carries out a kept plan (`…/tickets/draft?plan=ID&revision=N`): its sales by lots and its purchases, beside whatever the basket holds. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId, ProposalId } from '../../../shared/kernel/id.ts'
import { useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { DraftBody, toPlan } from './draft.tsx'

interface PlanDraftProps {
  readonly household: HouseholdId
  readonly asOf: CivilDate
  readonly proposal: ProposalId
  readonly revision: number
}

export function PlanDraft({ household, asOf, proposal, revision }: PlanDraftProps) {
  const settings = useQuery('settings.read', {})
  const plan = useQuery('proposal.handover', { proposal, revision, edits: null })
  return (
    <ScreenFrame
      title="Draft ticket"
      lead={
        plan.value
          ? `Plan ${proposal}, revision ${revision}: ${plan.value.plan.words}. Nothing is written until it is issued.`
          : 'As it will print; nothing is written until it is issued'
      }
      aside={<Button onPress={() => toPlan(household, { proposal, revision })}>Back to the plan</Button>}
    >
      <AnswerView answer={settings} what="Reading the settings">
        {value => (
          <AnswerView answer={plan} what="Reading the plan">
            {({ choices, purchases, plan: reference }) => (
              <DraftBody household={household} asOf={asOf} choices={choices} settings={value} ofPlan={{ purchases, plan: reference }} />
            )}
          </AnswerView>
        )}
      </AnswerView>
    </ScreenFrame>
  )
}
