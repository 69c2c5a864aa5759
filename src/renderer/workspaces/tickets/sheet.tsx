/**
 * The ticket as it prints, one account a sheet, in the order in which a desk keys. Screen, PDF and CSV show the same frozen document; on an
 * issued ticket every figure opens its trail.
 */
import type { Ticket, TicketPage } from '../../../shared/model/ticket.ts'
import { counted, date, exactMoney, maskedAccount, moment, money, signedExactMoney } from '../../../shared/present/format.ts'
import { accountTypeWords, custodianWords, sampleNote, taxChange, washedParts } from '../../../shared/present/words.ts'
import type { TrailRequest } from '../../desk/trail.tsx'
import { Banner } from '../../parts/faces.tsx'
import { Figure } from '../../parts/figure.tsx'
import { OrderBlock } from './order-block.tsx'

/** `subject` and its ids within the ticket; null on a draft, whose figures are still moving. */
export type TicketTrail = (subject: string, ids: readonly (string | number)[], figure: string) => TrailRequest | null

interface SheetsProps {
  readonly ticket: Ticket
  readonly draft: boolean
}

export function Sheets({ ticket, draft }: SheetsProps) {
  const trail: TicketTrail = (subject, ids, figure) =>
    draft ? null : { of: 'ticket', input: { ticket: ticket.id, figure: { subject, ids: ids.map(String), figure } } }
  return (
    <div className="sheets">
      {ticket.warnings.length > 0 && (
        <Banner weight="warning">
          <strong>Read first</strong>
          <ul className="sheet-warnings">
            {ticket.warnings.map(warning => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Banner>
      )}
      {ticket.pages.map((page, at) => (
        <Sheet key={page.account} ticket={ticket} page={page} at={at + 1} draft={draft} trail={trail} />
      ))}
    </div>
  )
}

interface SheetProps extends SheetsProps {
  readonly page: TicketPage
  readonly at: number
  readonly trail: TicketTrail
}

function Sheet({ ticket, page, at, draft, trail }: SheetProps) {
  const lots = page.orders.reduce((sum, order) => sum + order.lots.length, 0)
  return (
    <article className="sheet" aria-label={`Sheet ${at}: ${page.accountName}`}>
      <header>
        <div className="sheet-top">
          <div>
            {ticket.sample && (
              <p className="small">
                <strong>{sampleNote}</strong>
              </p>
            )}
            <p className="small">{ticket.firm}</p>
            <h2>{ticket.householdName}</h2>
          </div>
          <div className="right">
            <h2>{draft ? 'Draft of a trade ticket' : `Trade ticket ${ticket.id}`}</h2>
            <p className="small">
              account {at} of {ticket.pages.length}
            </p>
          </div>
        </div>
        <p className="sheet-account">
          <strong>Account {maskedAccount(page.accountNumber)}</strong> {page.accountName} · {accountTypeWords[page.accountType]} ·{' '}
          {custodianWords[page.custodian]}
        </p>
        <p className="small grey">
          {counted(page.orders.length, 'order')}, {counted(lots, 'lot')} · {draft ? 'not issued' : `prepared ${moment(ticket.preparedAt)}`}{' '}
          · as of {date(ticket.asOf)} · prices of {date(ticket.pricesAsOf)} · snapshot{' '}
          <span title={ticket.snapshotHash}>{ticket.snapshotHash.slice(0, 8)}</span>
        </p>
      </header>
      {page.orders.map(order => (
        <OrderBlock key={order.sequence} page={page} order={order} trail={trail} />
      ))}
      <PageTotals page={page} trail={trail} />
      <Closing ticket={ticket} />
    </article>
  )
}

function PageTotals({ page, trail }: { page: TicketPage; trail: TicketTrail }) {
  const { totals } = page
  const figure = (key: keyof TicketPage['totals']) => trail('ticket-page', [page.account], key)
  return (
    <section className="figures sheet-totals" aria-label={`Totals of ${page.accountName}`}>
      <Figure label="est. net proceeds" value={exactMoney(totals.proceeds)} trail={figure('proceeds')} />
      <Figure label="est. bought" value={exactMoney(totals.bought)} trail={figure('bought')} />
      <Figure label="est. lot gain, short" value={signedExactMoney(totals.gainShort)} trail={figure('gainShort')} />
      <Figure label="est. lot gain, long" value={signedExactMoney(totals.gainLong)} trail={figure('gainLong')} />
      <Figure label="est. cost to trade" value={exactMoney(totals.cost)} trail={figure('cost')} />
    </section>
  )
}

/** What the sales of all accounts are worth together, and the lines of the order memorandum (17 CFR 275.204-2(a)(3)). */
function Closing({ ticket }: { ticket: Ticket }) {
  const { basket } = ticket
  const tax = taxChange(basket.savedNow)
  const parts = [
    `losses short ${money(-basket.lossShort)}, long ${money(-basket.lossLong)}`,
    ...(basket.gainShort !== 0 || basket.gainLong !== 0 ? [`gains short ${money(basket.gainShort)}, long ${money(basket.gainLong)}`] : []),
    ...(basket.washed !== 0 ? [`disallowed ${money(basket.washed)}, ${washedParts(basket)}`] : []),
    `est. ${tax.what} now ${money(tax.amount)}`,
    `carried to later years ${money(basket.carried)}`,
    `est. cost ${money(basket.cost)}`,
  ]
  return (
    <footer className="sheet-closing">
      <p>
        <strong>Whole ticket, all accounts:</strong> {parts.join(' · ')}
      </p>
      {ticket.reason !== '' && (
        <p>
          <strong>Why:</strong> {ticket.reason}
        </p>
      )}
      {ticket.costNotes !== undefined && (
        <p>
          <strong>Costs:</strong> {ticket.costNotes.join(' ')}
        </p>
      )}
      {ticket.limits !== undefined && (
        <p>
          <strong>Limits:</strong> {ticket.limits.join(' ')}
        </p>
      )}
      {ticket.risk !== undefined && (
        <p>
          <strong>Risk:</strong> {ticket.risk.join(' ')}
        </p>
      )}
      {ticket.plan !== undefined && (
        <p>
          <strong>Plan:</strong> {ticket.plan.proposal}, revision {ticket.plan.revision}, certificate{' '}
          <span className="tabular">{ticket.plan.hash}</span>: {ticket.plan.words}.
        </p>
      )}
      <dl className="memorandum">
        <Line name="Recommended by" value={ticket.recommendedBy} />
        <Line name="Placed by" value={ticket.placedBy} />
        <Line name="Discretionary" value={ticket.discretionary ? 'yes' : 'no'} />
        <Line name="Solicited" value={ticket.solicited ? 'yes' : 'no'} />
        <Line name="Entered (date, time)" value="" />
        <Line name="Verified by" value="" />
      </dl>
    </footer>
  )
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value === '' ? <span className="hidden-label">to be written on paper</span> : value}</dd>
    </div>
  )
}
