/**
 * The household's basket, kept by the desk: every change is shown at once and saved as soon as the one before it is, so nothing is lost on a reload. What the
 * desk says replaces what is shown only while no change of this window is on its way, and only if it was asked after the last of them: an answer on its
 * way since before would take back a lot that was ticked meanwhile. A change is made to the basket as it stands at that moment, not to the one last painted.
 */
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Refusal } from '../../../shared/kernel/outcome.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import { useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import type { Choices } from './choices.ts'

export interface BasketState {
  /** null until the desk has said what is in it. */
  readonly choices: Choices | null
  readonly change: (next: Choices | ((now: Choices) => Choices)) => void
  /** Saved and nothing on its way. */
  readonly saved: boolean
  readonly refusal: Refusal | undefined
}

export function useBasket(household: HouseholdId): BasketState {
  const kept = useQuery('basket.read', { household })
  const { run, refusal } = useCommand('basket.save')
  const [choices, setChoices] = useState<Choices | null>(null)
  const [underway, setUnderway] = useState(false)
  const saving = useRef(false)
  const now = useRef<Choices | null>(null)
  const { refresh } = kept
  const askAgain = useRef(refresh)
  askAgain.current = refresh

  useLayoutEffect(() => {
    if (!kept.value || kept.loading || saving.current || isSame(now.current, kept.value.choices)) return
    now.current = kept.value.choices
    setChoices(now.current)
  }, [kept.value, kept.loading])

  /** One save at a time, of the basket as it then stands: two on their way could arrive in either order, and the older would be what is kept. */
  const save = useCallback(async () => {
    if (saving.current) return
    saving.current = true
    setUnderway(true)
    let sent: Choices | null
    do {
      sent = now.current
      await run({ household, choices: (sent ?? []).map(plainChoice) })
    } while (sent !== now.current)
    saving.current = false
    askAgain.current()
    setUnderway(false)
  }, [household, run])

  const change = useCallback(
    (next: Choices | ((now: Choices) => Choices)) => {
      now.current = typeof next === 'function' ? next(now.current ?? []) : next
      setChoices(now.current)
      void save()
    },
    [save],
  )
  return { choices, change, saved: !underway, refusal: refusal ?? kept.refusal }
}

/** A copy the contract's mutable shape takes. */
export function plainChoice(choice: SaleChoice): SaleChoice {
  return { ...choice, picks: choice.picks.map(pick => ({ ...pick })) }
}

function isSame(shown: Choices | null, told: Choices): boolean {
  return shown !== null && JSON.stringify(shown.map(plainChoice)) === JSON.stringify(told)
}
