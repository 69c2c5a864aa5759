/** What custodians charge for an order: as they publish it, and the firm's own rows, which stand before it. */
import { useState } from 'react'
import type { Output } from '../../../shared/contract/client.ts'
import type { CustodianFee } from '../../../shared/model/costs.ts'
import { custodians, securityKinds } from '../../../shared/model/lists.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { date, exactMoney } from '../../../shared/present/format.ts'
import { custodianWords } from '../../../shared/present/words.ts'
import { useSession } from '../../desk/session.tsx'
import type { Act } from '../../desk/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { DateInput, HundredthsInput, MoneyInput, Select, TextInput } from '../../parts/inputs.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { WithSettings } from './firm-forms.tsx'

type View = Output<'costs.read'>

export function Fees({ view }: { view: View }) {
  return <WithSettings>{(settings, save) => <FeeTable view={view} settings={settings} save={save} />}</WithSettings>
}

interface FeeTableProps {
  readonly view: View
  readonly settings: Settings
  readonly save: Act<'settings.save'>
}

function FeeTable({ view, settings, save }: FeeTableProps) {
  const [adding, setAdding] = useState(false)
  const own = view.fees
  const keep = (fees: readonly CustodianFee[]) => save.run({ ...settings, costs: { ...settings.costs, fees: [...fees] } })
  const same = (a: CustodianFee, b: CustodianFee) => a.custodian === b.custodian && a.kind === b.kind && a.effective === b.effective
  return (
    <section className="stack" aria-label="Custodians’ fees">
      <div className="line between">
        <h2>Custodians’ fees</h2>
        <Button icon="plus" onPress={() => setAdding(true)}>
          Add a fee of your own
        </Button>
      </div>
      <p className="grey">
        Your own rows stand before the published ones.{' '}
        {settings.costs.commission > 0 && 'The commission above stands before the published ones, too.'}
      </p>
      <table className="fees">
        <thead>
          <tr>
            {['Custodian', 'Kind', 'An order', 'A share', 'From', 'Source', 'Remove'].map(head => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {own.map(fee => (
            <FeeRow
              key={`own ${fee.custodian} ${fee.kind} ${fee.effective}`}
              fee={fee}
              onRemove={() => void keep(own.filter(one => !same(one, fee)))}
            />
          ))}
          {view.published.map(fee => (
            <FeeRow key={`${fee.custodian} ${fee.kind} ${fee.effective}`} fee={fee} />
          ))}
        </tbody>
      </table>
      {adding && (
        <FeeForm onSave={fee => keep([...own.filter(one => !same(one, fee)), fee])} save={save} onClose={() => setAdding(false)} />
      )}
    </section>
  )
}

function FeeRow({ fee, onRemove }: { fee: CustodianFee; onRemove?: () => void }) {
  const { custodian, kind, perOrder, perShare, effective, source } = fee
  return (
    <tr>
      <th scope="row">{custodianWords[custodian]}</th>
      <td>{kind}</td>
      <td className="number">{exactMoney(perOrder)}</td>
      <td className="number">{perShare === 0 ? 'none' : `$${(perShare / 10_000).toFixed(4)}`}</td>
      <td className="tabular">{date(effective)}</td>
      <td className="small">{source}</td>
      <td>
        {onRemove && (
          <Button look="plain" icon="close" label={`Remove the fee of ${custodianWords[custodian]} for ${kind}`} onPress={onRemove}>
            Remove
          </Button>
        )}
      </td>
    </tr>
  )
}

const labels: Readonly<Record<keyof CustodianFee, string>> = {
  custodian: 'a custodian',
  kind: 'a kind of security',
  perOrder: 'a fee for an order',
  perShare: 'a fee for a share',
  effective: 'a day',
  source: 'a source',
}

function FeeForm({
  onSave,
  save,
  onClose,
}: {
  onSave: (fee: CustodianFee) => ReturnType<Act<'settings.save'>['run']>
  save: Act<'settings.save'>
  onClose: () => void
}) {
  const { asOf } = useSession()
  const form = useDraft<CustodianFee>({ custodian: null, kind: null, perOrder: null, perShare: 0, effective: asOf, source: null })
  const { field, draft } = form
  const unsaid = (draft.source ?? '').trim() === ''
  return (
    <FormDialog
      title="Add a fee"
      save="Save fee"
      missing={[...new Set([...form.missing.map(key => labels[key]), ...(unsaid ? [labels.source] : [])])]}
      running={save.running}
      refusals={[save.refusal]}
      onSave={() => onSave(form.whole as CustodianFee)}
      onClose={onClose}
    >
      <div className="fields">
        <Select label="Custodian" {...field('custodian')} choices={custodians.map(value => ({ value, label: custodianWords[value] }))} />
        <Select label="Kind of security" {...field('kind')} choices={securityKinds.map(value => ({ value, label: value }))} />
        <MoneyInput label="For an order" {...field('perOrder')} />
        <HundredthsInput label="For a share, where that is more" unit="cents" {...field('perShare')} />
        <DateInput label="From" {...field('effective')} />
        <TextInput label="Source" longest={300} value={draft.source ?? ''} onChange={source => form.set({ source })} />
      </div>
    </FormDialog>
  )
}
