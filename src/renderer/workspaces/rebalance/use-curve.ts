/** The curve of a plan, drawn a moment after the plan stands: the same wishes once more with it. Dropped where another plan came meanwhile, and where it is stopped. */
import { useCallback, useEffect, useState } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Proposal } from '../../../shared/model/proposal.ts'
import { drawnWith } from '../../../shared/present/drawn.ts'
import { useJob } from '../../desk/use-command.ts'
import { useSettled } from '../harvest/use-priced.ts'
import type { Bench } from './kept.ts'

export interface CurveDrawing {
  readonly drawing: boolean
  /** Of this plan no curve is wanted any more; the next one has one again. */
  readonly stopDrawing: () => void
}

export function useCurve(
  household: HouseholdId,
  asOf: CivilDate,
  base: Proposal | null,
  patch: (change: Partial<Bench>) => void,
): CurveDrawing {
  const { run, stop, running } = useJob('optimize.run')
  const [stopped, setStopped] = useState<Proposal | null>(null)
  const settled = useSettled(base, 300)
  const open = settled !== null && settled === base && settled.revision === 1 && settled.curve.length === 0 && isSolved(settled)
  const wanted = open && settled !== stopped
  useEffect(() => {
    if (!wanted || settled === null) return
    let dropped = false
    const { wishes, asked } = settled
    void run({ household, asOf, accounts: asked, wishes, curve: true, keep: false }).then(outcome => {
      if (dropped || !outcome.ok || outcome.value.id !== settled.id) return
      patch({ base: drawnWith(settled, outcome.value) })
    })
    return () => {
      dropped = true
      stop()
    }
  }, [wanted, settled, household, asOf, run, stop, patch])
  const stopDrawing = useCallback(() => {
    setStopped(base)
    stop()
  }, [base, stop])
  return { drawing: running && wanted, stopDrawing }
}

function isSolved({ accounts }: Proposal): boolean {
  return accounts.some(account => account.status === 'optimal' || account.status === 'feasible')
}
