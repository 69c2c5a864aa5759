/** The way from other screens about a household to its plan: the button and its key. */
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import { Button } from '../../parts/button.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { go } from '../../shell/route.ts'

export function OptimizeButton({ household }: { household: HouseholdId }) {
  const optimize = () => go({ screen: 'rebalance', household, query: { run: '1' } })
  useScreenKeys({ o: optimize })
  return (
    <Button
      icon="rebalance"
      keys="O"
      tip="Plan the trades of all accounts, lot by lot, with proof of how good the plan is"
      onPress={optimize}
    >
      Optimize (O)
    </Button>
  )
}
