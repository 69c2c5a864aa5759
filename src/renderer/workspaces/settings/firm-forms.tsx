/** What the firm assumes: trading costs, thresholds of a harvest, and the names that are printed on tickets. One record, three forms. */
import type { ReactNode } from 'react'
import { daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { CostAssumptions } from '../../../shared/model/costs.ts'
import { type ImpactForm, impactForms } from '../../../shared/model/lists.ts'
import type { HarvestThresholds, Settings } from '../../../shared/model/settings.ts'
import { usualFlowDays } from '../../../shared/model/usual-flows.ts'
import { useSession } from '../../desk/session.tsx'
import { type Act, useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Banner } from '../../parts/faces.tsx'
import { CheckBox, DateInput, HundredthsInput, MoneyInput, Select, TextInput, WholeInput } from '../../parts/inputs.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { SaveLine } from './save-line.tsx'

export type Saver = Act<'settings.save'>

/** Reads the settings and gives the form a way to save a changed copy; the form begins anew when they change. */
export function WithSettings({ children }: { children: (settings: Settings, save: Saver) => ReactNode }) {
  const answer = useQuery('settings.read', {})
  const save = useCommand('settings.save')
  return (
    <AnswerView answer={answer} what="Reading the settings">
      {settings => <div key={JSON.stringify(settings)}>{children(settings, save)}</div>}
    </AnswerView>
  )
}

export function Costs() {
  return <WithSettings>{(settings, save) => <CostForm settings={settings} save={save} />}</WithSettings>
}

type FlatCosts = Pick<CostAssumptions, 'commission' | 'asOf' | 'source'> & CostAssumptions['oneWay'] & { readonly impact: ImpactForm }

const impactNames: Readonly<Record<ImpactForm, string>> = {
  'square-root': 'Square root (Boyd 2017)',
  almgren: 'Almgren and others (2005)',
}

const costLabels: Readonly<Record<keyof FlatCosts, string>> = {
  commission: 'commission',
  large: 'large companies',
  mid: 'mid-size companies',
  small: 'small companies',
  unknown: 'size unknown',
  asOf: 'as of',
  source: 'source',
  impact: 'a form of impact',
}

function CostForm({ settings, save }: { settings: Settings; save: Saver }) {
  const { asOf } = useSession()
  const { oneWay, commission, asOf: costsAsOf, source } = settings.costs
  const form = useDraft<FlatCosts>({ commission, asOf: costsAsOf, source, impact: settings.costs.impact ?? 'square-root', ...oneWay })
  const { field, draft } = form
  const age = draft.asOf ? daysBetween(draft.asOf, asOf) : 0

  function store() {
    if (!form.whole) return
    const { large, mid, small, unknown, ...kept } = form.whole
    void save.run({ ...settings, costs: { ...settings.costs, ...kept, oneWay: { large, mid, small, unknown } } })
  }

  return (
    <form className="stack" aria-label="Cost assumptions" onSubmit={event => event.preventDefault()}>
      <p className="grey">
        Half the spread plus impact, for one side of a trade. A harvest is charged both sides: the sale and the purchase of its substitute.
      </p>
      {age > 30 && (
        <Banner weight="warning">These estimates are {age} days old; after 30 days every figure that rests on them is flagged.</Banner>
      )}
      <fieldset className="fields">
        <legend>Cost of one trade</legend>
        <HundredthsInput label="Large companies" unit="bp" {...field('large')} />
        <HundredthsInput label="Mid-size companies" unit="bp" {...field('mid')} />
        <HundredthsInput label="Small companies" unit="bp" {...field('small')} />
        <HundredthsInput label="Size unknown" unit="bp" help="Used and flagged" {...field('unknown')} />
        <MoneyInput label="Commission for a trade" {...field('commission')} />
        <Select
          label="Impact of an order of known volume"
          help="By the square root of its part of a day’s volume, or permanent and temporary by shares outstanding. One form in every cost; the trail shows both"
          {...field('impact')}
          choices={impactForms.map(value => ({ value, label: impactNames[value] }))}
        />
      </fieldset>
      <fieldset className="fields">
        <legend>Where they come from</legend>
        <DateInput label="As of" {...field('asOf')} />
        <TextInput label="Source" longest={500} lines={3} value={draft.source ?? ''} onChange={source => form.set({ source })} />
      </fieldset>
      <SaveLine
        missing={form.missing.map(key => costLabels[key])}
        running={save.running}
        saved={save.value !== undefined && !form.changed}
        refusal={save.refusal}
        onClear={save.clear}
        onSave={store}
      >
        Save costs
      </SaveLine>
    </form>
  )
}

export function Thresholds() {
  return <WithSettings>{(settings, save) => <ThresholdForm settings={settings} save={save} />}</WithSettings>
}

type FlatThresholds = HarvestThresholds & Required<Pick<Settings, 'driftThreshold' | 'staleAfterTradingDays' | 'flowDays'>>

const thresholdLabels: Readonly<Record<keyof FlatThresholds, string>> = {
  leastLoss: 'least loss',
  leastLossPoints: 'least loss of basis',
  leastNet: 'least net benefit',
  nearLongDays: 'days before long-term',
  driftThreshold: 'drift',
  staleAfterTradingDays: 'age of prices',
  flowDays: 'days of needs and deposits',
}

function ThresholdForm({ settings, save }: { settings: Settings; save: Saver }) {
  const form = useDraft<FlatThresholds>({
    ...settings.harvest,
    driftThreshold: settings.driftThreshold,
    staleAfterTradingDays: settings.staleAfterTradingDays,
    flowDays: settings.flowDays ?? usualFlowDays,
  })
  const { field } = form

  function store() {
    if (!form.whole) return
    const { driftThreshold, staleAfterTradingDays, flowDays, ...harvest } = form.whole
    void save.run({ ...settings, harvest, driftThreshold, staleAfterTradingDays, flowDays })
  }

  return (
    <form className="stack" aria-label="Thresholds" onSubmit={event => event.preventDefault()}>
      <fieldset className="fields">
        <legend>A lot is worth a ticket where all three hold</legend>
        <MoneyInput label="Least loss" {...field('leastLoss')} />
        <HundredthsInput label="Least loss of basis" unit="%" {...field('leastLossPoints')} />
        <MoneyInput label="Least net benefit" help="Tax saved now less cost" {...field('leastNet')} />
      </fieldset>
      <fieldset className="fields">
        <legend>What is flagged</legend>
        <WholeInput
          label="Waiting before long-term"
          unit="days"
          help="A short-term loss this near is shown as waiting"
          {...field('nearLongDays')}
        />
        <HundredthsInput label="Drift of the portfolio" unit="pts" help="Half the sum of absolute drifts" {...field('driftThreshold')} />
        <WholeInput label="Prices are stale after" unit="trading days" {...field('staleAfterTradingDays')} />
        <WholeInput label="Plans count needs and deposits within" unit="days" {...field('flowDays')} />
      </fieldset>
      <SaveLine
        missing={form.missing.map(key => thresholdLabels[key])}
        running={save.running}
        saved={save.value !== undefined && !form.changed}
        refusal={save.refusal}
        onClear={save.clear}
        onSave={store}
      >
        Save thresholds
      </SaveLine>
    </form>
  )
}

export function TicketNames() {
  return <WithSettings>{(settings, save) => <NamesForm settings={settings} save={save} />}</WithSettings>
}

function NamesForm({ settings, save }: { settings: Settings; save: Saver }) {
  const { firm, recommendedBy, placedBy, discretionary } = settings
  const form = useDraft<Pick<Settings, 'firm' | 'recommendedBy' | 'placedBy' | 'discretionary'>>({
    firm,
    recommendedBy,
    placedBy,
    discretionary,
  })
  const { draft } = form
  return (
    <form className="stack" aria-label="Names on tickets" onSubmit={event => event.preventDefault()}>
      <p className="grey">Printed on every ticket; the issue of a ticket may name someone else. Empty names print as a line to sign.</p>
      <div className="fields">
        <TextInput label="Firm" value={draft.firm ?? ''} onChange={value => form.set({ firm: value })} />
        <TextInput label="Recommended by" value={draft.recommendedBy ?? ''} onChange={value => form.set({ recommendedBy: value })} />
        <TextInput label="Placed by" value={draft.placedBy ?? ''} onChange={value => form.set({ placedBy: value })} />
      </div>
      <CheckBox
        label="Orders are discretionary unless a ticket says otherwise"
        value={draft.discretionary ?? false}
        onChange={value => form.set({ discretionary: value })}
      />
      <SaveLine
        missing={[]}
        running={save.running}
        saved={save.value !== undefined && !form.changed}
        refusal={save.refusal}
        onClear={save.clear}
        onSave={() => form.whole && void save.run({ ...settings, ...form.whole })}
      >
        Save names
      </SaveLine>
    </form>
  )
}
