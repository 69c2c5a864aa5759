/** Plans over several years that the household keeps, newest first; one is opened as it was kept, with what was done of its first year since. */
import type { HouseholdId } from '../../../../shared/kernel/id.ts'
import { shares } from '../../../../shared/kernel/shares.ts'
import type { DoneSince, KeptTransitionRow, KeptTransitionView } from '../../../../shared/model/transition.ts'
import { counted, moment, roughBasisPoints, shareCount, signedMoney } from '../../../../shared/present/format.ts'
import { useQuery } from '../../../desk/use-query.ts'
import { Button } from '../../../parts/button.tsx'
import { Banner, RefusalBanner } from '../../../parts/faces.tsx'
import { Status } from '../../../parts/status.tsx'

interface KeptYearsProps {
  readonly household: HouseholdId
  readonly onOpen: (row: KeptTransitionRow) => void
}

export function KeptYears({ household, onOpen }: KeptYearsProps) {
  const list = useQuery('transition.list', { household })
  const rows = list.value?.transitions ?? []
  if (list.refusal) return <RefusalBanner refusal={list.refusal} />
  if (rows.length === 0) return null
  return (
    <details className="years-kept">
      <summary>Kept with the household: {counted(rows.length, 'plan')}</summary>
      <ul>
        {rows.map(row => (
          <li key={`${row.id} ${row.chosen}`} className="line">
            <Button look="plain" label={`Open ${row.title}, kept ${moment(row.kept)}`} onPress={() => onOpen(row)}>
              {row.title}
            </Button>
            <span className="grey small">
              kept {moment(row.kept)} · {row.accounts} · {counted(row.years, 'year')} · est. tax added {signedMoney(row.tax)} ·{' '}
              {roughBasisPoints(row.trackingError)} tracking error after them{row.note === '' ? '' : ` · ${row.note}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Beside a plan that was opened: when it was kept, whether the book moved, and what was done. */
export function SinceKept({ view: { kept, note, stale, done } }: { view: KeptTransitionView }) {
  return (
    <section aria-label="Since it was kept">
      <p className="small">
        Kept {moment(kept)}
        {note === '' ? '' : `: ${note}`}. {done.words}
      </p>
      {stale && (
        <Banner weight="note">
          The book moved since this plan was kept: lots, prices, settings or locks. It is shown as it was; plan the years again to act on
          it.
        </Banner>
      )}
      {done.lines.length > 0 && done.tickets.length > 0 && <Done lines={done.lines} />}
    </section>
  )
}

function Done({ lines }: Pick<DoneSince, 'lines'>) {
  return (
    <table className="years-table">
      <caption className="hidden-label">First year planned and issued</caption>
      <thead>
        <tr>
          {['Order', 'Account', 'Planned', 'On tickets since', 'State'].map(head => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ side, accountName, symbol, lot, planned, issued }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lots bought in the plan have no name of their own
          <tr key={`${side} ${lot} ${at}`}>
            <th scope="row">
              {side === 'sell' ? 'Sell' : 'Buy'} {symbol}
            </th>
            <td className="name">{accountName}</td>
            <td>{planned === 0 ? 'not planned' : shareCount(shares(planned))}</td>
            <td>{shareCount(shares(issued))}</td>
            <td>{stateOf(planned, issued)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function stateOf(planned: number, issued: number) {
  if (planned === 0) return <Status tone="caution" word="besides the plan" />
  if (issued === 0) return <Status tone="waiting" word="not issued" />
  if (issued === planned) return <Status tone="ready" word="issued" />
  return <Status tone="caution" word={issued < planned ? 'in part' : 'more than planned'} />
}
