/** What is bought for a line, in order, and in which accounts; and the holdings that count toward it without ever being bought. */
import type { SecurityId } from '../../../../shared/kernel/id.ts'
import { taxTypes } from '../../../../shared/model/lists.ts'
import type { TaxType } from '../../../../shared/model/model-line.ts'
import { Button } from '../../../parts/button.tsx'
import { CheckBox, Select, TextInput } from '../../../parts/inputs.tsx'
import { type DraftMapped, type DraftMember, moved, newMember, nextKey } from './draft.ts'
import { MoveButtons, moveKeys } from './move-buttons.tsx'

export interface Choice {
  readonly value: SecurityId
  readonly label: string
}

const taxTypeWords: Readonly<Record<TaxType, string>> = { taxable: 'Taxable', deferred: 'Tax-deferred', free: 'Tax-free' }
const roles = [
  { value: 'equivalent', label: 'Equivalent' },
  { value: 'substitute', label: 'Substitute' },
] as const

interface MembersProps {
  readonly line: string
  readonly members: readonly DraftMember[]
  readonly securities: readonly Choice[]
  readonly onChange: (members: readonly DraftMember[]) => void
}

export function Members({ line, members, securities, onChange }: MembersProps) {
  const change = (key: number, by: Partial<DraftMember>) => onChange(members.map(each => (each.key === key ? { ...each, ...by } : each)))
  return (
    <fieldset className="model-part">
      <legend>
        Bought for {line}, in this order{' '}
        <span className="grey">— in each account the first member of its kind that may be bought there</span>
      </legend>
      {members.map((member, at) => {
        const move = (by: -1 | 1) => onChange(moved(members, member.key, by))
        const toggle = (type: TaxType, on: boolean) =>
          change(member.key, { taxTypes: taxTypes.filter(each => (each === type ? on : member.taxTypes.includes(each))) })
        return (
          <fieldset key={member.key} className="model-member" aria-label={`Member ${at + 1} of ${line}`} onKeyDown={moveKeys(move)}>
            <span className="tabular grey">{at + 1}.</span>
            <Select label="Security" value={member.security} choices={securities} onChange={security => change(member.key, { security })} />
            <Select label="As" value={member.role} choices={roles} onChange={role => role && change(member.key, { role })} />
            <span className="model-accounts">
              {taxTypes.map(type => (
                <CheckBox key={type} label={taxTypeWords[type]} value={member.taxTypes.includes(type)} onChange={on => toggle(type, on)} />
              ))}
            </span>
            <MoveButtons
              what={`member ${at + 1} of ${line}`}
              first={at === 0}
              last={at === members.length - 1}
              onMove={move}
              onRemove={() => onChange(members.filter(other => other.key !== member.key))}
            />
          </fieldset>
        )
      })}
      <Button look="plain" icon="plus" onPress={() => onChange([...members, newMember(nextKey(members))])}>
        Add a member
      </Button>
    </fieldset>
  )
}

interface MappedProps {
  readonly line: string
  readonly mapped: readonly DraftMapped[]
  readonly securities: readonly Choice[]
  readonly onChange: (mapped: readonly DraftMapped[]) => void
}

export function MappedHoldings({ line, mapped, securities, onChange }: MappedProps) {
  const change = (key: number, by: Partial<DraftMapped>) => onChange(mapped.map(each => (each.key === key ? { ...each, ...by } : each)))
  return (
    <fieldset className="model-part">
      <legend>
        Mapped holdings <span className="grey">— count toward {line} instead of being sold, and are never bought for it</span>
      </legend>
      {mapped.map((each, at) => (
        <fieldset key={each.key} className="model-mapped" aria-label={`Mapped holding ${at + 1} of ${line}`}>
          <Select label="Security" value={each.security} choices={securities} onChange={security => change(each.key, { security })} />
          <TextInput label="Reason" longest={500} value={each.reason} onChange={reason => change(each.key, { reason })} />
          <Button
            look="plain"
            icon="close"
            label={`Remove mapped holding ${at + 1} of ${line}`}
            onPress={() => onChange(mapped.filter(other => other.key !== each.key))}
          >
            Remove
          </Button>
        </fieldset>
      ))}
      <Button look="plain" icon="plus" onPress={() => onChange([...mapped, { key: nextKey(mapped), security: null, reason: '' }])}>
        Map a holding
      </Button>
    </fieldset>
  )
}
