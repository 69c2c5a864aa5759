/** A plan on one screen: figures before and after, the curve, the proof, the trades by account, and what stands behind them. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Proposal } from '../../../shared/model/proposal.ts'
import { hasPlan } from '../../../shared/present/plan-words.ts'
import { BeforeAfter } from './before-after.tsx'
import { Behind } from './behind.tsx'
import { Clashes } from './clashes.tsx'
import { CurvePanel } from './curve-panel.tsx'
import { LimitsList } from './limits-list.tsx'
import { Proof } from './proof.tsx'
import { Trades } from './trades.tsx'
import type { Planning } from './use-plan.ts'

interface PlanViewProps {
  readonly plan: Planning
  readonly shown: Proposal
  readonly household: HouseholdId
  readonly asOf: CivilDate
}

export function PlanView({ plan, shown, household, asOf }: PlanViewProps) {
  return (
    <div className={['plan', !plan.current && 'old', !hasPlan(shown) && 'unplanned'].filter(Boolean).join(' ')} aria-busy={!plan.current}>
      <BeforeAfter shown={shown} />
      <CurvePanel plan={plan} shown={shown} />
      <div className="plan-side">
        <Proof shown={shown} solved={plan.base} />
        <Clashes shown={shown} plan={plan} />
        <LimitsList shown={shown} />
        <Behind shown={shown} household={household} asOf={asOf} />
      </div>
      <Trades plan={plan} shown={shown} household={household} asOf={asOf} />
    </div>
  )
}
