/** "What if we wait until January?": the sales of the plan in either year, beside each other. */
import type { ProposalId } from '../../../shared/kernel/id.ts'
import type { Waiting } from '../../../shared/model/meeting.ts'
import { date, signedMoney } from '../../../shared/present/format.ts'
import { useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'

export function January({ proposal, revision }: { proposal: ProposalId; revision: number }) {
  const answer = useQuery('proposal.wait', { proposal, revision })
  return (
    <section className="panel january" aria-label="What if we wait until January?">
      <h2>Now, or in January</h2>
      <AnswerView answer={answer} what="Working out January">
        {waiting => <Compared waiting={waiting} />}
      </AnswerView>
    </section>
  )
}

function Compared({ waiting: { compared, words, assumed } }: { waiting: Waiting }) {
  return (
    <>
      <p role="status">
        <strong>{words}</strong>
      </p>
      {compared !== null && (
        <table>
          <caption className="hidden-label">The sales of the plan now and in January, estimated</caption>
          <thead>
            <tr>
              <th scope="col">est.</th>
              <th scope="col">{date(compared.now.day)}</th>
              <th scope="col">{date(compared.january.day)}</th>
            </tr>
          </thead>
          <tbody>
            <Row label="Short-term result" of={year => year.short} compared={compared} />
            <Row label="Long-term result" of={year => year.long} compared={compared} />
            <Row label="Tax of that year" of={year => year.tax} compared={compared} />
            <Row label="Loss carried on" of={year => year.carried} compared={compared} />
          </tbody>
        </table>
      )}
      {assumed.length > 0 && <p className="grey small">{assumed.join(' ')}</p>}
    </>
  )
}

type Compared = NonNullable<Waiting['compared']>

function Row({ label, of, compared }: { label: string; of: (year: Compared['now']) => number; compared: Compared }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{signedMoney(of(compared.now))}</td>
      <td>{signedMoney(of(compared.january))}</td>
    </tr>
  )
}
