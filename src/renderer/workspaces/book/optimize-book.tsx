/**
 * Every account of the book planned with the same wishes: begun here, with progress and a stop, and a line for each account when it is done. Enter opens the household's
 * own plan. The last run stays while the window lives; leaving the screen during a run stops it.
 */
import { useState } from 'react'
import type { BookPlan, BookPlanRow } from '../../../shared/model/book-plan.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import { usualFlowDays } from '../../../shared/model/usual-flows.ts'
import { usualWishes } from '../../../shared/model/usual-wishes.ts'
import { counted, date, money } from '../../../shared/present/format.ts'
import { useSession } from '../../desk/session.tsx'
import { useJob } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { Grid } from '../../grid/grid.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty, LoadingFace, RefusalBanner } from '../../parts/faces.tsx'
import { Slider } from '../../parts/slider.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { go } from '../../shell/route.ts'
import { openWith } from '../rebalance/kept.ts'
import { weightSliders, withWeight } from '../rebalance/wishes.ts'
import { bookPlanColumns, bookPlanRowId, bookPlanTotals, bookPlanWords } from './optimize-columns.ts'

let last: BookPlan | null = null
let lastOpened: string | null = null

export function OptimizeBook() {
  const { asOf } = useSession()
  const { run, stop, running, progress, refusal, clear } = useJob('book.optimize')
  const [found, setFound] = useState(last)
  const [wishes, setWishes] = useState<Wishes>(found?.wishes ?? usualWishes)
  const settings = useQuery('settings.read', {})

  async function begin() {
    if (running) return
    const flowDays = settings.value?.flowDays ?? usualFlowDays
    const outcome = await run({ asOf, wishes: { ...wishes, flowDays } })
    if (!outcome.ok) return
    last = outcome.value
    setFound(outcome.value)
  }
  useScreenKeys({ o: () => void begin(), s: stop })

  return (
    <div className="optimize-book">
      <BookWishes wishes={wishes} onChange={setWishes} running={running} onBegin={() => void begin()} />
      {refusal && <RefusalBanner refusal={refusal} onClear={clear} />}
      {running ? (
        <LoadingFace what="Optimizing the book" step={progress} onStop={stop} />
      ) : found === null ? (
        <NoRun onBegin={() => void begin()} />
      ) : (
        <Result plan={found} />
      )}
    </div>
  )
}

function NoRun({ onBegin }: { onBegin: () => void }) {
  const { value } = useQuery('book.index', {})
  return (
    <Empty
      title="The book is not optimized yet"
      action={
        <Button look="strong" icon="rebalance" keys="O" onPress={onBegin}>
          Optimize the book (O)
        </Button>
      }
    >
      {value ? counted(value.accounts.length, 'account') : 'Every account'} with the wishes above, one household after the other. Nothing is
      written and nothing is traded; it can be stopped at any time.
    </Empty>
  )
}

interface BookWishesProps {
  readonly wishes: Wishes
  readonly onChange: (wishes: Wishes) => void
  readonly running: boolean
  readonly onBegin: () => void
}

function BookWishes({ wishes, onChange, running, onBegin }: BookWishesProps) {
  return (
    <section className="book-wishes" aria-label="Wishes for every account">
      {weightSliders.map(({ weight, label, tip, stops }) => (
        <Slider
          key={weight}
          label={label}
          tip={tip}
          stops={stops}
          value={wishes.weights[weight]}
          number={`λ ${wishes.weights[weight]}`}
          onChange={value => onChange(withWeight(wishes, weight, value))}
        />
      ))}
      <span className="spring" />
      <Button icon="rebalance" keys="O" disabled={running} onPress={onBegin}>
        Optimize the book (O)
      </Button>
    </section>
  )
}

function Result({ plan }: { plan: BookPlan }) {
  const { tax, cost, savedAgainstHifo } = plan.totals
  return (
    <>
      <p role="status">
        {bookPlanWords(plan)} · est. {money(savedAgainstHifo)} saved against selling the highest cost first · est. tax {money(tax)}, cost{' '}
        {money(cost)} · as of {date(plan.asOf)}
      </p>
      <Grid
        label="Plans by account"
        columns={bookPlanColumns}
        rows={plan.rows}
        rowId={bookPlanRowId}
        totals={bookPlanTotals}
        focusOn={lastOpened}
        onOpen={row => open(row, plan.wishes)}
        empty={<Empty title="No account in the book" />}
      />
    </>
  )
}

/** With the wishes of the run, so that the household's plan is the one of this line. */
function open(row: BookPlanRow, wishes: Wishes): void {
  lastOpened = bookPlanRowId(row)
  openWith(row.household, wishes)
  go({ screen: 'rebalance', household: row.household, query: { run: '1' } })
}
