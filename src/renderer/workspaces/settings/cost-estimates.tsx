/** The firm's estimates of single securities: spread, volume and volatility with their day and source; entered by hand or taken from a table. */
import { useMemo, useState } from 'react'
import type { Output } from '../../../shared/contract/client.ts'
import type { CostEstimate } from '../../../shared/model/costs.ts'
import { useSession } from '../../desk/session.tsx'
import { useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import type { GridColumn } from '../../grid/column.ts'
import { Grid } from '../../grid/grid.tsx'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Banner, Empty } from '../../parts/faces.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { DateInput, HundredthsInput, Select, TextInput, WholeInput } from '../../parts/inputs.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { CostTable } from './cost-table.tsx'
import { Execution } from './execution-form.tsx'
import { Fees } from './fees.tsx'

type View = Output<'costs.read'>
type Row = View['estimates'][number]
const rowId = (row: Row) => row.security

export function CostEstimates() {
  const { asOf } = useSession()
  const answer = useQuery('costs.read', { asOf })
  return (
    <AnswerView answer={answer} what="Reading the cost estimates">
      {view => (
        <>
          <Estimates view={view} />
          <Execution />
          <Fees view={view} />
        </>
      )}
    </AnswerView>
  )
}

type Open = { readonly form: 'estimate'; readonly row: Row | null } | { readonly form: 'table' }

function Estimates({ view }: { view: View }) {
  const [open, setOpen] = useState<Open | null>(null)
  const columns = useMemo(columnsOf, [])
  return (
    <section className="stack cost-estimates" aria-label="Estimates of single securities">
      <h2>Estimates of single securities</h2>
      <p className="grey">
        A trade pays half the spread, and impact that grows with its part of a day’s volume by the form chosen above. A volatility that is
        left empty is that of the book’s own prices; where nothing is known the assumption of the size class stands in, and says so.
      </p>
      {view.words.map(words => (
        <Banner key={words} weight="warning">
          {words}
        </Banner>
      ))}
      <div className="estimates-grid">
        <Grid
          label="Cost estimates"
          columns={columns}
          rows={view.estimates}
          rowId={rowId}
          onOpen={row => setOpen({ form: 'estimate', row })}
          tools={
            <>
              <Button icon="plus" onPress={() => setOpen({ form: 'estimate', row: null })}>
                Add an estimate
              </Button>
              <Button icon="data" onPress={() => setOpen({ form: 'table' })}>
                Take a table
              </Button>
            </>
          }
          empty={<Empty title="No estimates">Every trade is charged the assumption of its size class above, and is flagged.</Empty>}
        />
      </div>
      {open?.form === 'estimate' && <EstimateForm row={open.row} securities={view.securities} onClose={() => setOpen(null)} />}
      {open?.form === 'table' && <CostTable onClose={() => setOpen(null)} />}
    </section>
  )
}

function columnsOf(): readonly GridColumn<Row>[] {
  return [
    { id: 'symbol', head: 'Security', kind: 'text', value: row => row.symbol, opens: true, width: 96 },
    { id: 'name', head: 'Name', kind: 'text', value: row => row.name, width: 130, grow: 1 },
    { id: 'spread', head: 'Spread', tip: 'Whole quoted spread', kind: 'basis-points', value: row => row.spread, width: 110 },
    { id: 'volume', head: 'Shares a day', kind: 'count', value: row => row.dailyVolume, width: 130 },
    { id: 'volatility', head: 'Volatility a day', kind: 'basis-points', value: row => row.dailyVolatility, width: 130 },
    {
      id: 'outstanding',
      head: 'Outstanding',
      tip: 'Shares outstanding, for permanent impact',
      kind: 'count',
      value: row => row.outstanding ?? null,
      width: 140,
    },
    { id: 'asOf', head: 'As of', kind: 'date', value: row => row.asOf, width: 112 },
    {
      id: 'old',
      head: 'Age',
      kind: 'status',
      value: row => (row.old ? { tone: 'caution', word: 'Over 30 days' } : { tone: 'ready', word: 'Fresh' }),
      width: 124,
    },
    { id: 'source', head: 'Source', kind: 'text', value: row => row.source, width: 120, grow: 1 },
  ]
}

const labels: Readonly<Record<keyof CostEstimate, string>> = {
  security: 'a security',
  spread: 'spread',
  dailyVolume: 'volume',
  dailyVolatility: 'volatility',
  outstanding: 'shares outstanding',
  outstandingSource: 'a source',
  asOf: 'a day',
  source: 'a source',
}

function EstimateForm({ row, securities, onClose }: { row: Row | null; securities: View['securities']; onClose: () => void }) {
  const { asOf } = useSession()
  const save = useCommand('costs.estimate')
  const remove = useCommand('costs.remove')
  const { security, spread, dailyVolume, dailyVolatility, source, outstanding = null, outstandingSource = '' } = row ?? blank
  const form = useDraft<Required<CostEstimate>>(
    { security, spread, dailyVolume, dailyVolatility, outstanding, outstandingSource, asOf: row?.asOf ?? asOf, source },
    ['spread', 'dailyVolume', 'dailyVolatility', 'outstanding', 'outstandingSource'],
  )
  const { field, draft } = form
  const still = draft.dailyVolume === 0 || draft.dailyVolatility === 0 || draft.outstanding === 0
  const missing = [
    ...form.missing.map(key => labels[key]),
    ...(still ? ['a volume, a volatility and shares outstanding above zero'] : []),
    ...((draft.source ?? '').trim() === '' ? ['a source'] : []),
  ]
  return (
    <FormDialog
      title={row === null ? 'Add an estimate' : `Costs of ${row.symbol}`}
      save="Save estimate"
      missing={[...new Set(missing)]}
      running={save.running}
      refusals={[save.refusal, remove.refusal]}
      onSave={() => save.run(without(form.whole as Required<CostEstimate>))}
      onClose={onClose}
    >
      <div className="fields">
        {row === null && (
          <Select
            label="Security"
            {...field('security')}
            choices={securities.map(one => ({ value: one.security, label: `${one.symbol} · ${one.name}` }))}
          />
        )}
        <HundredthsInput label="Spread, bid to ask" unit="bp" optional {...field('spread')} />
        <WholeInput
          label="Average volume"
          unit="shares a day"
          optional
          error={draft.dailyVolume === 0 ? 'What does not trade has no cost to tell: leave it empty where it is not known.' : null}
          {...field('dailyVolume')}
        />
        <HundredthsInput label="Volatility" unit="bp a day" optional help="1.2 % a day is 120 bp" {...field('dailyVolatility')} />
        <WholeInput
          label="Shares outstanding"
          unit="shares"
          optional
          help="For the form of Almgren and others alone"
          {...field('outstanding')}
        />
        <TextInput
          label="Source of the shares outstanding"
          longest={200}
          value={draft.outstandingSource ?? ''}
          onChange={value => form.set({ outstandingSource: value })}
        />
        <DateInput label="As of" {...field('asOf')} />
        <TextInput label="Source" longest={200} value={draft.source ?? ''} onChange={value => form.set({ source: value })} />
      </div>
      {row && (
        <Button onPress={() => void remove.run({ security: row.security }).then(outcome => outcome.ok && onClose())}>
          Remove estimate
        </Button>
      )}
    </FormDialog>
  )
}

/** What is not known is left out, so that an estimate without it is the same as ever. */
function without({ outstanding, outstandingSource, ...estimate }: Required<CostEstimate>): CostEstimate {
  const source = outstandingSource?.trim() ?? ''
  return { ...estimate, ...(outstanding === null ? {} : { outstanding, ...(source === '' ? {} : { outstandingSource: source }) }) }
}

const blank = {
  security: null,
  spread: null,
  dailyVolume: null,
  dailyVolatility: null,
  source: null,
  outstanding: null,
  outstandingSource: '',
}
