/** Plans of the household that were kept in the book, newest first: each can be shown again as it was. */
import { useState } from 'react'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { ProposalRow } from '../../../shared/model/book-plan.ts'
import { counted, moment, roughBasisPoints } from '../../../shared/present/format.ts'
import { planTax } from '../../../shared/present/plan-words.ts'
import { useQuery } from '../../desk/use-query.ts'
import { Button } from '../../parts/button.tsx'
import { RefusalBanner } from '../../parts/faces.tsx'
import { replaceRoute } from '../../shell/route.ts'

const shownAtFirst = 5

export function KeptPlans({ household }: { household: HouseholdId }) {
  const list = useQuery('proposal.list', { household })
  const [all, setAll] = useState(false)
  const rows = list.value?.proposals ?? []
  if (list.refusal) return <RefusalBanner refusal={list.refusal} />
  if (rows.length === 0) return null
  const shown = all ? rows : rows.slice(0, shownAtFirst)
  return (
    <section className="panel kept-plans" aria-label="Plans of the book">
      <h2>Plans of the book</h2>
      <ul>
        {shown.map(row => (
          <KeptPlan key={`${row.id} ${row.revision}`} row={row} />
        ))}
      </ul>
      {rows.length > shown.length && (
        <Button look="plain" onPress={() => setAll(true)}>
          All {rows.length} plans
        </Button>
      )}
    </section>
  )
}

function KeptPlan({ row }: { row: ProposalRow }) {
  const { household, id, revision, title, kept, words, tickets, tax, trackingError, note } = row
  const figures = [planTax(tax), `${roughBasisPoints(trackingError)} tracking error`, counted(tickets, 'order')].join(' · ')
  return (
    <li className="line">
      <Button
        look="plain"
        label={`${title}, revision ${revision} of ${id}`}
        onPress={() => replaceRoute({ screen: 'rebalance', household, query: { plan: id, revision: String(revision) } })}
      >
        {title}, revision {revision}
      </Button>
      <span className="grey small">
        kept {moment(kept)} · {figures} · {note === '' ? words : note}
      </span>
    </li>
  )
}
