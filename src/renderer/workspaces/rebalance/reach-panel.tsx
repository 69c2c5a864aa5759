/** How the household is planned and how far the plan goes: as one or each account by its model; as far as pays, or by one of the planner's rules. */
import type { Wishes } from '../../../shared/model/proposal.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { CheckBox, MoneyInput, WholeInput } from '../../parts/inputs.tsx'

interface ReachProps {
  readonly view: HouseholdView
  readonly wishes: Wishes
  readonly onChange: (wishes: Wishes) => void
}

type Extent = NonNullable<Wishes['extent']>
type Scope = 'auto' | NonNullable<Wishes['scope']>

export const scopes: readonly Choice<Scope>[] = [
  { value: 'auto', label: 'As the targets are', tip: 'As one where all accounts share a target, otherwise each by its model' },
  {
    value: 'household',
    label: 'Household as one',
    tip: 'One plan over all accounts: gains where they are not taxed, cash within each account',
  },
  { value: 'accounts', label: 'Each account by its model', tip: 'Account by account, each knowing the plans before it' },
]

const extents: readonly Choice<Extent>[] = [
  { value: 'optimal', label: 'As far as pays', tip: 'Optimized: risk, cost and tax weighed against each other, with proof' },
  { value: 'target', label: 'To target', tip: 'Full rebalancing, by rule: not optimized' },
  { value: 'half', label: 'Half way', tip: 'Half of each trade, by rule: not optimized' },
  { value: 'band', label: 'To the band edge', tip: 'Only what is outside its band, to its edge, by rule: not optimized' },
  { value: 'cost', label: 'Where it pays twice', tip: 'To target where the benefit is more than twice the cost, by rule: not optimized' },
]

/** Whether accounts may be planned as one at all. */
function asOneMayBe(view: HouseholdView, { extent = 'optimal' }: Wishes): boolean {
  return extent === 'optimal' && view.accounts.filter(({ mode }) => mode === 'tradable').length > 1
}

/** In the words of the choice, where there is one. */
export function scopeSaid(view: HouseholdView, wishes: Wishes): string[] {
  return asOneMayBe(view, wishes) ? [lowered(scopes, wishes.scope ?? 'auto')] : []
}

export function extentSaid({ extent = 'optimal' }: Wishes): string {
  return lowered(extents, extent)
}

function lowered<Value extends string>(choices: readonly Choice<Value>[], value: Value): string {
  const label = choices.find(choice => choice.value === value)?.label ?? value
  return label.charAt(0).toLowerCase() + label.slice(1)
}

export function withScope({ scope: _before, ...rest }: Wishes, scope: Scope): Wishes {
  return scope === 'auto' ? rest : { ...rest, scope }
}

export function ScopePanel({ view, wishes, onChange }: ReachProps) {
  if (!asOneMayBe(view, wishes)) return null
  const choose = (scope: Scope) => onChange(withScope(wishes, scope))
  return <Choices legend="Household" name="scope" choices={scopes} value={wishes.scope ?? 'auto'} onChange={choose} />
}

export function ExtentPanel({ wishes, onChange }: Omit<ReachProps, 'view'>) {
  return (
    <Choices
      legend="How far to go"
      hidden
      name="extent"
      choices={extents}
      value={wishes.extent ?? 'optimal'}
      onChange={value => onChange({ ...wishes, extent: value })}
    />
  )
}

/** A gift in kind, and gains that wait for their anniversary. */
export function LotWishes({ wishes, onChange }: Omit<ReachProps, 'view'>) {
  return (
    <>
      <MoneyInput
        optional
        label="Gift in kind"
        value={wishes.gift ?? null}
        onChange={gift => gift !== undefined && onChange({ ...wishes, gift })}
        help="long-term lots"
      />
      <WholeInput
        optional
        label="Gains wait"
        unit="days"
        value={wishes.defer ?? null}
        onChange={defer => defer !== undefined && onChange({ ...wishes, defer })}
        help="before long-term"
      />
      {(wishes.defer ?? 0) > 0 && (
        <CheckBox
          label="Wait whatever it costs"
          value={wishes.deferAs === 'always'}
          onChange={always => {
            const { deferAs: _before, ...rest } = wishes
            onChange(always ? { ...rest, deferAs: 'always' } : rest)
          }}
        />
      )}
    </>
  )
}

interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly tip: string
}

interface ChoicesProps<Value extends string> {
  readonly legend: string
  /** Said already by what is around it. */
  readonly hidden?: boolean
  readonly name: string
  readonly choices: readonly Choice<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

function Choices<Value extends string>({ legend, hidden = false, name, choices, value, onChange }: ChoicesProps<Value>) {
  return (
    <fieldset className="wish-group choices">
      <legend className={hidden ? 'hidden-label' : undefined}>{legend}</legend>
      {choices.map(choice => (
        <label key={choice.value} className="check-box" title={choice.tip}>
          <input type="radio" name={name} checked={value === choice.value} onChange={() => onChange(choice.value)} />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
