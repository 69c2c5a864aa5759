/** A model portfolio: weights that sum to exactly 100 %, each with the drift it allows. An account follows one of them, or none. */
import { type ReactNode, useState } from 'react'
import { id, type SecurityId } from '../../../shared/kernel/id.ts'
import type { ModelPortfolio } from '../../../shared/model/book.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { percent } from '../../../shared/present/format.ts'
import { useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { Button } from '../../parts/button.tsx'
import { Banner } from '../../parts/faces.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { HundredthsInput, Select, TextInput } from '../../parts/inputs.tsx'

const whole = 10_000

/** A line as it is edited; undefined is text that is no value. */
interface Line {
  readonly key: number
  readonly security: SecurityId | null
  readonly weight: number | null | undefined
  readonly band: number | null | undefined
}

export function TargetsForm({ view, onClose }: { view: HouseholdView; onClose: () => void }) {
  const [chosen, setChosen] = useState<string | null>(view.models[0]?.id ?? null)
  const model = view.models.find(item => item.id === chosen) ?? null
  const choices = [...view.models.map(item => ({ value: item.id as string, label: item.name })), { value: 'new', label: 'A new model' }]
  return (
    <ModelForm key={chosen ?? ''} model={model} onClose={onClose}>
      <Select label="Model portfolio" value={chosen ?? 'new'} choices={choices} onChange={setChosen} />
      {model && <Banner weight="note">Every account that follows this model is measured against it, in other households too.</Banner>}
    </ModelForm>
  )
}

function ModelForm({ model, onClose, children }: { model: ModelPortfolio | null; onClose: () => void; children: ReactNode }) {
  const save = useCommand('model.save')
  const index = useQuery('book.index', {})
  const [name, setName] = useState(model?.name ?? '')
  const [lines, setLines] = useState<readonly Line[]>(() => (model?.targets ?? []).map((target, key) => ({ key, ...target })))
  const sum = lines.reduce((total, line) => total + (line.weight ?? 0), 0)
  const missing = missingIn(name, lines)
  const change = (key: number, by: Partial<Line>) => setLines(lines.map(line => (line.key === key ? { ...line, ...by } : line)))
  const securities = (index.value?.securities ?? []).map(security => ({
    value: security.id,
    label: `${security.symbol} · ${security.name}`,
  }))

  function store() {
    const targets = lines.map(line => ({ security: line.security ?? id<'security'>(''), weight: line.weight ?? 0, band: line.band ?? 0 }))
    return save.run({ ...(model ? { id: model.id } : {}), name: name.trim(), targets })
  }

  return (
    <FormDialog
      title="Targets"
      save="Save model"
      missing={missing}
      running={save.running}
      refusals={[save.refusal]}
      onSave={store}
      onClose={onClose}
      width={760}
    >
      {children}
      <TextInput label="Name" value={name} onChange={setName} />
      {lines.map(line => (
        <div key={line.key} className="target-line">
          <Select label="Security" value={line.security} choices={securities} onChange={security => change(line.key, { security })} />
          <HundredthsInput label="Weight" unit="%" value={line.weight ?? null} onChange={weight => change(line.key, { weight })} />
          <HundredthsInput label="Band" unit="pts" value={line.band ?? null} onChange={band => change(line.key, { band })} />
          <Button look="plain" icon="close" onPress={() => setLines(lines.filter(other => other.key !== line.key))}>
            Remove
          </Button>
        </div>
      ))}
      <div className="line between">
        <Button
          icon="plus"
          onPress={() =>
            setLines([...lines, { key: Math.max(0, ...lines.map(line => line.key)) + 1, security: null, weight: null, band: 300 }])
          }
        >
          Add a target
        </Button>
        <strong className="tabular" role="status">
          Sum {percent(sum)}
        </strong>
      </div>
    </FormDialog>
  )
}

export function missingIn(name: string, lines: readonly Omit<Line, 'key'>[]): readonly string[] {
  const securities = lines.map(line => line.security)
  const sum = lines.reduce((total, line) => total + (line.weight ?? 0), 0)
  return [
    ...(name.trim() === '' ? ['a name'] : []),
    ...(securities.includes(null) ? ['a security on every line'] : []),
    ...(new Set(securities).size < securities.length ? ['each security only once'] : []),
    ...(lines.some(line => typeof line.weight !== 'number' || line.weight < 0) ? ['a weight on every line'] : []),
    ...(lines.some(line => typeof line.band !== 'number' || line.band < 0) ? ['a band on every line'] : []),
    ...(sum !== whole ? ['weights that sum to 100 %'] : []),
  ]
}
