/** From the picture to the ticket: the lots of the hypothetical sale go into the household's basket, which trades on the first day that trades. */
import { useState } from 'react'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { TimelineView, Trial } from '../../../shared/model/timeline.ts'
import { date } from '../../../shared/present/format.ts'
import { Button } from '../../parts/button.tsx'
import { RefusalBanner } from '../../parts/faces.tsx'
import { go } from '../../shell/route.ts'
import { withSale } from '../harvest/choices.ts'
import { useBasket } from '../harvest/use-basket.ts'

interface PutProps {
  readonly household: HouseholdId
  readonly view: TimelineView
  readonly trial: Trial
  readonly current: boolean
}

export function PutInBasket({ household, view, trial, current }: PutProps) {
  const basket = useBasket(household)
  const [put, setPut] = useState<Trial | null>(null)
  const why = whyNot(view, trial, current && basket.choices !== null)

  function add() {
    const { account, security, picks, method } = trial
    const choices = basket.choices ?? []
    // a sale was tried and nothing else: what the proceeds buy is chosen in Harvest
    basket.change(withSale(choices, { account, security, method, picks: picks.map(pick => ({ ...pick })) }, null))
    setPut(trial)
  }
  return (
    <div className="stack put-in-basket">
      <div className="line">
        <Button disabled={why !== null} tip={why ?? undefined} onPress={add}>
          Put in the basket
        </Button>
        <Button look="plain" icon="harvest" onPress={() => go({ screen: 'harvest', household })}>
          Open in Harvest
        </Button>
      </div>
      {why !== null && current && <p className="small grey">{why}</p>}
      {put === trial && (
        <p role="status" className="small">
          In the basket, as a sale of {date(view.tradeDay)}. Its proceeds stay in cash unless a replacement is chosen in Harvest.
        </p>
      )}
      {basket.refusal && <RefusalBanner refusal={basket.refusal} />}
    </div>
  )
}

function whyNot(view: TimelineView, trial: Trial, ready: boolean): string | null {
  if (trial.side === 'buy') return 'The basket holds sales and what replaces them.'
  if (trial.date !== view.tradeDay) return `The basket trades on ${date(view.tradeDay)}: move the sale there to put it in.`
  if (!view.accounts.some(account => account.id === trial.account && account.tradable)) return `${trial.accountName} is view-only.`
  return ready ? null : 'One moment.'
}
