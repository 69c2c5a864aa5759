/** Tickets: the list, the draft of a household's basket (`…/tickets/draft`) or of a plan (`?plan=`), and a frozen ticket (`…/tickets/T-2026-0001`). */
import { id } from '../../../shared/kernel/id.ts'
import { useSession } from '../../desk/session.tsx'
import type { Route } from '../../shell/route.ts'
import type { Screen } from '../../shell/screen.ts'
import { Draft } from './draft.tsx'
import { Issued } from './issued.tsx'
import { PlanDraft } from './plan-draft.tsx'
import { TicketList } from './ticket-list.tsx'
import './tickets.css'

function Tickets({ route }: { route: Route }) {
  const { asOf } = useSession()
  const [which] = route.rest
  const { plan, revision } = route.query
  if (which === 'draft' && route.household !== null && plan !== undefined)
    return <PlanDraft household={route.household} asOf={asOf} proposal={id<'proposal'>(plan)} revision={Number(revision) || 1} />
  if (which === 'draft' && route.household !== null) return <Draft household={route.household} asOf={asOf} />
  if (which !== undefined && which !== 'draft') return <Issued key={which} household={route.household} ticket={id<'ticket'>(which)} />
  return <TicketList household={route.household} />
}

export const screen: Screen = {
  key: 'tickets',
  title: 'Tickets',
  icon: 'tickets',
  order: 5,
  household: 'may',
  component: Tickets,
  keys: [
    { keys: 'R', does: 'Draft: say why' },
    { keys: 'I', does: 'Draft: issue the ticket' },
    { keys: 'P', does: 'Issued ticket: save the PDF' },
    { keys: 'E', does: 'Issued ticket: export the lots as CSV' },
  ],
}
