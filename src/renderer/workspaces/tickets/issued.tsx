/** A frozen ticket: its sheets with trails, its history, printing, export, and cancelling with a reason. */
import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/client.ts'
import type { HouseholdId, TicketId } from '../../../shared/kernel/id.ts'
import { date, moment } from '../../../shared/present/format.ts'
import { useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Banner, RefusalBanner } from '../../parts/faces.tsx'
import { SaveFile } from '../../parts/files.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { Status, ticketWords } from '../../parts/status.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { go } from '../../shell/route.ts'
import { Filled } from './filled.tsx'
import { Sheets } from './sheet.tsx'

interface IssuedProps {
  readonly household: HouseholdId | null
  readonly ticket: TicketId
}

export function Issued({ household, ticket }: IssuedProps) {
  const answer = useQuery('ticket.read', { ticket })
  const read = answer.value
  // issuing takes the button away that had the focus: reading goes on at the ticket's head
  useEffect(() => document.querySelector<HTMLElement>('main h1')?.focus(), [])
  useScreenKeys({ p: () => press('print'), e: () => press('export') })
  return (
    <ScreenFrame
      title={`Ticket ${ticket}`}
      lead={read && `${read.ticket.householdName} · as of ${date(read.ticket.asOf)} · frozen, read-only`}
      aside={
        <>
          {read && <Status {...ticketWords[read.status]} />}
          <Button onPress={() => go({ screen: 'tickets', household })}>All tickets</Button>
        </>
      }
    >
      <AnswerView answer={answer} what="Reading the ticket">
        {value => <IssuedBody read={value} />}
      </AnswerView>
    </ScreenFrame>
  )
}

function press(act: string): void {
  document.querySelector<HTMLElement>(`[data-act=${act}] button`)?.click()
}

function IssuedBody({ read }: { read: Output<'ticket.read'> }) {
  const { ticket, status, history, fills } = read
  const [cancelling, setCancelling] = useState(false)
  const cancelled = status === 'cancelled'
  return (
    <div className="draft">
      <div className="draft-sheets">
        {cancelled && <Banner weight="stop">This ticket was cancelled: it must not be placed. Its history says why.</Banner>}
        <Sheets ticket={ticket} draft={false} />
      </div>
      <aside className="panel draft-fields" aria-label="What to do with the ticket">
        <h2>Paper and file</h2>
        <div className="stack" data-act="print">
          <SaveFile make="ticket.print" input={{ ticket: ticket.id }} icon="print" look="strong">
            Save PDF (P)
          </SaveFile>
        </div>
        <div className="stack" data-act="export">
          <SaveFile make="ticket.export" input={{ ticket: ticket.id }}>
            Export lots as CSV (E)
          </SaveFile>
        </div>
        <Filled ticket={ticket} fills={fills} />
        <h2>History</h2>
        <ol className="ticket-history">
          {history.map(event => (
            <li key={`${event.at} ${event.what}`}>
              <span className="grey small">{moment(event.at)}</span>
              <span>{event.what}</span>
            </li>
          ))}
        </ol>
        {!cancelled && (
          <div className="line">
            <Button onPress={() => setCancelling(true)}>Cancel this ticket …</Button>
          </div>
        )}
      </aside>
      {cancelling && <CancelDialog ticket={ticket.id} onClose={() => setCancelling(false)} />}
    </div>
  )
}

function CancelDialog({ ticket, onClose }: { ticket: TicketId; onClose: () => void }) {
  const cancel = useCommand('ticket.cancel')
  const [reason, setReason] = useState('')
  async function send() {
    const outcome = await cancel.run({ ticket, reason })
    if (outcome.ok) onClose()
  }
  return (
    <Dialog
      title={`Cancel ticket ${ticket}`}
      onClose={onClose}
      foot={
        <Button look="strong" disabled={reason.trim() === '' || cancel.running} onPress={() => void send()}>
          Cancel the ticket
        </Button>
      }
    >
      <p>The ticket stays in the book, marked as cancelled, and its wash locks end. Only cancel what was not traded.</p>
      <TextInput label="Reason" value={reason} longest={500} lines={3} onChange={setReason} />
      {cancel.refusal && <RefusalBanner refusal={cancel.refusal} />}
    </Dialog>
  )
}
