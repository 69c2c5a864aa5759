/** What was done of the year a kept plan began with: its sales and purchases held against the tickets issued since, lot by lot. A ticket that was cancelled carries nothing out. */
import type { Ticket, TicketRow } from '../../../shared/model/ticket.ts'
import type { DoneSince, TransitionYear } from '../../../shared/model/transition.ts'
import { counted } from '../../../shared/present/format.ts'

export interface IssuedTicket {
  readonly ticket: Ticket
  readonly status: TicketRow['status']
}

type Line = DoneSince['lines'][number]

export function doneSince({ sales, purchases }: TransitionYear, kept: string, tickets: readonly IssuedTicket[]): DoneSince {
  const since = tickets.filter(({ ticket, status }) => ticket.preparedAt >= kept && status !== 'cancelled' && status !== 'draft')
  const issued = issuedIn(since)
  const planned = new Set<string>()
  const lines = [
    ...sales.map(({ account, accountName, lot, symbol, shares }): Line => {
      planned.add(`sell ${account} ${lot}`)
      return { side: 'sell', accountName, symbol, lot, planned: shares, issued: issued.get(`sell ${account} ${lot}`)?.shares ?? 0 }
    }),
    ...purchases.map(({ account, accountName, security, symbol, shares }): Line => {
      planned.add(`buy ${account} ${security}`)
      return { side: 'buy', accountName, symbol, lot: null, planned: shares, issued: issued.get(`buy ${account} ${security}`)?.shares ?? 0 }
    }),
  ]
  const besides = [...issued].filter(([key]) => !planned.has(key)).map(([, line]) => ({ ...line, planned: 0, issued: line.shares }))
  const all = [...lines, ...besides.map(({ shares: _, ...line }): Line => line)]
  return { tickets: since.map(({ ticket }) => ticket.id), lines: all, words: wordsOf(lines, besides.length, since.length) }
}

interface Issued extends Omit<Line, 'planned' | 'issued'> {
  readonly shares: number
}

function issuedIn(tickets: readonly IssuedTicket[]): Map<string, Issued> {
  const issued = new Map<string, Issued>()
  const add = (key: string, line: Issued) => issued.set(key, { ...line, shares: (issued.get(key)?.shares ?? 0) + line.shares })
  for (const { account, accountName, orders } of tickets.flatMap(({ ticket }) => ticket.pages))
    for (const { side, security, symbol, shares, lots } of orders) {
      if (side === 'buy') add(`buy ${account} ${security}`, { side, accountName, symbol, lot: null, shares })
      else for (const lot of lots) add(`sell ${account} ${lot.lot}`, { side, accountName, symbol, lot: lot.lot, shares: lot.shares })
    }
  return issued
}

function wordsOf(lines: readonly Line[], besides: number, tickets: number): string {
  if (lines.length === 0)
    return `The plan rests in its first year${besides === 0 ? '.' : `; ${counted(besides, 'order line')} went out besides.`}`
  if (tickets === 0) return 'Nothing of its first year is on a ticket issued since.'
  const whole = lines.filter(({ planned, issued }) => issued >= planned).length
  const part = lines.filter(({ planned, issued }) => issued > 0 && issued < planned).length
  const more = lines.filter(({ planned, issued }) => issued > planned).length
  return `${[
    `Of ${counted(lines.length, 'line')} of its first year ${whole} ${whole === 1 ? 'is' : 'are'} on tickets issued since`,
    ...(part > 0 ? [`${part} in part`] : []),
    ...(more > 0 ? [`${more} with more shares than planned`] : []),
    ...(besides > 0 ? [`${counted(besides, 'line')} went out that the plan does not have`] : []),
  ].join('; ')}.`
}
