/** The row in focus: the sale and the purchase over the 61 days, what became of the loss, every rule; or for a loss, the near purchases and why not. */
import type { HouseholdId } from '../../../../shared/kernel/id.ts'
import type { Fate, LossRow, WashEntry } from '../../../../shared/model/wash-ledger.ts'
import { counted, date, exactMoney, shareCount, sharesHeld } from '../../../../shared/present/format.ts'
import { Status } from '../../../parts/status.tsx'
import { LineageLink } from '../lineage/link.tsx'
import { statusWords } from './columns.ts'
import { WindowPicture } from './window-picture.tsx'

export function MatchDetail({ household, entry }: { household: HouseholdId; entry: WashEntry }) {
  const { loss, replacement } = entry
  const bought = `${sharesHeld(replacement.shares)} ${replacement.symbol} bought in ${replacement.accountName}`
  return (
    <section className="wash-detail panel" aria-label="Match in focus">
      <header className="line between">
        <h2>
          {exactMoney(entry.disallowed)} of {loss.symbol}
        </h2>
        <Status {...statusWords[entry.status]} />
      </header>
      <p>
        {sharesHeld(loss.shares)} {loss.symbol} sold {date(loss.sold)} in {loss.accountName}
        {loss.owner === null ? '' : ` (${loss.owner})`}, acquired {date(loss.acquired)}. Replaced by {bought}
        {replacement.owner === null ? '' : ` (${replacement.owner})`} on {date(replacement.bought)}
        {replacement.sharesNow === replacement.shares ? '' : `, counted as ${sharesHeld(replacement.sharesNow)} after splits`}.
      </p>
      <WindowPicture
        sold={loss.sold}
        marks={[{ day: replacement.bought, what: bought, kind: entry.reinvested ? 'drip' : 'buy', counts: true }]}
      />
      <h3>Where the loss is</h3>
      <ul className="reasons">
        {entry.fates.map(fate => (
          <li key={`${fate.kind} ${fate.lot} ${fate.sale} ${fate.amount}`} className="line between">
            <span>
              <span className="tabular">{exactMoney(fate.amount)}</span> {fateWords(fate)}
            </span>
            <LineageLink household={household} lot={fate.lot} of={`${replacement.symbol}, ${sharesHeld(fate.shares)}`} />
          </li>
        ))}
      </ul>
      <p>{tackedWords(entry)}</p>
      <h3>Why it matched</h3>
      <ul className="reasons">
        {entry.rules.map(cited => (
          <li key={cited.what}>
            <p>{cited.what}</p>
            <p className="grey small">{cited.rule}</p>
          </li>
        ))}
      </ul>
      {!entry.brokerSees && (
        <p>
          <Status tone="caution" word="Broker does not see this" />
          <span className="small grey"> Form 1099-B looks at one account and one CUSIP only: Reg. §1.6045-1(d)(6). The return must.</span>
        </p>
      )}
      {entry.provisionalUntil !== null && <p>Provisional: a purchase through {date(entry.provisionalUntil)} may wash more of this sale.</p>}
      <p className="small grey">
        Sale: {entry.sources.sale || 'no file'} · Purchase: {entry.sources.purchase || 'no file'}
      </p>
    </section>
  )
}

function fateWords({ kind, shares, day }: Fate): string {
  switch (kind) {
    case 'open':
      return `in the basis of ${sharesHeld(shares)} still held`
    case 'sold':
      return `taken up by the sale of ${sharesHeld(shares)} on ${date(day)}`
    case 'washed-again':
      return `in a sale of ${sharesHeld(shares)} on ${date(day)} whose loss was washed again`
    case 'left':
      return `left with ${sharesHeld(shares)} on ${date(day)}`
    case 'permanent':
      return `lost for good: ${sharesHeld(shares)} that take up no basis`
    default:
      return `in a sale of unknown result on ${date(day)}`
  }
}

function tackedWords({ tacked }: WashEntry): string {
  if (tacked === null) return 'No days pass to the shares bought.'
  return `Bought ${date(tacked.own)}; with the ${counted(tacked.days, 'day')} the loss shares were held, the holding period counts from ${date(tacked.from)} (IRC §1223(3)).`
}

export function LossDetail({ household, loss }: { household: HouseholdId; loss: LossRow }) {
  return (
    <section className="wash-detail panel" aria-label="Loss in focus">
      <header className="line between">
        <h2>
          {exactMoney(loss.loss)} loss on {loss.symbol}
        </h2>
        <LineageLink household={household} lot={loss.lot} of={`${loss.symbol} sold ${date(loss.sold)}`} />
      </header>
      <p>
        Sold {date(loss.sold)} in {loss.accountName}: {exactMoney(loss.allowed)} deductible, {exactMoney(loss.disallowed)} disallowed; by
        the broker’s own books {exactMoney(loss.brokerDisallowed)}. {shareCount(loss.unreplaced)} of {sharesHeld(loss.shares)} no purchase
        has replaced.
      </p>
      {loss.provisionalUntil !== null && <p>Provisional: a purchase through {date(loss.provisionalUntil)} may still wash it.</p>}
      <WindowPicture
        sold={loss.sold}
        marks={loss.near.map(near => ({
          day: near.day,
          what: `${sharesHeld(near.shares)} ${near.symbol} in ${near.accountName}, does not count`,
          kind: 'buy',
          counts: false,
        }))}
      />
      <h3>Near, and why it does not count</h3>
      {loss.near.length === 0 && <p className="grey">No other purchase of the household stands near this sale.</p>}
      <ul className="reasons">
        {loss.near.map(near => (
          <li key={`${near.lot} ${near.reason}`}>
            <p>
              {sharesHeld(near.shares)} {near.symbol}, {date(near.day)} in {near.accountName}: {near.cited.what}
            </p>
            <p className="grey small">{near.cited.rule}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
