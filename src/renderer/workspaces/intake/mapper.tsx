/** A file that no layout knows: its columns are said by hand, with a first guess, and the mapping is kept by name for the next file like it. */
import { useState } from 'react'
import type { Mapping } from '../../../shared/model/import-batch.ts'
import { custodians } from '../../../shared/model/lists.ts'
import { custodianWords } from '../../../shared/present/words.ts'
import { useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { Button } from '../../parts/button.tsx'
import { RefusalBanner } from '../../parts/faces.tsx'
import { DateInput, Select, TextInput } from '../../parts/inputs.tsx'
import { fits, kindWords, type MappingKind, mapFields, missingFields, suggestedColumns, suggestedKind } from './fields.ts'

interface MapperProps {
  readonly header: readonly string[]
  readonly fileName: string
  /** The mapping the preview was made with. */
  readonly used: Mapping | null
  readonly onUse: (mapping: Mapping | null) => void
}

const kinds = Object.keys(kindWords) as MappingKind[]
const dateOrders = [
  { value: 'mdy', label: '11/21/2026: month first' },
  { value: 'iso', label: '2026-11-21: year first' },
  { value: 'dmy', label: '21/11/2026: day first' },
] as const

export function Mapper({ header, fileName, used, onUse }: MapperProps) {
  const [mapping, setMapping] = useState<Mapping>(() => used ?? firstMapping(header, fileName))
  const saved = useQuery('mapping.list', {})
  const save = useCommand('mapping.save')
  const [dateWrong, setDateWrong] = useState(false)
  const missing = missingFields(mapping.kind, mapping.columns)
  const offered = (saved.value?.mappings ?? []).filter(one => fits(one, header) && one.name !== used?.name)
  const set = (patch: Partial<Mapping>) => setMapping({ ...mapping, ...patch })
  const ready = missing.length === 0 && mapping.name.trim() !== '' && !dateWrong

  return (
    <details className="mapper" open={used === null}>
      <summary>{used ? `Read with the mapping "${used.name}"` : 'Map the columns of this file'}</summary>
      <Offered
        mappings={offered}
        onUse={one => {
          setMapping(one)
          onUse(one)
        }}
      />
      <div className="fields">
        <Select
          label="What the file holds"
          value={mapping.kind}
          choices={kinds.map(value => ({ value, label: kindWords[value] }))}
          onChange={kind => kind && set({ kind, columns: suggestedColumns(kind, header) })}
        />
        <Select
          label="Dates are written"
          value={mapping.dateOrder}
          choices={dateOrders}
          onChange={order => order && set({ dateOrder: order })}
        />
        <Select
          label="Custodian"
          value={mapping.custodian}
          choices={custodians.map(value => ({ value, label: custodianWords[value] }))}
          onChange={value => value && set({ custodian: value })}
        />
        <TextInput
          label="Account number, where no column has it"
          value={mapping.account ?? ''}
          longest={40}
          onChange={account => set({ account: account.trim() === '' ? null : account })}
        />
        <DateInput
          label="As of, where no column has it"
          optional
          value={mapping.asOf}
          onChange={asOf => {
            setDateWrong(asOf === undefined)
            if (asOf !== undefined) set({ asOf })
          }}
        />
      </div>
      <Columns header={header} mapping={mapping} onChange={columns => set({ columns })} />
      <div className="line mapper-foot">
        <TextInput label="Name of the mapping" value={mapping.name} longest={80} onChange={name => set({ name })} />
        <Button look="strong" disabled={!ready} tip={ready ? undefined : 'Complete the mapping first'} onPress={() => onUse(mapping)}>
          Preview with this mapping
        </Button>
        <Button disabled={!ready || save.running} onPress={() => void save.run(mapping)}>
          Save the mapping
        </Button>
        <span className="grey small" role="status">
          {save.value ? `Saved as ${mapping.name}.` : missing.length > 0 ? `Still needed: ${missing.map(one => one.label).join(', ')}` : ''}
        </span>
      </div>
      {save.refusal && <RefusalBanner refusal={save.refusal} onClear={save.clear} />}
    </details>
  )
}

function Offered({ mappings, onUse }: { mappings: readonly Mapping[]; onUse: (mapping: Mapping) => void }) {
  if (mappings.length === 0) return null
  return (
    <div className="line">
      <span>Saved mappings that fit:</span>
      {mappings.map(one => (
        <Button key={one.name} onPress={() => onUse(one)}>
          Use {one.name}
        </Button>
      ))}
    </div>
  )
}

interface ColumnsProps {
  readonly header: readonly string[]
  readonly mapping: Mapping
  readonly onChange: (columns: Mapping['columns']) => void
}

function Columns({ header, mapping, onChange }: ColumnsProps) {
  return (
    <>
      <h3>Columns</h3>
      <div className="fields">
        {mapFields[mapping.kind].map(({ field, label, needed }) => (
          <Select
            key={field}
            label={needed ? `${label} (needed)` : label}
            value={mapping.columns[field] ?? null}
            none={needed ? 'Choose a column' : 'Not in the file'}
            error={needed && (mapping.columns[field] ?? '') === '' ? 'This is needed.' : null}
            choices={header.filter(column => column.trim() !== '').map(column => ({ value: column, label: column }))}
            onChange={column => onChange(withColumn(mapping.columns, field, column))}
          />
        ))}
      </div>
    </>
  )
}

function firstMapping(header: readonly string[], fileName: string): Mapping {
  const kind = suggestedKind(header)
  const name = fileName.replace(/\.[^.]*$/, '').slice(0, 80) || 'mapping'
  return { name, kind, columns: suggestedColumns(kind, header), dateOrder: 'mdy', custodian: 'other', account: null, asOf: null }
}

function withColumn(columns: Mapping['columns'], field: string, column: string | null): Mapping['columns'] {
  const { [field]: _, ...rest } = columns
  return column === null ? rest : { ...rest, [field]: column }
}
