/** Lot selection for one sale: `#/household/ID/lots/ACCOUNT/SECURITY?shares=MILLIONTHS`. */
import { id } from '../../../shared/kernel/id.ts'
import { useSession } from '../../desk/session.tsx'
import { ChooseHousehold } from '../../shell/choose-household.tsx'
import type { Route } from '../../shell/route.ts'
import type { Screen } from '../../shell/screen.ts'
import { ChoosePosition } from './choose-position.tsx'
import { wantedOf } from './methods.tsx'
import { SaleLots } from './sale-lots.tsx'
import './lots.css'

function Lots({ route }: { route: Route }) {
  const { asOf } = useSession()
  const { household } = route
  const [account, security] = route.rest
  if (household === null) return <ChooseHousehold title="Lots for one sale" screen="lots" />
  if (account === undefined || security === undefined) return <ChoosePosition household={household} asOf={asOf} />
  return (
    <SaleLots
      key={`${account} ${security}`}
      household={household}
      asOf={asOf}
      account={id<'account'>(account)}
      security={id<'security'>(security)}
      asked={wantedOf(route.query.shares)}
    />
  )
}

export const screen: Screen = {
  key: 'lots',
  title: 'Lots',
  icon: 'lots',
  order: 4,
  household: 'needed',
  component: Lots,
  keys: [
    { keys: '1', does: 'Take the lots of the first method; 2 of the second, and so on' },
    { keys: 'S', does: 'Go to the quantity boxes' },
    { keys: 'Space', does: 'In a box: the whole lot, or none of it' },
    { keys: '↓', does: 'In a box: the next lot; also ↑ and Enter' },
    { keys: '→', does: 'On the point of the picture: more shares; ← fewer, Page up and Page down in larger steps' },
    { keys: 'A', does: 'Put the lots into the basket and go back' },
  ],
}
