/**
 * Once a plan stands, other wishes ask for another: at once when they come to rest, and while a slider is being dragged again and again, so that the figures move with it. A run that is under way is given a moment before newer
 * wishes stop it, otherwise nothing would ever come while one drags.
 */
import { useEffect, useRef } from 'react'
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'

/** Between two questions, and the patience with a run under way. */
export const pause = { between: 220, running: 700 }

interface Asking {
  readonly key: string
  /** What the plan on the screen was asked; null: there is none yet. */
  readonly answered: string | null
  /** What was asked last, answered or not. */
  readonly asked: string
  readonly solving: boolean
  readonly wishes: Wishes
  readonly accounts: readonly AccountId[] | null
  readonly run: (wishes: Wishes, accounts: readonly AccountId[] | null) => void
}

export function useLiveWishes(asking: Asking): void {
  const latest = useRef(asking)
  latest.current = asking
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const since = useRef(0)
  const open = asking.answered !== null && asking.key !== asking.asked && asking.key !== asking.answered
  useEffect(() => {
    if (!open || timer.current !== null) return
    const ask = () => {
      timer.current = null
      const { key, answered, asked, solving, wishes, accounts, run } = latest.current
      if (answered === null || key === asked || key === answered) return
      const left = solving ? pause.running - (performance.now() - since.current) : 0
      if (left > 0) {
        // looked at again soon: the run may be over before its time is
        timer.current = setTimeout(ask, Math.min(left, 60))
        return
      }
      since.current = performance.now()
      run(wishes, accounts)
    }
    timer.current = setTimeout(ask, pause.between)
  })
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
}
