/** What is asked of the plan: which accounts, what risk, cost and tax count for, and limits. Once a plan stands, every change asks for another. */
import type { Account } from '../../../shared/model/book.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { accountTypeWords } from '../../../shared/present/words.ts'
import { Button } from '../../parts/button.tsx'
import { CheckBox, MoneyInput, WholeInput } from '../../parts/inputs.tsx'
import { Slider } from '../../parts/slider.tsx'
import { CashWishes } from './cash-wishes.tsx'
import { LimitsPanel } from './limits-panel.tsx'
import { ExtentPanel, extentSaid, LotWishes, ScopePanel, scopeSaid } from './reach-panel.tsx'
import type { Planning } from './use-plan.ts'
import { WishSummary } from './wish-summary.tsx'
import { startWishes, weightSliders, withWeight } from './wishes.ts'

export function WishesPanel({ view, plan }: { view: HouseholdView; plan: Planning }) {
  const { wishes, wish } = plan
  return (
    <aside className="panel wishes" aria-label="Wishes" data-wishes>
      <WishSummary title="Accounts" said={accountsSaid(view, plan)} unusual={plan.accounts !== null || wishes.scope !== undefined}>
        <AccountsAsked view={view} plan={plan} />
        <ScopePanel view={view} wishes={wishes} onChange={wish} />
      </WishSummary>
      <WishSummary title="How far to go" said={extentSaid(wishes)} unusual={(wishes.extent ?? 'optimal') !== 'optimal'}>
        <ExtentPanel wishes={wishes} onChange={wish} />
      </WishSummary>
      <section className="wish-group" aria-label="What counts">
        <h2>What counts</h2>
        {weightSliders.map(({ weight, label, tip, stops }) => (
          <Slider
            key={weight}
            label={label}
            stops={stops}
            tip={tip}
            value={wishes.weights[weight]}
            number={`λ ${shortNumber(wishes.weights[weight])}`}
            onChange={value => wish(withWeight(wishes, weight, value))}
          />
        ))}
      </section>
      <section className="wish-group" aria-label="Cash">
        <h2>Cash</h2>
        <CashWishes view={view} wishes={wishes} onChange={wish} />
      </section>
      <LimitInputs wishes={wishes} onChange={wish} />
      <LimitsPanel view={view} wishes={wishes} onChange={wish} />
      <footer className="wishes-foot">
        {plan.solving ? (
          <Button look="strong" icon="stop" keys="S" onPress={plan.stop}>
            Stop (S)
          </Button>
        ) : (
          <Button look="strong" icon="rebalance" keys="O" onPress={plan.solve}>
            Optimize (O)
          </Button>
        )}
        <Button look="plain" onPress={() => wish(startWishes(view))}>
          Begin again
        </Button>
      </footer>
    </aside>
  )
}

function accountsSaid(view: HouseholdView, plan: Planning): string {
  const tradable = view.accounts.filter(account => account.mode === 'tradable').length
  const asked = plan.accounts?.length ?? tradable
  const which = tradable === 1 ? 'one' : asked === tradable ? `all ${tradable}` : `${asked} of ${tradable}`
  return [which, ...scopeSaid(view, plan.wishes)].join(' · ')
}

function shortNumber(value: number): string {
  return String(Math.round(value * 100) / 100)
}

function AccountsAsked({ view, plan }: { view: HouseholdView; plan: Planning }) {
  const tradable = view.accounts.filter(account => account.mode === 'tradable')
  const others = view.accounts.length - tradable.length
  const asked = plan.accounts ?? tradable.map(account => account.id)
  const toggle = ({ id }: Account, on: boolean) => {
    const next = tradable.map(account => account.id).filter(one => (one === id ? on : asked.includes(one)))
    // the last one stays: a plan of no account is no plan
    if (next.length > 0) plan.choose(next.length === tradable.length ? null : next)
  }
  return (
    <fieldset className="wish-group">
      <legend>Accounts</legend>
      {tradable.map(account => (
        <CheckBox
          key={account.id}
          label={`${account.name} · ${accountTypeWords[account.type]}`}
          value={asked.includes(account.id)}
          onChange={on => toggle(account, on)}
        />
      ))}
      {others > 0 && <p className="grey small">{others} view-only left out; its purchases still bar losses.</p>}
    </fieldset>
  )
}

interface LimitInputsProps {
  readonly wishes: Wishes
  readonly onChange: (wishes: Wishes) => void
}

/** What cannot be read as a value asks for nothing: the last one that could stays in force. */
function LimitInputs({ wishes, onChange }: LimitInputsProps) {
  const set =
    <Key extends keyof Wishes>(key: Key) =>
    (value: Wishes[Key] | undefined) =>
      value !== undefined && onChange({ ...wishes, [key]: value })
  return (
    <>
      <section className="wish-group" aria-label="Taxes">
        <h2>Taxes</h2>
        <div className="wish-limits">
          <MoneyInput optional label="Tax added" value={wishes.tax} onChange={set('tax')} help="at most" />
          <MoneyInput optional label="Short-term gain" value={wishes.shortGain} onChange={set('shortGain')} help="at most, net" />
          <MoneyInput optional label="Long-term gain" value={wishes.longGain} onChange={set('longGain')} help="at most, net" />
          <LotWishes wishes={wishes} onChange={onChange} />
        </div>
      </section>
      <section className="wish-group" aria-label="Limits">
        <h2>Limits</h2>
        <div className="wish-limits">
          <WholeInput
            optional
            label="Tracking error"
            unit="bp"
            value={wishes.trackingError}
            onChange={set('trackingError')}
            help="at most"
          />
          <WholeInput optional label="Orders" value={wishes.trades} onChange={set('trades')} help="at most" />
        </div>
      </section>
    </>
  )
}
