/** Which securities are the same, substantially identical, or may stand in for each other; each with its author, date and reason. */
import { useMemo, useState } from 'react'
import type { Output } from '../../../shared/contract/client.ts'
import type { Relation } from '../../../shared/model/book.ts'
import { useQuery } from '../../desk/use-query.ts'
import type { GridColumn } from '../../grid/column.ts'
import { Grid } from '../../grid/grid.tsx'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/faces.tsx'
import type { StatusWord } from '../../parts/status.tsx'
import { RelationForm } from './relation-form.tsx'

type Listed = Output<'relation.list'>

const kinds: Readonly<Record<Relation['kind'], StatusWord>> = {
  same: { tone: 'waiting', word: 'Same security' },
  identical: { tone: 'blocked', word: 'Substantially identical' },
  substitute: { tone: 'ready', word: 'Substitute' },
}
const rowId = (row: Relation) => row.id

export function Relations() {
  const answer = useQuery('relation.list', {})
  return (
    <AnswerView answer={answer} what="Reading the relations">
      {listed => <RelationGrid listed={listed} />}
    </AnswerView>
  )
}

function RelationGrid({ listed }: { listed: Listed }) {
  const [open, setOpen] = useState<Relation | 'new' | null>(null)
  const columns = useMemo(() => columnsOf(listed), [listed])
  const add = (
    <Button icon="plus" onPress={() => setOpen('new')}>
      Add a relation
    </Button>
  )
  return (
    <>
      <Grid
        label="Related securities"
        columns={columns}
        rows={listed.relations}
        rowId={rowId}
        onOpen={setOpen}
        tools={add}
        empty={
          <Empty title="No relations">Identical pairs widen the wash sale search; substitutes are what a harvest may buy instead.</Empty>
        }
      />
      {open !== null && (
        <RelationForm relation={open === 'new' ? null : open} securities={listed.securities} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

function columnsOf({ securities }: Listed): readonly GridColumn<Relation>[] {
  const named = new Map(securities.map(security => [security.id, security]))
  return [
    { id: 'kind', head: 'Relation', kind: 'status', value: row => kinds[row.kind], width: 188 },
    { id: 'a', head: 'Security', kind: 'text', value: row => named.get(row.a)?.symbol ?? row.a, opens: true, width: 96 },
    { id: 'b', head: 'and', kind: 'text', value: row => named.get(row.b)?.symbol ?? row.b, opens: true, width: 96 },
    { id: 'correlation', head: 'Correlation', kind: 'correlation', value: row => row.correlation, none: 'not stated', width: 104 },
    { id: 'reason', head: 'Reason', kind: 'text', value: row => row.reason, width: 240, grow: 1 },
    { id: 'author', head: 'Said by', kind: 'text', value: row => row.author, width: 148 },
    { id: 'date', head: 'On', kind: 'date', value: row => row.date, width: 112 },
  ]
}
