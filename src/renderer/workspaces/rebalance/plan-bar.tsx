/** Beside the screen's title: the plan's state, what is at work, and the way to paper; above a changed plan the steps of the change. */
import { Button } from '../../parts/button.tsx'
import { Progress } from '../../parts/faces.tsx'
import { Status } from '../../parts/status.tsx'
import { hasEdits } from './edits.ts'
import { PrintPlan } from './print-plan.tsx'
import type { HandOver } from './use-hand-over.ts'
import type { Planning } from './use-plan.ts'
import { planStatusWords } from './words.ts'

export function PlanBar({ plan, stale, handOver }: { plan: Planning; stale: boolean; handOver: HandOver }) {
  const { shown } = plan
  if (shown === null) return null
  const traded = shown.after.tickets > 0
  const barred = stale || !traded || handOver.running || !plan.current
  const why = stale ? 'The book moved since: optimize again' : traded ? undefined : 'This plan trades nothing'
  return (
    <>
      {plan.solving ? (
        <Progress what="Optimizing" step={plan.progress} onStop={plan.stop} />
      ) : (
        <Status {...(stale ? { tone: 'caution' as const, word: 'Out of date' } : planStatusWords[shown.status])} title={shown.words} />
      )}
      <PrintPlan plan={plan} stale={stale} />
      <Button disabled={barred} tip={why ?? 'Only the sales: the basket holds no purchases of its own'} onPress={handOver.toBasket}>
        Sales to the basket
      </Button>
      <Button look="strong" icon="tickets" keys="T" disabled={barred} tip={why} onPress={handOver.toTickets}>
        Draft ticket (T)
      </Button>
    </>
  )
}

/** Above a plan that was changed by hand: what the change costs, and the steps back and forth. */
export function EditBar({ plan }: { plan: Planning }) {
  const { shown, edits } = plan
  if (shown === null || (edits.past.length === 0 && edits.future.length === 0 && !hasEdits(edits.now))) return null
  const changed = hasEdits(edits.now)
  return (
    <div className="edit-bar">
      <Status tone={changed ? 'waiting' : 'quiet'} word={changed ? 'Custom' : (plan.base?.title ?? 'Optimized')} />
      <p className="clip" role="status" title={shown.edit?.words}>
        {!changed ? 'The plan as it was solved.' : !plan.current ? 'Pricing your change …' : (shown.edit?.words ?? '')}
      </p>
      <span className="spring" />
      <Button icon="undo" keys="U" disabled={edits.past.length === 0} onPress={plan.undo}>
        Undo (U)
      </Button>
      <Button icon="redo" keys="R" disabled={edits.future.length === 0} onPress={plan.redo}>
        Redo (R)
      </Button>
      <Button disabled={!changed} onPress={plan.toOptimum}>
        Back to the optimum
      </Button>
    </div>
  )
}
