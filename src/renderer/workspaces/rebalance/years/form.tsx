/** What is asked over the years: the account, how many years, what a later dollar counts, and the advisor's own budgets a year. */
import type { Cents } from '../../../../shared/kernel/cents.ts'
import type { AccountId } from '../../../../shared/kernel/id.ts'
import type { Account } from '../../../../shared/model/book.ts'
import type { Wishes } from '../../../../shared/model/proposal.ts'
import type { TransitionAsked } from '../../../../shared/model/transition.ts'
import { HundredthsInput, MoneyInput, Select } from '../../../parts/inputs.tsx'

export interface Asking {
  readonly account: AccountId | null
  readonly years: number
  /** Hundredths of a percent a year; undefined: what stands there is no rate. */
  readonly discount: number | null | undefined
  readonly kind: 'none' | 'gain' | 'tax'
  /** A year each; undefined: what stands there is no amount. */
  readonly budgets: readonly (Cents | null | undefined)[]
}

/** Nobody knows a client's own rate: it stands in the field, to be changed, and is named in the assumptions. */
const usualDiscount = 400
const mostDiscount = 2_000
const assumed = 'assumed on the screen'

export function beginAsking(accounts: readonly Account[], chosen: readonly AccountId[] | null): Asking {
  const account = accounts.find(({ id }) => chosen?.includes(id)) ?? accounts[0]
  return { account: account?.id ?? null, years: 3, discount: usualDiscount, kind: 'none', budgets: [] }
}

/** null: something is missing or wrong. */
export function askedOf({ account, years, discount, kind, budgets }: Asking, wishes: Wishes): TransitionAsked | null {
  if (account === null || discount === null || discount === undefined || wrongRate(discount) !== null) return null
  const asked = { account, wishes, years, discount: { rate: discount * 100, source: assumed } }
  if (kind === 'none') return { ...asked, custom: null }
  const listed: Cents[] = []
  for (const amount of budgets.slice(0, years)) {
    if (amount === undefined || wrongBudget(amount) !== null) return null
    if (amount === null) break
    listed.push(amount)
  }
  return { ...asked, custom: listed.length === 0 ? null : { kind, budgets: listed } }
}

const wrongRate = (rate: number) => (rate >= 0 && rate <= mostDiscount ? null : 'Between 0 and 20 % a year.')
const wrongBudget = (amount: Cents | null) => (amount !== null && amount < 0 ? 'A budget is not below zero.' : null)

interface YearsFormProps {
  readonly accounts: readonly Account[]
  readonly asking: Asking
  readonly onChange: (asking: Asking) => void
}

export function YearsForm({ accounts, asking, onChange }: YearsFormProps) {
  const { account, years, discount, kind, budgets } = asking
  return (
    <fieldset className="years-form">
      <legend className="hidden-label">What is asked over the years</legend>
      <Select
        label="Account"
        value={account}
        choices={accounts.map(each => ({ value: each.id, label: each.name }))}
        onChange={value => onChange({ ...asking, account: value })}
      />
      <Select
        label="Tax years, this one first"
        value={String(years)}
        choices={['1', '2', '3', '4', '5'].map(value => ({ value, label: value }))}
        onChange={value => onChange({ ...asking, years: Number(value ?? 3) })}
      />
      <HundredthsInput
        label="A later dollar counts less by"
        unit="% a year"
        value={discount ?? null}
        error={typeof discount === 'number' ? wrongRate(discount) : null}
        onChange={value => onChange({ ...asking, discount: value })}
      />
      <Select
        label="Your own budgets"
        value={kind}
        choices={[
          { value: 'none', label: 'none' },
          { value: 'gain', label: 'long-term gain a year' },
          { value: 'tax', label: 'tax added a year' },
        ]}
        onChange={value => onChange({ ...asking, kind: value ?? 'none' })}
      />
      {kind !== 'none' &&
        Array.from({ length: years }, (_, at) => (
          <MoneyInput
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the year
            key={at}
            optional
            label={at === 0 ? 'This year' : `Year ${at + 1}`}
            help="at most; empty: no limit from here on"
            value={budgets[at] ?? null}
            error={wrongBudget(budgets[at] ?? null)}
            onChange={amount =>
              onChange({ ...asking, budgets: Array.from({ length: years }, (__, y) => (y === at ? amount : (budgets[y] ?? null))) })
            }
          />
        ))}
    </fieldset>
  )
}
