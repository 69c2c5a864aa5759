/** The screen: rows of identical securities on one scale of days, and the panel of the hypothetical trade. */
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { type HouseholdId, id } from '../../../shared/kernel/id.ts'
import type { TimelineRow, TimelineView } from '../../../shared/model/timeline.ts'
import { counted, date, estimated, exactMoney } from '../../../shared/present/format.ts'
import { coverageWords } from '../../desk/review-facts.ts'
import { useFrameFacts, useSession } from '../../desk/session.tsx'
import type { TrailRequest } from '../../desk/trail.tsx'
import { useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/faces.tsx'
import { FigureValue } from '../../parts/figure.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { Splitter } from '../../parts/splitter.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { ChooseHousehold } from '../../shell/choose-household.tsx'
import { go, type Route } from '../../shell/route.ts'
import { Axis } from './days.tsx'
import { Panel } from './panel.tsx'
import { Row } from './row.tsx'
import { scaleFor } from './scale.ts'
import { firstRow, type Hand, handFor, useTrial } from './trial.ts'

export function Timeline({ route }: { route: Route }) {
  const { asOf } = useSession()
  const { household } = route
  const answer = useQuery('timeline.view', household === null ? null : { household, asOf })
  useFrameFacts(answer.value ? factsOf(answer.value) : null)
  if (household === null) return <ChooseHousehold title="Timeline" screen="timeline" />
  return (
    <ScreenFrame title="Timeline" lead={answer.value ? leadOf(answer.value) : 'What a sale on any day would meet'}>
      <AnswerView answer={answer} what="Laying out the household’s days">
        {view => <Days view={view} household={household} route={route} />}
      </AnswerView>
    </ScreenFrame>
  )
}

interface DaysProps {
  readonly view: TimelineView
  readonly household: HouseholdId
  readonly route: Route
}

function Days({ view, household, route }: DaysProps) {
  const { hand, row, move, setHand } = useHand(view, route)
  const tried = useTrial(household, view.asOf, hand)
  useScreenKeys({ h: () => document.querySelector<HTMLElement>('.tl-handle.in-hand')?.focus() })
  if (view.rows.length === 0) {
    return (
      <Empty title="Nothing held and nothing traded" action={<Button onPress={() => go({ screen: 'data' })}>Import files</Button>}>
        Import this household’s positions, lots and trades: then its days stand here.
      </Empty>
    )
  }
  return (
    <Splitter
      name="timeline-panel"
      label="Width of the hypothetical trade"
      way="across"
      size={336}
      least={280}
      most={560}
      first={<Rows view={view} hand={hand} tried={tried} onMove={move} />}
      second={hand && row ? <Panel household={household} view={view} row={row} hand={hand} tried={tried} onChange={setHand} /> : null}
    />
  )
}

/** The trade in hand. Another row takes its own largest loss; a row that is gone gives way to the first. */
function useHand(view: TimelineView, route: Route) {
  const [security, account] = route.rest
  const [kept, setHand] = useState<Hand | null>(null)
  const first = firstRow(view, security)
  const alive = kept !== null && view.rows.some(row => row.id === kept.row)
  const hand = alive ? kept : first ? handFor(view, first, account === undefined ? undefined : id<'account'>(account)) : null
  const stable = useStable(hand)
  const latest = useRef(stable)
  latest.current = stable
  const move = useCallback(
    (row: TimelineRow, day: CivilDate) =>
      setHand(before => {
        const inHand = before ?? latest.current
        const own = inHand?.row === row.id ? inHand : handFor(view, row)
        return own && { ...own, date: day }
      }),
    [view],
  )
  return { hand: stable, row: view.rows.find(one => one.id === stable?.row), move, setHand }
}

/** The same object while nothing in it changed. */
function useStable(hand: Hand | null): Hand | null {
  const last = useRef(hand)
  if (JSON.stringify(last.current) !== JSON.stringify(hand)) last.current = hand
  return last.current
}

interface RowsProps {
  readonly view: TimelineView
  readonly hand: Hand | null
  readonly tried: ReturnType<typeof useTrial>
  readonly onMove: (row: TimelineRow, day: CivilDate) => void
}

const nameWidth = 176

function Rows({ view, hand, tried, onMove }: RowsProps) {
  const box = useRef<HTMLElement>(null)
  const asked = hand?.row
  useEffect(() => {
    if (asked !== undefined) document.querySelector('.tl-row.in-hand')?.scrollIntoView({ block: 'nearest' })
  }, [asked])
  const room = useWidth(box) - nameWidth
  // the same scale while nothing moved: rows that are not in hand are not drawn again
  const scale = useMemo(() => scaleFor(view.from, view.to, room), [view, room])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={box} className="tl-rows" tabIndex={0} aria-label="Rows by security">
      <Waiting view={view} />
      <Axis view={view} scale={scale} />
      {view.rows.map(row => {
        const own = hand?.row === row.id
        return (
          <Row
            key={row.id}
            view={view}
            row={row}
            scale={scale}
            hand={own ? hand : null}
            trial={own ? tried.trial : null}
            current={own && tried.current}
            onMove={onMove}
          />
        )
      })}
      <p className="tl-legend small grey">
        ▲ bought or to buy · ◆ dividend reinvested, hollow: expected, est. · ▼ sold, filled at a loss · ■ moved · flag: turns long-term ·
        bars: buying locked · shaded: no trading · ringed: inside the 30 days before or after
      </p>
    </section>
  )
}

/** What waiting for the long-term days ahead saves with all that gain by it, sold together. */
function Waiting({ view: { household, asOf, waiting } }: { view: TimelineView }) {
  if (waiting === null) return null
  const trail: TrailRequest = { of: 'review', input: { household, asOf, figure: { subject: 'waiting', ids: [], figure: 'saved' } } }
  const unknown = waiting.unknown === 0 ? '' : ` Of ${counted(waiting.unknown, 'more holding')} nobody can say.`
  return (
    <p className="tl-waiting">
      Saved by waiting, all together: <FigureValue label="Saved by waiting" value={estimated(exactMoney(waiting.saved))} trail={trail} /> of
      tax if {counted(waiting.holdings, 'holding')} with short-term gains {waiting.holdings === 1 ? 'is' : 'are'} sold once long-term, by{' '}
      {date(waiting.through)}, at the same prices.{unknown}
    </p>
  )
}

function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(900)
  useEffect(() => {
    const { current } = box
    if (current === null) return
    const watch = new ResizeObserver(() => setWidth(current.clientWidth))
    watch.observe(current)
    return () => watch.disconnect()
  }, [box])
  return width
}

function leadOf({ name, rows, asOf, tradeDay, pricesAsOf }: TimelineView): string {
  const trades = tradeDay === asOf ? '' : `; a sale now trades on ${date(tradeDay)}`
  return `${name} · ${counted(rows.length, 'row')} · as of ${date(asOf)}${trades} · ${pricesAsOf === null ? 'no prices' : `prices of ${date(pricesAsOf)}`}`
}

function factsOf({ pricesAsOf, coverage }: TimelineView) {
  return { pricesAsOf, stale: false, coverage: coverageWords(coverage) }
}
