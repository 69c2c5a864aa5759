/** The draft of a ticket from the household's basket, or from a plan: the sheets as they will print, the memorandum's fields, and issuing. */
import { useEffect, useState } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Refusal } from '../../../shared/kernel/outcome.ts'
import type { PlanReference, PurchaseChoice } from '../../../shared/model/proposal.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import type { Ticket } from '../../../shared/model/ticket.ts'
import { counted } from '../../../shared/present/format.ts'
import { useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty, RefusalBanner } from '../../parts/faces.tsx'
import { CheckBox, TextInput } from '../../parts/inputs.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { go } from '../../shell/route.ts'
import type { Choices } from '../harvest/choices.ts'
import { plainChoice, useBasket } from '../harvest/use-basket.ts'
import { useSettled } from '../harvest/use-priced.ts'
import { Sheets } from './sheet.tsx'

export function Draft({ household, asOf }: { household: HouseholdId; asOf: CivilDate }) {
  const basket = useBasket(household)
  const settings = useQuery('settings.read', {})
  const review = () => go({ screen: 'harvest', household })
  if (basket.choices?.length === 0)
    return (
      <ScreenFrame title="Draft ticket">
        <Empty title="The basket is empty" action={<Button onPress={review}>Review harvests</Button>}>
          Take harvests into the basket first; the draft is made from it.
        </Empty>
      </ScreenFrame>
    )
  return (
    <ScreenFrame
      title="Draft ticket"
      lead="As it will print; nothing is written until it is issued"
      aside={<Button onPress={review}>Back to the review</Button>}
    >
      {basket.refusal && <RefusalBanner refusal={basket.refusal} />}
      <AnswerView answer={settings} what="Reading the settings">
        {value => basket.choices && <DraftBody household={household} asOf={asOf} choices={basket.choices} settings={value} />}
      </AnswerView>
    </ScreenFrame>
  )
}

interface Fields {
  readonly reason: string
  readonly recommendedBy: string
  readonly placedBy: string
  readonly discretionary: boolean
  readonly solicited: boolean
}

/** What was typed, until the ticket is issued: a refused one is mended on other screens, and nobody types a memorandum twice. */
const typedFor = new Map<HouseholdId, Fields>()

/** What a plan brings beside its sales. */
export interface OfPlan {
  readonly purchases: PurchaseChoice[]
  readonly plan: PlanReference
}

interface DraftBodyProps {
  readonly household: HouseholdId
  readonly asOf: CivilDate
  readonly choices: Choices
  readonly settings: Settings
  /** Left out: from the basket. */
  readonly ofPlan?: OfPlan
}

export function DraftBody({ household, asOf, choices, settings, ofPlan }: DraftBodyProps) {
  const { recommendedBy, placedBy, discretionary } = settings
  const [fields, setFields] = useState<Fields>(
    () => typedFor.get(household) ?? { reason: '', recommendedBy, placedBy, discretionary, solicited: true },
  )
  const type = (next: Fields) => {
    typedFor.set(household, next)
    setFields(next)
  }
  const reason = useSettled(fields.reason, 300)
  const answer = useQuery('ticket.draft', { household, asOf, reason, choices: choices.map(plainChoice), ...ofPlan })
  const [last, setLast] = useState<Ticket | undefined>(undefined)
  useEffect(() => {
    if (answer.value) setLast(answer.value)
  }, [answer.value])
  const issue = useCommand('ticket.issue')
  const shown = answer.refusal ? undefined : (answer.value ?? last)

  const [asked, setAsked] = useState(false)
  async function send() {
    setAsked(true)
    const unnamed = [fields.recommendedBy, fields.placedBy].findIndex(name => name.trim() === '')
    if (unnamed >= 0) return document.querySelectorAll<HTMLElement>('.draft-fields .names input')[unnamed]?.focus()
    if (!shown || issue.running) return
    const outcome = await issue.run({
      household,
      asOf,
      choices: choices.map(plainChoice),
      ...ofPlan,
      snapshotHash: shown.snapshotHash,
      ...fields,
    })
    if (!outcome.ok) return
    typedFor.delete(household)
    go({ screen: 'tickets', household, rest: [outcome.value.id] })
  }
  useScreenKeys({ i: () => void send(), r: () => document.querySelector<HTMLElement>('.draft-fields textarea')?.focus() })

  return (
    <div className="draft">
      <div className="draft-sheets">
        <AnswerView answer={{ ...answer, value: shown }} what="Drafting the ticket">
          {ticket => <Sheets ticket={{ ...ticket, ...fields }} draft />}
        </AnswerView>
      </div>
      <aside className="panel draft-fields" aria-label="Order memorandum">
        <h2>Order memorandum</h2>
        <p className="grey small">Kept with the ticket and printed at the end of each account’s sheets (17 CFR 275.204-2(a)(3)).</p>
        <Memorandum fields={fields} asked={asked} onChange={type} />
        {issue.refusal && <IssueRefused refusal={issue.refusal} household={household} plan={ofPlan?.plan} onAgain={again} />}
        <Button look="strong" icon="tickets" keys="I" disabled={issue.running || !shown} onPress={() => void send()}>
          {issue.running ? 'Issuing …' : `Issue ticket for ${ordersInWords(choices.length, ofPlan?.purchases.length ?? 0)} (I)`}
        </Button>
        <p className="grey small">
          Issuing numbers and freezes the ticket, and bars buying what is sold at a loss for 30 days.
          {ofPlan === undefined && ' The basket is emptied.'}
        </p>
      </aside>
    </div>
  )

  function again() {
    issue.clear()
    answer.refresh()
  }
}

interface MemorandumProps {
  readonly fields: Fields
  /** Issuing was tried: what is missing is said. */
  readonly asked: boolean
  readonly onChange: (fields: Fields) => void
}

function Memorandum({ fields, asked, onChange }: MemorandumProps) {
  return (
    <>
      <div className="names">
        <TextInput
          label="Recommended by"
          value={fields.recommendedBy}
          error={asked ? missing(fields.recommendedBy) : null}
          help="The name Settings gives stands here at first."
          onChange={value => onChange({ ...fields, recommendedBy: value })}
        />
        <TextInput
          label="Placed by"
          value={fields.placedBy}
          error={asked ? missing(fields.placedBy) : null}
          onChange={value => onChange({ ...fields, placedBy: value })}
        />
      </div>
      <CheckBox label="Discretionary" value={fields.discretionary} onChange={value => onChange({ ...fields, discretionary: value })} />
      <CheckBox label="Solicited" value={fields.solicited} onChange={value => onChange({ ...fields, solicited: value })} />
      <TextInput
        label="Why these trades (R)"
        lines={4}
        longest={500}
        value={fields.reason}
        onChange={value => onChange({ ...fields, reason: value })}
        placeholder="Such as: realize losses before year end"
      />
    </>
  )
}

/** A household that moved since is looked at again; everything else says what stands in the way and where to mend it. */
function IssueRefused({ refusal, household, plan, onAgain }: IssueRefusedProps) {
  const stale = refusal.code === 'conflict/stale'
  const mend = () => (plan ? toPlan(household, plan) : go({ screen: 'harvest', household, query: stale ? {} : { mend: 'reason' } }))
  return (
    <div className="stack">
      <RefusalBanner refusal={refusal} onClear={onAgain} />
      <div className="line">
        {stale && <Button onPress={onAgain}>Draft it again</Button>}
        <Button onPress={mend}>{plan ? 'Back to the plan' : stale ? 'Look at the review again' : 'Mend it in the review'}</Button>
      </div>
    </div>
  )
}

interface IssueRefusedProps {
  readonly refusal: Refusal
  readonly household: HouseholdId
  readonly plan: PlanReference | undefined
  readonly onAgain: () => void
}

export function toPlan(household: HouseholdId, plan: Pick<PlanReference, 'proposal' | 'revision'>): void {
  go({ screen: 'rebalance', household, query: { plan: plan.proposal, revision: String(plan.revision) } })
}

function ordersInWords(sales: number, purchases: number): string {
  return purchases === 0 ? counted(sales, 'sale') : `${counted(sales, 'sale')} and ${counted(purchases, 'purchase')}`
}

function missing(name: string): string | null {
  return name.trim() === '' ? 'A name is needed to issue.' : null
}
