/** What an order is expected to cost, part by part, how it stands to the volume of a day, and, where a day does not take it, the days over which it is worked. */
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { Schedule, Worked } from '../../../shared/model/costs.ts'
import type { ProposalTrade } from '../../../shared/model/proposal.ts'
import { count, counted, date, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import { Icon } from '../../parts/icon.tsx'

export function TradeCost({ trade }: { trade: ProposalTrade }) {
  const { symbol, cost, parts, liquidity, flags = [] } = trade
  if (parts === undefined) return null
  return (
    <div className="trade-cost small">
      <p>
        Est. cost {exactMoney(cost)}: commission {exactMoney(parts.commission)}, spread {exactMoney(parts.spread)}, impact{' '}
        {exactMoney(parts.impact)}.{' '}
        {liquidity && (
          <span title={`Volume of ${date(liquidity.asOf)}: ${count(liquidity.dailyVolume)} shares a day, ${liquidity.source}`}>
            {liquidity.words}
          </span>
        )}
      </p>
      {flags.length > 0 && (
        <ul className="cost-flags" aria-label={`What the cost of ${symbol} rests on`}>
          {flags.map(flag => (
            <li key={flag.fallback}>
              <Icon name="caution" size={12} /> {flag.words}
            </li>
          ))}
        </ul>
      )}
      {liquidity?.choices && <Choices symbol={symbol} choices={liquidity.choices} planned={liquidity.schedule?.days.length ?? 1} />}
      {liquidity?.schedule && <Days symbol={symbol} schedule={liquidity.schedule} />}
    </div>
  )
}

/** Beside the name of an order that takes more than a day. */
export function DaysChip({ trade }: { trade: ProposalTrade }) {
  const days = trade.liquidity?.schedule?.days.length
  return days === undefined ? null : (
    <span className="days-chip nowrap" title={trade.liquidity?.words}>
      <Icon name="waiting" size={12} /> {days} days
    </span>
  )
}

/** One day against more: impact saved against the risk of waiting. */
function Choices({ symbol, choices, planned }: { symbol: string; choices: readonly Worked[]; planned: number }) {
  return (
    <table className="trade-days trade-choices">
      <caption className="hidden-label">What working the order of {symbol} over more days saves and costs</caption>
      <thead>
        <tr>
          {['Over', 'Impact', 'Waiting', 'Further commissions', 'Together', 'Plan'].map((head, at) => (
            <th scope="col" className={at === 0 ? '' : 'number'} key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {choices.map(({ days, impact, waiting, commissions, total }) => (
          <tr key={days}>
            <th scope="row">{counted(days, 'day')}</th>
            {[impact, waiting, commissions, total].map((amount, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change
              <td className="number" key={at}>
                {exactMoney(amount)}
              </td>
            ))}
            <td>{days === planned ? 'so worked' : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Days({ symbol, schedule }: { symbol: string; schedule: Schedule }) {
  return (
    <table className="trade-days">
      <caption className="hidden-label">Days over which the order of {symbol} is worked</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col" className="number">
            Shares
          </th>
          <th scope="col">By half hours, from the open to the close</th>
        </tr>
      </thead>
      <tbody>
        {schedule.days.map(day => (
          <tr key={day.date}>
            <th scope="row">{date(day.date)}</th>
            <td className="number">{sharesHeld(day.shares as Shares)}</td>
            <td className="tabular grey">{day.parts.map(part => count(part)).join(' · ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
