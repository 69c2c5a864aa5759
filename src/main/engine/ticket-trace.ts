/**
 * The working of a figure on a frozen ticket: from the ticket alone, because the book may have moved since. `ids` of a lot's figure are account,
 * order and lot sequence; of an order's figure account and order sequence; of a page's total the account.
 */
import { id } from '../../shared/kernel/id.ts'
import { done, type Outcome, refused } from '../../shared/kernel/outcome.ts'
import type { Ticket, TicketLot, TicketOrder, TicketPage } from '../../shared/model/ticket.ts'
import type { Trace } from '../../shared/model/trace.ts'
import type { FigureRef } from '../../shared/model/views.ts'
import { date, exactMoney, pricePerShare, sharesHeld, signedExactMoney } from '../../shared/present/format.ts'

export function ticketTrace(ticket: Ticket, figure: FigureRef): Outcome<Trace> {
  const page = ticket.pages.find(each => each.account === id<'account'>(figure.ids[0] ?? ''))
  const order = page?.orders.find(each => each.sequence === Number(figure.ids[1]))
  const lot = order?.lots.find(each => each.sequence === Number(figure.ids[2]))
  if (figure.subject === 'ticket-lot' && order && lot) return done(lotTrace(ticket, order, lot, figure.figure))
  if (figure.subject === 'ticket-order' && order) return done(orderTrace(order, figure.figure))
  if (figure.subject === 'ticket-page' && page) return done(pageTrace(page, figure.figure))
  return refused({
    code: 'input/figure',
    what: 'The ticket has no such figure.',
    where: `${ticket.id} ${figure.subject} ${figure.ids.join('/')}`,
    remedy: 'Open the ticket again.',
  })
}

function step(label: string, value: string, more: Partial<Trace> = {}): Trace {
  return { label, value, inputs: [], ...more }
}

function priceTrace(order: TicketOrder): Trace {
  return step('price', pricePerShare(order.price), { source: `close of ${date(order.priceAsOf)}, frozen with the ticket` })
}

function lotTrace(ticket: Ticket, order: TicketOrder, lot: TicketLot, figure: string): Trace {
  const basis = step('basis', exactMoney(lot.basis), {
    source: lot.source,
    rule: 'IRC §1012; part of a lot takes its share of what is left',
  })
  const proceeds = step('est. proceeds', exactMoney(lot.proceeds), {
    formula: 'shares × price, before the order’s expected cost',
    inputs: [step('shares', sharesHeld(lot.shares), { source: lot.source }), priceTrace(order)],
  })
  if (figure === 'basis') return basis
  if (figure === 'proceeds') return proceeds
  if (figure === 'costPerShare')
    return step('cost a share', pricePerShare(lot.costPerShare), {
      formula: 'basis ÷ shares, rounded for display',
      inputs: [basis, step('shares', sharesHeld(lot.shares))],
    })
  if (figure === 'term') {
    return step('term', lot.term ?? 'unknown', {
      rule: 'IRC §1222; Pub. 550: long-term when held more than one year, counted from the day after',
      inputs: [step('held from', date(lot.holdingFrom), { source: lot.source }), step('sale', date(ticket.asOf))],
    })
  }
  return step('est. gain', signedExactMoney(lot.gain), { formula: 'est. proceeds − basis', rule: 'IRC §1001', inputs: [proceeds, basis] })
}

function costTrace(order: TicketOrder): Trace {
  return step('est. cost', exactMoney(order.cost), { formula: 'commission + half spread and impact', source: 'firm setting, costs' })
}

function orderTrace(order: TicketOrder, figure: string): Trace {
  if (figure === 'cost') return costTrace(order)
  if (figure === 'amount') {
    return step(order.side === 'sell' ? 'est. proceeds' : 'est. amount', exactMoney(order.amount), {
      formula: order.side === 'sell' ? 'shares × price − cost' : 'shares × price + cost',
      inputs: [step('shares', sharesHeld(order.shares)), priceTrace(order), costTrace(order)],
    })
  }
  const term = figure === 'gainLong' ? 'long' : 'short'
  return step(`est. ${term}-term gain`, signedExactMoney(term === 'long' ? order.gainLong : order.gainShort), {
    formula: 'sum over its lots of that term',
    inputs: order.lots
      .filter(lot => lot.term === term)
      .map(lot => step(`lot ${lot.sequence}, ${date(lot.acquired)}`, signedExactMoney(lot.gain), { source: lot.source })),
  })
}

function pageTrace(page: TicketPage, figure: string): Trace {
  const side = figure === 'bought' ? 'buy' : 'sell'
  const orders = page.orders.filter(order => order.side === side || figure === 'cost')
  const value = (order: TicketOrder) => {
    if (figure === 'cost') return exactMoney(order.cost)
    if (figure === 'gainShort') return signedExactMoney(order.gainShort)
    if (figure === 'gainLong') return signedExactMoney(order.gainLong)
    return exactMoney(order.amount)
  }
  const total =
    figure === 'gainShort' || figure === 'gainLong'
      ? signedExactMoney(page.totals[figure])
      : exactMoney(page.totals[figure as 'proceeds' | 'bought' | 'cost'] ?? null)
  return step(`total of ${page.accountName}`, total, {
    formula: 'sum over the orders of this page',
    inputs: orders.map(order => step(`${order.side} ${order.symbol}`, value(order))),
  })
}
