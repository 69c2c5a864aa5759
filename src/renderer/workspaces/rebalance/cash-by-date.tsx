/** Cash after the plan by date: what is needed and what comes, the balance each leaves, and what is not counted. */
import type { CashByDate, Proposal } from '../../../shared/model/proposal.ts'
import { date, exactMoney, signedExactMoney } from '../../../shared/present/format.ts'
import { FigureValue } from '../../parts/figure.tsx'
import { Status } from '../../parts/status.tsx'
import { planTrail } from './trails.ts'

export function CashByDatePanel({ shown }: { shown: Proposal }) {
  const { cashByDate } = shown
  if (cashByDate === undefined) return null
  return (
    <section className="cash-by-date" aria-label="Cash by date">
      <h2>Cash by date</h2>
      <p>
        <FigureValue label="Cash by date" value={cashByDate.words} trail={planTrail(shown, 'flows')} />
      </p>
      {cashByDate.sections.map(section => (
        <SectionTable key={section.account ?? 'any'} section={section} />
      ))}
      {cashByDate.notes.length > 0 && (
        <ul>
          {cashByDate.notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function SectionTable({ section }: { section: CashByDate['sections'][number] }) {
  const { name, start, lines, met, words } = section
  return (
    <table>
      <caption>
        <Status tone={met ? 'ready' : 'blocked'} word={met ? 'Met' : 'Not met'} /> {name}
      </caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">For</th>
          <th scope="col" className="of">
            In or out
          </th>
          <th scope="col" className="of">
            est. cash then
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>after the plan</td>
          <td />
          <td />
          <td className="of">{exactMoney(start)}</td>
        </tr>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two needs of a day may be alike in everything
          <tr key={`${line.date} ${line.what} ${at}`}>
            <td>{date(line.date)}</td>
            <td className="clip" title={line.what}>
              {line.what}
            </td>
            <td className="of">{signedExactMoney(line.amount)}</td>
            <td className="of">{exactMoney(line.balance)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4}>{words}</td>
        </tr>
      </tfoot>
    </table>
  )
}
