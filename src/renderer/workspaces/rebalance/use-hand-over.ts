/** From the plan to paper: the plan as it stands is kept in the book, then a ticket is drafted from it; or its sales alone go into the household's basket. */
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Refusal } from '../../../shared/kernel/outcome.ts'
import { useCommand } from '../../desk/use-command.ts'
import { go } from '../../shell/route.ts'
import { withSale } from '../harvest/choices.ts'
import { useBasket } from '../harvest/use-basket.ts'
import { hasEdits } from './edits.ts'
import type { Planning } from './use-plan.ts'

export interface HandOver {
  readonly running: boolean
  readonly refusal: Refusal | undefined
  readonly clear: () => void
  readonly toTickets: () => void
  readonly toBasket: () => void
}

export function useHandOver(household: HouseholdId, { base, edits }: Planning): HandOver {
  const keep = useCommand('proposal.keep')
  const take = useCommand('proposal.handover')
  const basket = useBasket(household)
  const made = hasEdits(edits.now) ? edits.now : null

  async function toTickets() {
    if (base === null || keep.running) return
    const outcome = await keep.run({ proposal: base.id, revision: base.revision, edits: made, note: '' })
    if (!outcome.ok) return
    const { id, revision } = outcome.value
    go({ screen: 'tickets', household, rest: ['draft'], query: { plan: id, revision: String(revision) } })
  }

  async function toBasket() {
    if (base === null || basket.choices === null) return
    const outcome = await take.run({ proposal: base.id, revision: base.revision, edits: made })
    if (!outcome.ok) return
    basket.change(now => outcome.value.choices.reduce((list, sale) => withSale(list, sale, sale.replacement), now))
    go({ screen: 'harvest', household })
  }

  return {
    running: keep.running || take.running,
    refusal: keep.refusal ?? take.refusal,
    clear: () => {
      keep.clear()
      take.clear()
    },
    toTickets: () => void toTickets(),
    toBasket: () => void toBasket(),
  }
}
