/** A model portfolio: lines whose weights sum to exactly 100 %, each with the drift it allows and what is bought for it. The desk checks the draft as it grows. */
import { type ReactNode, useState } from 'react'
import type { ModelPortfolio } from '../../../shared/model/book.ts'
import type { ModelProblem } from '../../../shared/model/model-view.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { Button } from '../../parts/button.tsx'
import { Banner } from '../../parts/faces.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { Select, TextInput } from '../../parts/inputs.tsx'
import { Status, weightWords } from '../../parts/status.tsx'
import { type DraftLine, draftOf, missingIn, moved, newLine, nextKey, targetsOf } from './model/draft.ts'
import { LineEditor } from './model/line.tsx'

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
  const choices = useQuery('model.choices', {}).value
  const [name, setName] = useState(model?.name ?? '')
  const [lines, setLines] = useState<readonly DraftLine[]>(() => (model?.targets ?? []).map(draftOf))
  const targets = targetsOf(lines)
  const weights = lines.map(({ weight }) => weight ?? 0)
  const checked = useQuery('model.check', { name: name.trim() || 'this model', weights, targets }).value
  const missing = missingIn(name, lines)
  const stopped = checked?.problems.some(({ weight }) => weight === 'stop') ?? true
  const change = (line: DraftLine) => setLines(lines.map(other => (other.key === line.key ? line : other)))
  const securities = (choices?.securities ?? []).map(security => ({ value: security.id, label: `${security.symbol} · ${security.name}` }))

  return (
    <FormDialog
      title="Targets"
      save="Save model"
      missing={[...missing, ...(missing.length === 0 && stopped ? ['to put right what is said below the lines'] : [])]}
      running={save.running}
      refusals={[save.refusal]}
      onSave={() => save.run({ ...(model ? { id: model.id } : {}), name: name.trim(), targets: targets ?? [] })}
      onClose={onClose}
      width={1040}
      said={checked?.sum}
    >
      {children}
      <TextInput label="Name" value={name} onChange={setName} />
      {lines.map((line, at) => (
        <LineEditor
          key={line.key}
          line={line}
          number={at + 1}
          last={at === lines.length - 1}
          choices={choices}
          securities={securities}
          onChange={change}
          onMove={by => setLines(moved(lines, line.key, by))}
          onRemove={() => setLines(lines.filter(other => other.key !== line.key))}
        />
      ))}
      <div className="line">
        <Button icon="plus" onPress={() => setLines([...lines, newLine(nextKey(lines))])}>
          Add a line
        </Button>
      </div>
      <Problems problems={checked?.problems ?? []} />
    </FormDialog>
  )
}

function Problems({ problems }: { problems: readonly ModelProblem[] }) {
  if (problems.length === 0) return null
  return (
    <ul className="model-problems" aria-label="What the desk says of this model">
      {problems.map(({ weight, what, remedy }) => (
        <li key={what}>
          <Status {...weightWords[weight]} />
          <span>
            {what} <span className="grey">{remedy}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
