/** One line of a model in the editor: what it counts, its weight and band, and, opened, what is bought for it and what is mapped to it. */
import { useId, useState } from 'react'
import type { ModelChoices } from '../../../../shared/model/model-view.ts'
import { counted } from '../../../../shared/present/format.ts'
import { Button } from '../../../parts/button.tsx'
import { HundredthsInput, Select, TextInput } from '../../../parts/inputs.tsx'
import { type DraftLine, type LineKind, ofKind } from './draft.ts'
import { type Choice, MappedHoldings, Members } from './members.tsx'
import { MoveButtons, moveKeys } from './move-buttons.tsx'

const kinds: readonly { readonly value: LineKind; readonly label: string }[] = [
  { value: 'security', label: 'One security' },
  { value: 'members', label: 'List of members' },
  { value: 'asset-class', label: 'Asset class' },
  { value: 'sector', label: 'Sector' },
  { value: 'factor', label: 'Factor' },
]

interface LineProps {
  readonly line: DraftLine
  readonly number: number
  readonly last: boolean
  readonly choices: ModelChoices | undefined
  readonly securities: readonly Choice[]
  readonly onChange: (line: DraftLine) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

export function LineEditor({ line, number, last, choices, securities, onChange, onMove, onRemove }: LineProps) {
  const [open, setOpen] = useState(false)
  const box = useId()
  const name = nameOf(line, number, securities)
  const set = (by: Partial<DraftLine>) => onChange({ ...line, ...by })
  function turn(kind: LineKind | null) {
    if (kind === null) return
    onChange(ofKind(line, kind))
    if (kind !== 'security') setOpen(true)
  }
  return (
    <fieldset className="model-line" aria-label={`Line ${number}: ${name}`} onKeyDown={moveKeys(onMove)}>
      <div className="model-line-row">
        <Select label="Line" value={line.kind} choices={kinds} onChange={turn} />
        <What line={line} choices={choices} securities={securities} set={set} />
        <HundredthsInput label="Weight" unit="%" value={line.weight ?? null} onChange={weight => set({ weight })} />
        <HundredthsInput label="Band" unit="pts" value={line.band ?? null} onChange={band => set({ band })} />
        <MoveButtons what={`line ${name}`} first={number === 1} last={last} onMove={onMove} onRemove={onRemove} />
      </div>
      <button type="button" className="button plain model-more" aria-expanded={open} aria-controls={box} onClick={() => setOpen(!open)}>
        <span className="clip">{open ? 'Hide members and mapped holdings' : inWords(line, securities)}</span>
      </button>
      {open && (
        <div id={box} className="model-parts">
          {line.kind === 'security' ? (
            <Button look="plain" icon="plus" onPress={() => turn('members')}>
              Make it a list of members: what is bought by kind of account, and what instead
            </Button>
          ) : (
            <Members line={name} members={line.members} securities={securities} onChange={members => set({ members })} />
          )}
          <MappedHoldings line={name} mapped={line.mapped} securities={securities} onChange={mapped => set({ mapped })} />
        </div>
      )}
    </fieldset>
  )
}

interface WhatProps {
  readonly line: DraftLine
  readonly choices: ModelChoices | undefined
  readonly securities: readonly Choice[]
  readonly set: (by: Partial<DraftLine>) => void
}

function What({ line: { kind, of, name, security }, choices, securities, set }: WhatProps) {
  if (kind === 'security')
    return <Select label="Security" value={security} choices={securities} onChange={each => set({ security: each })} />
  if (kind === 'members')
    return <TextInput label="Name" longest={60} value={name} placeholder="Its first member" onChange={text => set({ name: text })} />
  if (kind === 'factor')
    return <TextInput label="Factor" longest={60} value={of ?? ''} placeholder="Value, Small cap …" onChange={text => set({ of: text })} />
  const known = (kind === 'sector' ? choices?.sectors : choices?.assetClasses) ?? []
  const words = of === null || known.includes(of) ? known : [of, ...known]
  return (
    <Select
      label={kind === 'sector' ? 'Sector' : 'Asset class'}
      value={of}
      choices={words.map(word => ({ value: word, label: word }))}
      onChange={word => set({ of: word })}
    />
  )
}

function symbolOf(security: string | null, securities: readonly Choice[]): string | undefined {
  return securities.find(({ value }) => value === security)?.label.split(' · ')[0]
}

function nameOf({ kind, of, name, security, members }: DraftLine, number: number, securities: readonly Choice[]): string {
  if (kind === 'security') return symbolOf(security, securities) ?? `${number}`
  return (kind === 'members' ? name.trim() || symbolOf(members[0]?.security ?? null, securities) : of) || `${number}`
}

/** What a closed line holds. */
function inWords({ kind, members, mapped }: DraftLine, securities: readonly Choice[]): string {
  const bought = members.map(({ security }) => symbolOf(security, securities) ?? '…').join(', ')
  const parts = [kind === 'security' ? 'Bought as itself in every account' : `Buys ${bought}`]
  if (mapped.length > 0) parts.push(counted(mapped.length, 'mapped holding'))
  return parts.join(' · ')
}
