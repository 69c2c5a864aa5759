/** How far an issued ticket is filled: so many of its orders, and order by order the trades of imported files that filled it and what is still to come. */
import type { Output } from '../../../shared/contract/client.ts'
import type { OrderFillTold, TicketOrder } from '../../../shared/model/ticket.ts'
import { counted, date, pricePerShare, sharesHeld } from '../../../shared/present/format.ts'

export function Filled({ ticket, fills }: Pick<Output<'ticket.read'>, 'ticket' | 'fills'>) {
  if (fills.length === 0) return null
  const open = fills.filter(fill => fill.open > 0).length
  const begun = fills.filter(fill => fill.by.length > 0)
  const orderOf = (fill: OrderFillTold) =>
    ticket.pages.find(page => page.account === fill.account)?.orders.find(order => order.sequence === fill.sequence)
  return (
    <>
      <h2>Filled</h2>
      <p>
        {fills.length - open} of {counted(fills.length, 'order')} filled{open === 0 ? '' : `; ${open} open`}
      </p>
      {begun.length === 0 ? (
        <p className="grey small">No imported file shows a trade of this ticket yet.</p>
      ) : (
        <ul className="ticket-history" aria-label="Trades that filled it">
          {begun.map(fill => (
            <OrderFilled key={`${fill.account} ${fill.sequence}`} fill={fill} order={orderOf(fill)} />
          ))}
        </ul>
      )}
    </>
  )
}

function OrderFilled({ fill, order }: { fill: OrderFillTold; order: TicketOrder | undefined }) {
  return (
    <li>
      <strong>
        {fill.sequence} {order?.side === 'sell' ? 'SELL' : 'BUY'} {order?.symbol}:{' '}
        {fill.open === 0 ? 'filled' : `${sharesHeld(fill.open)} open`}
      </strong>
      {fill.by.map(({ day, shares, price, file }) => (
        <span key={`${file} ${day}`} className="small">
          {date(day)} {sharesHeld(shares)}
          {price === null ? '' : ` at ${pricePerShare(price)}`} <span className="grey">{file}</span>
        </span>
      ))}
    </li>
  )
}
