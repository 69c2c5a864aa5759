/** One order of a sheet: what to key, the lots in keying order with a running count, the words for the desk, and its notes. */
import type { TicketLot, TicketOrder, TicketPage } from '../../../shared/model/ticket.ts'
import { date, exactMoney, pricePerShare, shareCount, sharesHeld, signedExactMoney } from '../../../shared/present/format.ts'
import { reasonsInWords } from '../../../shared/present/order-reasons.ts'
import { orderTypeWords, termWord, timeInForceWords } from '../../../shared/present/words.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { FigureValue } from '../../parts/figure.tsx'
import { Status, washChips } from '../../parts/status.tsx'
import type { TicketTrail } from './sheet.tsx'

interface OrderBlockProps {
  readonly page: TicketPage
  readonly order: TicketOrder
  readonly trail: TicketTrail
}

export function OrderBlock({ page, order, trail }: OrderBlockProps) {
  const name = `order ${order.sequence}, ${order.side} ${order.symbol}`
  const of = (figure: string) => trail('ticket-order', [page.account, order.sequence], figure)
  return (
    <section className="order" aria-label={name}>
      <header className="order-head">
        <h3>
          {order.sequence} {order.side === 'sell' ? 'SELL' : 'BUY'} {order.symbol}
        </h3>
        <span className="clip" title={order.name}>
          {order.name}
        </span>
        <strong className="tabular">{sharesHeld(order.shares)}</strong>
        <span>
          {orderTypeWords[order.orderType]}
          {order.limit === null ? '' : ` ${pricePerShare(order.limit)}`} · {timeInForceWords[order.timeInForce]}
        </span>
        <span className="tabular">
          at {pricePerShare(order.price)} of {date(order.priceAsOf)}
        </span>
        <span>
          est. <FigureValue label={`Est. amount of ${name}`} value={exactMoney(order.amount)} trail={of('amount')} />
        </span>
        <span className="grey">
          est. cost <FigureValue label={`Est. cost of ${name}`} value={exactMoney(order.cost)} trail={of('cost')} />
        </span>
      </header>
      {order.lots.length > 0 && <LotTable page={page} order={order} trail={trail} />}
      {order.versus !== '' && (
        <div className="versus">
          <p>
            <span className="grey">Say to the desk:</span> {order.versus}
          </p>
          <CopyButton text={order.versus}>Copy</CopyButton>
        </div>
      )}
      <Aging order={order} />
      {order.wash && order.wash.state !== 'clear' && order.wash.state !== 'not-evaluated' && <Status {...washChips[order.wash.state]} />}
      {order.notes.length > 0 && (
        <ul className="order-notes">
          {order.notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Why it is on the ticket, and between which prices it stays what it was made for. */
function Aging({ order: { corridor, reasons = [] } }: Pick<OrderBlockProps, 'order'>) {
  return (
    <>
      {reasons.length > 0 && (
        <p className="order-why">
          <span className="grey">Why:</span> {reasonsInWords(reasons)}
        </p>
      )}
      {corridor && (
        <p className="order-corridor">
          <strong>{corridor.words}</strong>
        </p>
      )}
    </>
  )
}

function LotTable({ page, order, trail }: OrderBlockProps) {
  return (
    <table className="order-lots">
      <caption className="hidden-label">Lots of the sale of {order.symbol} in keying order</caption>
      <thead>
        <tr>
          <th scope="col" className="number">
            Lot
          </th>
          <th scope="col">Acquired</th>
          <th scope="col">Term</th>
          <th scope="col" className="number">
            Shares
          </th>
          <th scope="col" className="number">
            Running
          </th>
          <th scope="col" className="number">
            Cost a share
          </th>
          <th scope="col" className="number">
            Basis
          </th>
          <th scope="col" className="number">
            Est. proceeds
          </th>
          <th scope="col" className="number">
            Est. gain
          </th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        {order.lots.map(lot => (
          <LotLine
            key={lot.sequence}
            lot={lot}
            trail={figure => trail('ticket-lot', [page.account, order.sequence, lot.sequence], figure)}
          />
        ))}
      </tbody>
    </table>
  )
}

function LotLine({ lot, trail }: { lot: TicketLot; trail: (figure: string) => ReturnType<TicketTrail> }) {
  const name = `lot ${lot.sequence}`
  return (
    <tr>
      <td className="number">{lot.sequence}</td>
      <td className="tabular">{date(lot.acquired)}</td>
      <td>
        <FigureValue label={`Term of ${name}`} value={termWord(lot.term)} trail={trail('term')} />
      </td>
      <td className="number">{shareCount(lot.shares)}</td>
      <td className="number">{shareCount(lot.running)}</td>
      <td className="number">
        <FigureValue label={`Cost a share of ${name}`} value={pricePerShare(lot.costPerShare)} trail={trail('costPerShare')} />
      </td>
      <td className="number">
        <FigureValue label={`Basis of ${name}`} value={exactMoney(lot.basis)} trail={trail('basis')} />
      </td>
      <td className="number">
        <FigureValue label={`Est. proceeds of ${name}`} value={exactMoney(lot.proceeds)} trail={trail('proceeds')} />
      </td>
      <td className="number">
        <FigureValue label={`Est. gain of ${name}`} value={signedExactMoney(lot.gain)} trail={trail('gain')} />
      </td>
      <td className="grey small">{lot.source}</td>
    </tr>
  )
}
