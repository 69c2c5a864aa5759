/** One past rebalance: whether it has paid in a sentence, the four portfolios beside each other since then, drift and tracking error before and after, and what is not known. */
import type { PastRebalance } from '../../../../shared/model/performance.ts'
import type { HouseholdView } from '../../../../shared/model/views.ts'
import { date, estimated, exactMoney, roughBasisPoints, signedExactMoney, unknown } from '../../../../shared/present/format.ts'
import { driftOf, percentOf, portfolios, sharpeOf, times } from '../../../../shared/present/performance-words.ts'
import { Button } from '../../../parts/button.tsx'
import { Empty } from '../../../parts/faces.tsx'
import { FigureValue } from '../../../parts/figure.tsx'
import { Status } from '../../../parts/status.tsx'
import { go } from '../../../shell/route.ts'
import { performanceTrail } from './columns.ts'
import { verdictOf } from './words.ts'

interface PanelProps {
  readonly view: HouseholdView
  readonly row: PastRebalance | null
}

export function RebalancePanel({ view, row }: PanelProps) {
  if (row === null)
    return (
      <aside className="panel preview" aria-label="Rebalance in focus">
        <Empty title="No rebalance in focus">Move to a line with the arrow keys or click it.</Empty>
      </aside>
    )
  return (
    <aside className="panel preview" aria-label="Rebalance in focus">
      <h2>{row.title}</h2>
      <div className="line wrap">
        <Status {...verdictOf(row)} />
        <span>{row.verdictWords.replaceAll('−$', '−\u2060$')}</span>
      </div>
      <div className="rebalance-tables">
        <Beside view={view} row={row} />
        <Change view={view} row={row} />
        <Paid view={view} row={row} />
      </div>
      {row.notes.length > 0 && (
        <ul className="plain-list grey">
          {row.notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <div className="line wrap">
        {row.tickets.map(ticket => (
          <Button key={ticket} look="plain" onPress={() => go({ screen: 'tickets', rest: [ticket] })}>
            Ticket {ticket}
          </Button>
        ))}
      </div>
    </aside>
  )
}

function Beside({ view, row }: { view: HouseholdView; row: PastRebalance }) {
  const trail = performanceTrail(view)
  return (
    <table className="when-table">
      <caption className="hidden-label">Return and Sharpe ratio since, of the portfolio and of three others</caption>
      <thead>
        <tr>
          <th scope="col">Since then</th>
          <th scope="col">Return</th>
          <th scope="col">Sharpe ratio</th>
        </tr>
      </thead>
      <tbody>
        {portfolios.map(([key, label]) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td>
              <FigureValue label={`Return, ${label}`} value={percentOf(row.returns[key])} trail={trail('returns', row.id)} />
            </td>
            <td>
              <FigureValue label={`Sharpe ratio, ${label}`} value={sharpeOf(row, key)} trail={trail('sharpe', row.id)} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">Premium</th>
          <td>
            <FigureValue label="Rebalancing premium" value={percentOf(row.premium)} trail={trail('premium', row.id)} />
          </td>
          <td className="grey">as it is − left alone</td>
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={3} className="grey small past-note">
            Sharpe ratio {row.sharpeWords}.
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

function Change({ view, row }: { view: HouseholdView; row: PastRebalance }) {
  const trail = performanceTrail(view)
  const error = (value: number | null) => estimated(roughBasisPoints(value))
  return (
    <table className="when-table">
      <caption className="hidden-label">Drift and tracking error before, after and since</caption>
      <thead>
        <tr>
          <th scope="col">{date(row.first)}</th>
          <th scope="col">Drift</th>
          <th scope="col">Tracking error</th>
        </tr>
      </thead>
      <tbody>
        {times.map(([key, label]) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td>
              <FigureValue label={`Drift, ${label}`} value={driftOf(row.drift[key])} trail={trail('drift', row.id)} />
            </td>
            <td>
              <FigureValue
                label={`Tracking error, ${label}`}
                value={error(row.trackingError[key])}
                trail={trail('trackingError', row.id)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Paid({ view, row: { id, cost, tax } }: { view: HouseholdView; row: PastRebalance }) {
  const trail = performanceTrail(view)
  const figure = (value: number | null, none: string) => (value === null ? none : signedExactMoney(value))
  return (
    <table className="when-table">
      <caption className="hidden-label">Cost and tax, planned and so far</caption>
      <thead>
        <tr>
          <th scope="col">Paid for it</th>
          <th scope="col">Planned</th>
          <th scope="col">So far</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Cost</th>
          <td>{cost.planned === null ? 'no ticket' : exactMoney(cost.planned)}</td>
          <td>
            <FigureValue label="Cost" value={figure(cost.actual, 'not traded')} trail={trail('cost', id)} />
          </td>
        </tr>
        <tr>
          <th scope="row">Tax</th>
          <td>{figure(tax.planned, 'no ticket')}</td>
          <td>
            <FigureValue label="Tax" value={figure(tax.realized, unknown)} trail={trail('tax', id)} />
          </td>
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={3} className="grey small past-note">
            {tax.words.replaceAll('−$', '−\u2060$')}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
