/** The way from other screens about a household to its plan: the button, and its key, which a screen hears from the first moment on. */
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import { Button } from '../../parts/button.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { go } from '../../shell/route.ts'

export function OptimizeButton({ household }: { household: HouseholdId }) {
  return (
    <Button
      icon="rebalance"
      keys="O"
      tip="Plan the trades of all accounts, lot by lot, with proof of how good the plan is"
      onPress={() => optimize(household)}
    >
      Optimize (O)
    </Button>
  )
}

export function useOptimizeKey(household: HouseholdId | null): void {
  useScreenKeys({ o: () => household !== null && optimize(household) })
}

function optimize(household: HouseholdId): void {
  go({ screen: 'rebalance', household, query: { run: '1' } })
}
