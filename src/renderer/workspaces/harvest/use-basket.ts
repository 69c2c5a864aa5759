/**
 * The household's basket, kept by the desk: every change is shown at once and saved at once, so nothing is lost on a reload. What the
 * desk says replaces what is shown only while no change of this window is on its way.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Refusal } from '../../../shared/kernel/outcome.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import { useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import type { Choices } from './choices.ts'

export interface BasketState {
  /** null until the desk has said what is in it. */
  readonly choices: Choices | null
  readonly change: (next: Choices) => void
  /** Saved and nothing on its way. */
  readonly saved: boolean
  readonly refusal: Refusal | undefined
}

export function useBasket(household: HouseholdId): BasketState {
  const kept = useQuery('basket.read', { household })
  const { run, refusal } = useCommand('basket.save')
  const [choices, setChoices] = useState<Choices | null>(null)
  const [underway, setUnderway] = useState(0)
  const pending = useRef(0)

  useEffect(() => {
    if (kept.value && !kept.loading && pending.current === 0) setChoices(kept.value.choices)
  }, [kept.value, kept.loading])

  const change = useCallback(
    (next: Choices) => {
      setChoices(next)
      pending.current += 1
      setUnderway(pending.current)
      void run({ household, choices: next.map(plainChoice) }).then(() => {
        pending.current -= 1
        setUnderway(pending.current)
      })
    },
    [household, run],
  )
  return { choices, change, saved: underway === 0, refusal: refusal ?? kept.refusal }
}

/** A copy the contract's mutable shape takes. */
export function plainChoice(choice: SaleChoice): SaleChoice {
  return { ...choice, picks: choice.picks.map(pick => ({ ...pick })) }
}
