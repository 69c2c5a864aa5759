/** What is asked over the years: the accounts, how many years, what a later dollar counts, what prices do, and the advisor's own budgets a year. */
import type { Cents } from '../../../../shared/kernel/cents.ts'
import type { AccountId } from '../../../../shared/kernel/id.ts'
import type { Account } from '../../../../shared/model/book.ts'
import type { Wishes } from '../../../../shared/model/proposal.ts'
import type { TransitionAsked } from '../../../../shared/model/transition.ts'
import type { YearsPolicy } from '../../../../shared/model/years-policy.ts'
import { counted } from '../../../../shared/present/format.ts'
import { HundredthsInput, MoneyInput, Select, TextInput } from '../../../parts/inputs.tsx'

export interface Asking {
  readonly accounts: readonly AccountId[]
  readonly years: number
  /** Hundredths of a percent a year; undefined: what stands there is no rate. */
  readonly discount: number | null | undefined
  readonly rise: number | null | undefined
  readonly riseSource: string
  readonly kind: 'none' | 'gain' | 'tax'
  /** A year each; undefined: what stands there is no amount. */
  readonly budgets: readonly (Cents | null | undefined)[]
}

const mostRate = 2_000
const onScreen = 'entered beside the plan'

/** Those chosen on the screen behind, or all taxable ones. */
export function beginAsking(accounts: readonly Account[], chosen: readonly AccountId[] | null, policy: YearsPolicy): Asking {
  const all = accounts.map(({ id }) => id)
  const wanted = all.filter(id => chosen === null || chosen.includes(id))
  const { discount, rise, riseSource } = policy
  return {
    accounts: wanted.length > 0 ? wanted : all,
    years: 3,
    discount,
    rise: rise === 0 ? null : rise,
    riseSource: rise === 0 ? '' : riseSource,
    kind: 'none',
    budgets: [],
  }
}

/** null: something is missing or wrong. */
export function askedOf(asking: Asking, wishes: Wishes, policy: YearsPolicy): TransitionAsked | null {
  const { accounts, years, discount, kind, budgets } = asking
  if (accounts.length === 0 || discount === null || discount === undefined || wrongRate(discount) !== null) return null
  const rise = riseOf(asking)
  if (rise === undefined) return null
  const source = discount === policy.discount ? policy.discountSource : onScreen
  const asked = { accounts: [...accounts], wishes, years, discount: { rate: discount * 100, source }, rise }
  if (kind === 'none') return { ...asked, custom: null }
  const listed: Cents[] = []
  for (const amount of budgets.slice(0, years)) {
    if (amount === undefined || wrongBudget(amount) !== null) return null
    if (amount === null) break
    listed.push(amount)
  }
  return { ...asked, custom: listed.length === 0 ? null : { kind, budgets: listed } }
}

/** undefined: not whole; an assumption without a source is none. */
function riseOf({ rise, riseSource }: Asking): TransitionAsked['rise'] | undefined {
  if (rise === null || rise === 0) return null
  if (rise === undefined || wrongRate(rise) !== null || riseSource.trim() === '') return undefined
  return { rate: rise * 100, source: riseSource.trim() }
}

const wrongRate = (rate: number) => (rate >= 0 && rate <= mostRate ? null : 'Between 0 and 20 % a year.')
const wrongBudget = (amount: Cents | null) => (amount !== null && amount < 0 ? 'A budget is not below zero.' : null)

interface YearsFormProps {
  readonly accounts: readonly Account[]
  readonly asking: Asking
  readonly onChange: (asking: Asking) => void
}

export function YearsForm({ accounts, asking, onChange }: YearsFormProps) {
  const { years, discount, kind } = asking
  return (
    <fieldset className="years-form">
      <legend className="hidden-label">What is asked over the years</legend>
      <Accounts accounts={accounts} asking={asking} onChange={onChange} />
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
      <Rise asking={asking} onChange={onChange} />
      <Select
        label="Your own budgets"
        value={kind}
        choices={[
          { value: 'none', label: 'none' },
          { value: 'gain', label: 'net long-term gain a year' },
          { value: 'tax', label: 'tax a year above selling nothing' },
        ]}
        onChange={value => onChange({ ...asking, kind: value ?? 'none' })}
      />
      {kind !== 'none' && <Budgets asking={asking} onChange={onChange} />}
    </fieldset>
  )
}

type PartProps = Omit<YearsFormProps, 'accounts'>

/** All together, or one of them by itself; what was chosen on the screen behind stands as a choice of its own. */
function Accounts({ accounts, asking, onChange }: YearsFormProps) {
  const chosen = asking.accounts.join(' ')
  const all = accounts.map(({ id }) => id)
  const some = asking.accounts.length > 1 && asking.accounts.length < all.length
  return (
    <Select
      label="Accounts"
      value={chosen}
      choices={[
        ...(all.length > 1 ? [{ value: all.join(' '), label: `all ${all.length} taxable accounts together` }] : []),
        ...(some ? [{ value: chosen, label: `the ${counted(asking.accounts.length, 'account')} chosen` }] : []),
        ...accounts.map(each => ({ value: each.id as string, label: each.name })),
      ]}
      onChange={value => onChange({ ...asking, accounts: (value ?? '').split(' ').filter(Boolean) as AccountId[] })}
    />
  )
}

function Rise({ asking, onChange }: PartProps) {
  const { rise, riseSource } = asking
  return (
    <>
      <HundredthsInput
        label="Assumed return of every price"
        unit="% a year"
        optional
        help="empty: prices stay"
        value={rise ?? null}
        error={typeof rise === 'number' ? wrongRate(rise) : null}
        onChange={value => onChange({ ...asking, rise: value })}
      />
      {rise !== null && rise !== 0 && (
        <TextInput
          label="Where the return comes from"
          longest={200}
          value={riseSource}
          error={riseSource.trim() === '' ? 'An assumption needs its source.' : null}
          onChange={value => onChange({ ...asking, riseSource: value })}
        />
      )}
    </>
  )
}

function Budgets({ asking, onChange }: PartProps) {
  const { years, budgets } = asking
  return Array.from({ length: years }, (_, at) => (
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
  ))
}
