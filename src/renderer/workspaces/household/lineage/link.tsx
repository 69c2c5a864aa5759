/** The way to a lot's lineage, from wherever a lot is shown: `#/household/ID/household/lineage/LOT`. */
import type { HouseholdId } from '../../../../shared/kernel/id.ts'
import { Button } from '../../../parts/button.tsx'
import { go, type Route } from '../../../shell/route.ts'

export function lineageRoute(household: HouseholdId, lot: string): Partial<Route> {
  return { screen: 'household', household, rest: ['lineage', lot] }
}

interface LineageLinkProps {
  readonly household: HouseholdId
  /** null: no lot in focus. */
  readonly lot: string | null
  /** The lot in words, for ears: `VTI of Mar 14, 2023`. */
  readonly of: string
  readonly children?: string
}

export function LineageLink({ household, lot, of, children = 'Lineage' }: LineageLinkProps) {
  return (
    <Button
      look="plain"
      icon="trail"
      disabled={lot === null}
      label={`${children}: ${of}`}
      tip={lot === null ? 'Stand on a lot first' : `How ${of} came to its basis and dates, step by step`}
      onPress={() => lot !== null && go(lineageRoute(household, lot))}
    >
      {children}
    </Button>
  )
}
