/**
 * Every household of the book planned with the same wishes, each as its own screen would plan it: begun here, with progress and a stop, and a line for each when it is done.
 * Enter opens the household's own plan, which is the one of the line. The desk keeps the last run, as far as it came; leaving the screen during a run stops it.
 */
import { useEffect, useRef, useState } from 'react'
import type { BookPlan } from '../../../shared/model/book-plan.ts'
import type { Wishes } from '../../../shared/model/proposal.ts'
import { usualFlowDays } from '../../../shared/model/usual-flows.ts'
import { usualWishes } from '../../../shared/model/usual-wishes.ts'
import { counted, date, money } from '../../../shared/present/format.ts'
import { useSession } from '../../desk/session.tsx'
import { useJob } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Banner, Empty, LoadingFace, RefusalBanner } from '../../parts/faces.tsx'
import { Select } from '../../parts/inputs.tsx'
import { Slider } from '../../parts/slider.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { scopes, withScope } from '../rebalance/reach-panel.tsx'
import { weightSliders, withWeight } from '../rebalance/wishes.ts'
import { bookPlanWords } from './optimize-columns.ts'
import { BookPlans } from './optimize-plans.tsx'

export function OptimizeBook() {
  const { asOf } = useSession()
  const { run, stop, running, progress, refusal, clear } = useJob('book.optimize')
  const last = useQuery('book.optimized', {})
  const [wished, setWished] = useState<Wishes | null>(null)
  const wishes = wished ?? last.value?.run?.wishes ?? usualWishes
  const settings = useQuery('settings.read', {})

  async function begin() {
    if (running) return
    const flowDays = settings.value?.flowDays ?? usualFlowDays
    await run({ asOf, wishes: { ...wishes, flowDays } })
    // a stopped one too: the desk has its lines as far as it came
    last.refresh()
  }
  // a run that was stopped by leaving the screen has come further than the answer that is remembered
  const refresh = useRef(last.refresh)
  useEffect(() => refresh.current(), [])
  useScreenKeys({ o: () => void begin(), s: stop })

  return (
    <div className="optimize-book">
      <BookWishes wishes={wishes} onChange={setWished} running={running} onBegin={() => void begin()} />
      {refusal && refusal.code !== 'cancelled' && <RefusalBanner refusal={refusal} onClear={clear} />}
      {running ? (
        <LoadingFace what="Optimizing the book" step={progress} onStop={stop} />
      ) : (
        <AnswerView answer={last} what="Reading the last run">
          {({ run: made }) => (made === null ? <NoRun onBegin={() => void begin()} /> : <Result plan={made} />)}
        </AnswerView>
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
      {value ? counted(value.accounts.length, 'account') : 'Every account'} with the wishes above, each household as its own screen would
      plan it. Nothing is written and nothing is traded; it can be stopped at any time, and what was planned until then stays.
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
      <Select
        label="Households"
        value={wishes.scope ?? 'auto'}
        choices={scopes}
        onChange={scope => onChange(withScope(wishes, scope ?? 'auto'))}
        help={wishes.scope === 'accounts' ? 'the quickest way' : 'as one takes about twice as long'}
      />
      <span className="spring" />
      <Button icon="rebalance" keys="O" disabled={running} onPress={onBegin}>
        Optimize the book (O)
      </Button>
    </section>
  )
}

function Result({ plan }: { plan: BookPlan }) {
  const { totals, left, rows } = plan
  const { tax, cost, savedAgainstHifo } = totals
  return (
    <>
      {left.households > 0 && (
        <Banner weight="note">
          Stopped: {counted(rows.length, 'household')} planned, {counted(left.households, 'household')} with{' '}
          {counted(left.accounts, 'account')} not reached.
        </Banner>
      )}
      <p role="status">
        {bookPlanWords(plan)} · est. {money(savedAgainstHifo)} saved against selling the highest cost first · est. tax {money(tax)}, cost{' '}
        {money(cost)} · as of {date(plan.asOf)}
      </p>
      <BookPlans plan={plan} />
    </>
  )
}
