/** The basket's worth as the desk prices it, jointly, shortly after the last change. Until then the last worth stays, and says that it is old. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Refusal } from '../../../shared/kernel/outcome.ts'
import type { BasketView } from '../../../shared/model/views.ts'
import { useQuery } from '../../desk/use-query.ts'
import { type Choices, type Holding, holdingKey } from './choices.ts'
import { plainChoice } from './use-basket.ts'

export interface PricedBasket {
  readonly view: BasketView
  /** What was priced: the choices in the order of `view.choices`. */
  readonly choices: Choices
  readonly of: (holding: Holding) => BasketView['choices'][number] | undefined
}

export interface Pricing {
  readonly priced: PricedBasket | null
  /** The figures are those of the basket as it stands. */
  readonly current: boolean
  readonly refusal: Refusal | undefined
}

export function usePriced(household: HouseholdId, asOf: CivilDate, choices: Choices | null): Pricing {
  const settled = useSettled(choices, 120)
  const input = settled && settled.length > 0 ? { household, asOf, choices: settled.map(plainChoice) } : null
  const answer = useQuery('basket.price', input)
  const last = useRef<PricedBasket | null>(null)
  const priced = useMemo(() => (answer.value && settled ? joined(answer.value, settled) : null), [answer.value, settled])
  if (priced) last.current = priced
  if (settled?.length === 0) last.current = null
  return { priced: last.current, current: priced !== null && settled === choices && !answer.loading, refusal: answer.refusal }
}

function joined(view: BasketView, choices: Choices): PricedBasket | null {
  if (view.choices.length !== choices.length) return null
  const places = new Map(choices.map((choice, index) => [holdingKey(choice), index]))
  return { view, choices, of: holding => view.choices[places.get(holdingKey(holding)) ?? -1] }
}

/** The value once it has not changed for so long; the first one at once. */
export function useSettled<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}
