/** The sleeves of one account, edited: a name, a part, a model or held as it is, and what is pinned to it. Parts sum to 100 %; what is wrong is said below. */
import type { Account } from '../../../shared/model/book.ts'
import type { Sleeve } from '../../../shared/model/sleeve.ts'
import { sleeveTrouble } from '../../../shared/model/sleeve-rules.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { counted, percent } from '../../../shared/present/format.ts'
import { useQuery } from '../../desk/use-query.ts'
import { Button } from '../../parts/button.tsx'
import { CheckBox, HundredthsInput, Select, TextInput } from '../../parts/inputs.tsx'

interface SleevesFieldProps {
  readonly account: Partial<Pick<Account, 'id'>> & Pick<Account, 'model' | 'sleeves'>
  readonly view: HouseholdView
  readonly onChange: (sleeves: Sleeve[] | undefined) => void
}

const mostSleeves = 12

export function SleevesField({ account, view, onChange }: SleevesFieldProps) {
  const { sleeves } = account
  if (sleeves === undefined)
    return (
      <div className="line">
        <Button icon="plus" onPress={() => onChange([{ name: 'Core', part: 10_000, model: account.model }])}>
          Divide into sleeves
        </Button>
        <span className="grey small">Parts of the account, each with its own model.</span>
      </div>
    )
  const trouble = sleeveTrouble(sleeves)
  const change = (at: number, next: Sleeve) => onChange(sleeves.map((each, index) => (index === at ? next : each)))
  const left = Math.max(1, 10_000 - sleeves.reduce((sum, { part }) => sum + part, 0))
  return (
    <fieldset className="sleeves">
      <legend>Sleeves, in the place of one model</legend>
      {view.household.model != null && <p className="grey small">The household follows one model: sleeves do not count while it does.</p>}
      {sleeves.map((sleeve, at) => (
        <SleeveLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a sleeve is known by its place while its name is typed
          key={at}
          sleeve={sleeve}
          account={account}
          view={view}
          onChange={next => change(at, next)}
          onRemove={() => onChange(sleeves.length === 1 ? undefined : sleeves.filter(each => each !== sleeve))}
        />
      ))}
      {trouble.length > 0 && (
        <p className="loss small" role="status">
          {trouble.join(' ')}
        </p>
      )}
      <div className="line">
        {sleeves.length < mostSleeves && (
          <Button icon="plus" onPress={() => onChange([...sleeves, { name: `Sleeve ${sleeves.length + 1}`, part: left, model: null }])}>
            Add a sleeve
          </Button>
        )}
        <Button look="plain" onPress={() => onChange(undefined)}>
          Not divided
        </Button>
      </div>
    </fieldset>
  )
}

interface SleeveLineProps extends Omit<SleevesFieldProps, 'onChange'> {
  readonly sleeve: Sleeve
  readonly onChange: (sleeve: Sleeve) => void
  readonly onRemove: () => void
}

function SleeveLine({ sleeve, account, view, onChange, onRemove }: SleeveLineProps) {
  const models = useQuery('model.list', {}).value?.models ?? []
  return (
    <div className="sleeve-line">
      <TextInput label="Sleeve" longest={60} value={sleeve.name} onChange={name => onChange({ ...sleeve, name })} />
      <HundredthsInput
        label="Part"
        unit="%"
        value={sleeve.part}
        error={sleeve.part > 0 && sleeve.part <= 10_000 ? null : 'Above 0 %, at most 100 %.'}
        onChange={part => part != null && onChange({ ...sleeve, part })}
      />
      <Select
        label="Model"
        none="Held as it is"
        value={sleeve.model}
        choices={models.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={model => onChange({ ...sleeve, model })}
      />
      <Button look="plain" label={`Remove sleeve ${sleeve.name}`} onPress={onRemove}>
        Remove
      </Button>
      <Pins sleeve={sleeve} account={account} view={view} onChange={onChange} />
    </div>
  )
}

/** What the account holds; what was pinned and is gone stays to be taken out. */
function Pins({ sleeve, account, view, onChange }: Omit<SleeveLineProps, 'onRemove'>) {
  const pinned = sleeve.pinned ?? []
  const held = view.holdings.filter(row => row.account === account.id).map(({ security }) => security)
  const choices = [...new Set([...pinned, ...held])]
  const symbols = new Map(view.securities.map(({ id, symbol, name }) => [id, `${symbol} · ${name}`]))
  const set = (next: Sleeve['pinned'] & object) => {
    const { pinned: _before, ...rest } = sleeve
    onChange(next.length === 0 ? rest : { ...rest, pinned: next })
  }
  return (
    <details className="sleeve-pins">
      <summary>{pinned.length === 0 ? 'Pin holdings to it' : `${counted(pinned.length, 'holding')} pinned`}</summary>
      {choices.map(security => (
        <CheckBox
          key={security}
          label={symbols.get(security) ?? security}
          value={pinned.includes(security)}
          onChange={on => set(on ? [...pinned, security] : pinned.filter(each => each !== security))}
        />
      ))}
      {sleeve.model !== null && pinned.length > 0 && (
        <CheckBox
          label="Do not trade what is pinned"
          value={sleeve.hold === true}
          onChange={on => {
            const { hold: _before, ...rest } = sleeve
            onChange(on ? { ...rest, hold: true } : rest)
          }}
        />
      )}
    </details>
  )
}

/** `Core 60 %, Legacy 40 %`, for a list. */
export function sleevesInWords(sleeves: readonly Sleeve[]): string {
  return sleeves.map(({ name, part }) => `${name} ${percent(part)}`).join(', ')
}
