/** When the firm trades back to target: the trigger, the bands beside those of the models, stress, losses, and the VIX typed in by hand. */
import { frequencies } from '../../../shared/model/lists.ts'
import type { Settings, WhenPolicy } from '../../../shared/model/settings.ts'
import { useSession } from '../../desk/session.tsx'
import { CheckBox, DateInput, HundredthsInput, Select, TextInput } from '../../parts/inputs.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { type Saver, WithSettings } from './firm-forms.tsx'
import { SaveLine } from './save-line.tsx'

export function WhenToTrade() {
  return <WithSettings>{(settings, save) => <WhenForm settings={settings} save={save} />}</WithSettings>
}

type Kind = WhenPolicy['trigger']['kind']
type Every = (typeof frequencies)[number]

interface Flat {
  readonly kind: Kind
  readonly every: Every
  readonly threshold: number
  readonly override: number
  readonly classPoints: number
  readonly classPart: number
  readonly securityPoints: number
  readonly securityPart: number
  readonly accountPoints: number
  readonly accountPart: number
  readonly stress: WhenPolicy['stress']
  readonly taxLoss: boolean
  readonly vix: number
  readonly vixAsOf: NonNullable<WhenPolicy['vix']>['asOf']
  readonly vixSource: string
}

const bandKeys = ['classPoints', 'classPart', 'securityPoints', 'securityPart', 'accountPoints', 'accountPart'] as const
const kinds: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'threshold', label: 'Threshold: drift or a band' },
  { value: 'calendar', label: 'Calendar: on dates' },
  { value: 'hybrid', label: 'Hybrid: on dates, earlier where drift is large' },
  { value: 'cost-benefit', label: 'Cost and benefit' },
]
const labels: Readonly<Record<keyof Flat, string>> = {
  kind: 'trigger',
  every: 'how often',
  threshold: 'threshold',
  override: 'override',
  classPoints: 'asset class, points',
  classPart: 'asset class, part of target',
  securityPoints: 'security, points',
  securityPart: 'security, part of target',
  accountPoints: 'account, points',
  accountPart: 'account, part of target',
  stress: 'in stress',
  taxLoss: 'tax loss',
  vix: 'VIX',
  vixAsOf: 'day of the VIX',
  vixSource: 'source of the VIX',
}

function flatOf({ when, driftThreshold }: Settings) {
  const trigger = when?.trigger ?? { kind: 'threshold' as const, threshold: driftThreshold }
  return {
    kind: trigger.kind,
    every: 'every' in trigger ? trigger.every : ('quarterly' as const),
    threshold: 'threshold' in trigger ? trigger.threshold : driftThreshold,
    override: 'override' in trigger ? trigger.override : driftThreshold * 2,
    classPoints: when?.bands.assetClass.absolute ?? null,
    classPart: when?.bands.assetClass.relative ?? null,
    securityPoints: when?.bands.security.absolute ?? null,
    securityPart: when?.bands.security.relative ?? null,
    accountPoints: when?.bands.account.absolute ?? null,
    accountPart: when?.bands.account.relative ?? null,
    stress: when?.stress ?? ('widen' as const),
    taxLoss: when?.taxLoss ?? false,
    vix: when?.vix?.level ?? null,
    vixAsOf: when?.vix?.asOf ?? null,
    vixSource: when?.vix?.source ?? '',
  }
}

function policyOf(
  flat: Flat & { readonly [Key in (typeof bandKeys)[number]]: number | null } & { readonly vix: number | null },
): WhenPolicy {
  const { kind, every, threshold, override, stress, taxLoss, vix, vixAsOf, vixSource } = flat
  const triggers: Readonly<Record<Kind, WhenPolicy['trigger']>> = {
    threshold: { kind: 'threshold', threshold },
    calendar: { kind: 'calendar', every },
    hybrid: { kind: 'hybrid', every, threshold, override },
    'cost-benefit': { kind: 'cost-benefit' },
  }
  return {
    trigger: triggers[kind],
    bands: {
      assetClass: { absolute: flat.classPoints, relative: flat.classPart },
      security: { absolute: flat.securityPoints, relative: flat.securityPart },
      account: { absolute: flat.accountPoints, relative: flat.accountPart },
    },
    stress,
    taxLoss,
    vix: vix === null || vixAsOf === null ? null : { level: vix, asOf: vixAsOf, source: vixSource === '' ? 'typed in' : vixSource },
  }
}

function WhenForm({ settings, save }: { settings: Settings; save: Saver }) {
  const { asOf } = useSession()
  const form = useDraft<Flat>(flatOf(settings), [...bandKeys, 'vix', 'vixAsOf'])
  const { field, draft } = form
  const dated = draft.kind === 'calendar' || draft.kind === 'hybrid'
  const future = draft.vixAsOf != null && draft.vixAsOf > asOf
  const halfVix = (draft.vix == null) !== (draft.vixAsOf == null)
  const wrong = [
    ...form.missing.map(key => labels[key]),
    ...(halfVix ? ['VIX and its day, both or neither'] : []),
    ...(future ? ['a day that has come'] : []),
  ]
  return (
    <form className="stack" aria-label="When to trade" onSubmit={event => event.preventDefault()}>
      <fieldset className="fields">
        <legend>What asks for a trade</legend>
        <Select label="Trigger" choices={kinds} {...field('kind')} />
        {dated && <Select label="How often" choices={frequencies.map(value => ({ value, label: value }))} {...field('every')} />}
        {(draft.kind === 'threshold' || draft.kind === 'hybrid') && (
          <HundredthsInput
            label="Drift of the portfolio"
            unit="pts"
            help="5 points are usual; 3 where holdings are volatile, 10 for index funds"
            {...field('threshold')}
          />
        )}
        {draft.kind === 'hybrid' && <HundredthsInput label="Earlier at a drift of" unit="pts" {...field('override')} />}
      </fieldset>
      <Bands field={field} />
      <fieldset className="fields">
        <legend>The market</legend>
        <Select
          label="In stress (VIX of 30 or more)"
          choices={[
            { value: 'widen', label: 'Bands half as wide again' },
            { value: 'pause', label: 'Pause below 15 points' },
          ]}
          {...field('stress')}
        />
        <HundredthsInput label="VIX" unit="" optional help="Or import prices of a security named VIX" {...field('vix')} />
        <DateInput label="Of the day" optional {...field('vixAsOf')} />
        <TextInput label="Source" value={draft.vixSource ?? ''} onChange={vixSource => form.set({ vixSource })} />
      </fieldset>
      <CheckBox
        label="Also where a taxable position has lost 10 % or drift is 5 points"
        value={draft.taxLoss ?? false}
        onChange={taxLoss => form.set({ taxLoss })}
      />
      <SaveLine
        missing={wrong}
        running={save.running}
        saved={save.value !== undefined && !form.changed}
        refusal={save.refusal}
        onClear={save.clear}
        onSave={() => form.whole && void save.run({ ...settings, when: policyOf(form.whole) })}
      >
        Save policy
      </SaveLine>
    </form>
  )
}

function Bands({ field }: { field: ReturnType<typeof useDraft<Flat>>['field'] }) {
  return (
    <fieldset className="fields">
      <legend>Bands beside those of the models: the narrower of points and part of the target counts; empty means none</legend>
      <HundredthsInput label="Asset class" unit="pts" optional {...field('classPoints')} />
      <HundredthsInput label="Asset class, part of its target" unit="%" optional {...field('classPart')} />
      <HundredthsInput label="Security" unit="pts" optional {...field('securityPoints')} />
      <HundredthsInput label="Security, part of its target" unit="%" optional {...field('securityPart')} />
      <HundredthsInput label="Security of one account" unit="pts" optional {...field('accountPoints')} />
      <HundredthsInput label="… part of its target" unit="%" optional {...field('accountPart')} />
    </fieldset>
  )
}
