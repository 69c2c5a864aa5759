/** Cash the plan is asked for: needs and deposits by date up to a horizon, an amount from anywhere, and amounts from one account each. */
import type { Cents } from '../../../shared/kernel/cents.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { CashNeed } from '../../../shared/model/book.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { counted, date, exactMoney } from '../../../shared/present/format.ts'
import { MoneyInput, WholeInput } from '../../parts/inputs.tsx'

interface CashWishesProps {
  readonly view: HouseholdView
  readonly wishes: Wishes
  readonly onChange: (wishes: Wishes) => void
}

const longest = 366

export function CashWishes({ view, wishes, onChange }: CashWishesProps) {
  const flowDays = wishes.flowDays ?? null
  return (
    <>
      <div className="wish-limits">
        <MoneyInput
          optional
          label="Cash to raise"
          value={wishes.cashToRaise}
          onChange={cashToRaise => cashToRaise !== undefined && onChange({ ...wishes, cashToRaise })}
          help={view.cashNeeds.length > 0 ? 'beside needs' : undefined}
        />
        <WholeInput
          optional
          label="Needs within"
          unit="days"
          value={flowDays}
          error={flowDays !== null && flowDays > longest ? `At most ${longest} days.` : null}
          onChange={days => days !== undefined && (days ?? 0) <= longest && onChange({ ...wishes, flowDays: days })}
          help="blank: not counted"
        />
      </div>
      <FlowList view={view} />
      <RaiseIn view={view} wishes={wishes} onChange={onChange} />
    </>
  )
}

/** The next ones in a few words; all of them are under Dates and limits. */
function FlowList({ view }: { view: HouseholdView }) {
  const flows = view.cashNeeds.toSorted((a, b) => (a.due < b.due ? -1 : 1))
  if (flows.length === 0) return null
  const names = new Map(view.accounts.map(({ id, name }) => [id, name]))
  const placeOf = ({ account }: CashNeed) => (account === null ? 'any account' : (names.get(account) ?? account))
  return (
    <ul className="flow-list small" aria-label="Needs and deposits">
      {flows.slice(0, 4).map(flow => (
        <li key={flow.id} title={flow.note}>
          {date(flow.due)}: {flow.flow === 'deposit' ? 'deposit of' : 'need of'} {exactMoney(flow.amount)}{' '}
          <span className="grey">{placeOf(flow)}</span>
        </li>
      ))}
      {flows.length > 4 && <li className="grey">{counted(flows.length - 4, 'more')} under Dates and limits.</li>}
    </ul>
  )
}

function RaiseIn({ view, wishes, onChange }: CashWishesProps) {
  const tradable = view.accounts.filter(({ mode }) => mode === 'tradable')
  if (tradable.length < 2) return null
  const asked = wishes.raiseIn ?? []
  const set = (account: AccountId, amount: Cents | null) => {
    const others = asked.filter(each => each.account !== account)
    const next = amount === null || amount === 0 ? others : [...others, { account, amount }]
    const { raiseIn: _before, ...rest } = wishes
    onChange(next.length === 0 ? rest : { ...rest, raiseIn: next })
  }
  return (
    <details className="raise-in" open={asked.length > 0 ? true : undefined}>
      <summary>Raise or withdraw from one account</summary>
      {tradable.map(({ id, name }) => {
        const value = asked.find(({ account }) => account === id)?.amount ?? null
        return (
          <MoneyInput
            key={id}
            optional
            label={name}
            value={value}
            onChange={amount => amount !== undefined && (amount ?? 0) >= 0 && set(id, amount)}
          />
        )
      })}
    </details>
  )
}
