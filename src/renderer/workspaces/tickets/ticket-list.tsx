/** All tickets, newest first; of one household where one is in front. Nothing is ever deleted: a cancelled ticket stays with its reason. */
import { useState } from 'react'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { TicketRow } from '../../../shared/model/ticket.ts'
import { counted } from '../../../shared/present/format.ts'
import { useQuery } from '../../desk/use-query.ts'
import { Grid } from '../../grid/grid.tsx'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/faces.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { ticketWords } from '../../parts/status.tsx'
import { go } from '../../shell/route.ts'
import { ticketColumns } from './columns.ts'

type Status = TicketRow['status']

const rowId = (row: TicketRow) => row.id

export function TicketList({ household }: { household: HouseholdId | null }) {
  const answer = useQuery('ticket.list', { household })
  const [only, setOnly] = useState<Status | null>(null)
  const open = (row: TicketRow) => go({ screen: 'tickets', household, rest: [row.id] })
  return (
    <ScreenFrame
      title="Tickets"
      lead={answer.value ? counted(answer.value.tickets.length, 'ticket') : 'Issued and cancelled tickets'}
      aside={
        household && (
          <>
            <Button onPress={() => go({ screen: 'tickets' })}>Tickets of all households</Button>
            <InBasket household={household} />
          </>
        )
      }
    >
      <AnswerView answer={answer} what="Reading the tickets">
        {({ tickets }) => (
          <Grid
            label="Tickets"
            columns={ticketColumns}
            rows={only === null ? tickets : tickets.filter(row => row.status === only)}
            rowId={rowId}
            onOpen={open}
            tools={<StatusFilter tickets={tickets} only={only} onChoose={setOnly} />}
            empty={<NoTickets household={household} filtered={only !== null} />}
          />
        )}
      </AnswerView>
    </ScreenFrame>
  )
}

/** What was taken into the basket and not drafted yet: who comes here for it finds the way on. */
function InBasket({ household }: { household: HouseholdId }) {
  const sales = useQuery('basket.read', { household }).value?.choices.length ?? 0
  if (sales === 0) return null
  return (
    <Button look="strong" icon="tickets" onPress={() => go({ screen: 'tickets', household, rest: ['draft'] })}>
      {`Draft ticket for ${counted(sales, 'sale')}`}
    </Button>
  )
}

function StatusFilter({
  tickets,
  only,
  onChoose,
}: {
  tickets: readonly TicketRow[]
  only: Status | null
  onChoose: (status: Status | null) => void
}) {
  const present = (Object.keys(ticketWords) as Status[]).filter(status => tickets.some(row => row.status === status))
  if (present.length < 2 && only === null) return null
  return (
    <>
      {present.map(status => (
        <Button key={status} pressed={only === status} onPress={() => onChoose(only === status ? null : status)}>
          {ticketWords[status].word} {tickets.filter(row => row.status === status).length}
        </Button>
      ))}
    </>
  )
}

function NoTickets({ household, filtered }: { household: HouseholdId | null; filtered: boolean }) {
  if (filtered) return <Empty title="No ticket has this status" />
  return (
    <Empty
      title="No tickets yet"
      action={household && <Button onPress={() => go({ screen: 'harvest', household })}>Review harvests</Button>}
    >
      Take harvests into the basket of a household and draft its ticket; issued tickets stand here.
    </Empty>
  )
}
