/** Harvest review of one household: verdicts and thresholds, the lots, the lot in focus, and the basket. */
import { useCallback, useMemo, useState } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Review } from '../../../shared/model/review.ts'
import { counted } from '../../../shared/present/format.ts'
import { reviewFacts } from '../../desk/review-facts.ts'
import { useFrameFacts, useSession } from '../../desk/session.tsx'
import { useQuery } from '../../desk/use-query.ts'
import { focusFirstGrid } from '../../grid/focus.ts'
import { Grid } from '../../grid/grid.tsx'
import { AnswerView } from '../../parts/answer.tsx'
import { Banner, Empty } from '../../parts/faces.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { Splitter } from '../../parts/splitter.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { ChooseHousehold } from '../../shell/choose-household.tsx'
import { go, type Route } from '../../shell/route.ts'
import { OptimizeButton, useOptimizeKey } from '../rebalance/optimize-button.tsx'
import { BasketPanel, openDraft } from './basket-panel.tsx'
import { afterTicking, canChoose, takenShares } from './choices.ts'
import { type LotRow, lotColumns, lotTotals, rowIdOf } from './columns.ts'
import { identicalGroups } from './identical.ts'
import { LotDetail, reviewLead } from './lot-detail.tsx'
import { type State, Thresholds } from './thresholds.tsx'
import { useBasket } from './use-basket.ts'
import { usePriced } from './use-priced.ts'

export function Harvest({ route }: { route: Route }) {
  const { asOf } = useSession()
  const { household } = route
  const answer = useQuery('review.run', household === null ? null : { household, asOf })
  useFrameFacts(answer.value ? reviewFacts(answer.value) : null)
  useOptimizeKey(household)
  if (household === null) return <ChooseHousehold title="Harvest review" screen="harvest" />
  return (
    <ScreenFrame
      title="Harvest review"
      lead={answer.value ? reviewLead(answer.value) : 'Loss lots that pay to sell'}
      aside={<OptimizeButton household={household} />}
    >
      <AnswerView answer={answer} what="Reviewing the household">
        {review => <Workbench review={review} household={household} asOf={asOf} />}
      </AnswerView>
    </ScreenFrame>
  )
}

const shownAtFirst: ReadonlySet<State> = new Set(['ready', 'caution', 'blocked', 'waiting', 'not-worth'])
const openLots = (row: LotRow) => go({ screen: 'lots', household: row.household, rest: [row.lot.account, row.lot.security] })

interface BenchProps {
  readonly review: Review
  readonly household: HouseholdId
  readonly asOf: CivilDate
}

/** What the screen holds: which lots are shown and ticked, the basket and its worth, the lot in focus. */
function useBench({ review, household, asOf }: BenchProps) {
  const settings = useQuery('settings.read', {})
  const relations = useQuery('relation.list', {})
  const groupOf = useMemo(() => identicalGroups(relations.value?.relations ?? []), [relations.value])
  const basket = useBasket(household)
  const pricing = usePriced(household, asOf, basket.choices)
  const [shown, setShown] = useState(shownAtFirst)
  const [focus, setFocus] = useState<string | null>(null)
  const [leftOut, setLeftOut] = useState(0)
  const all = useSameReview(review, household)
  const rows = useMemo(() => all.filter(row => shown.has(row.state)), [all, shown])
  const selected = useMemo(() => new Set<string>(takenShares(basket.choices ?? []).keys()), [basket.choices])
  const row = rows.find(one => one.lot.id === focus) ?? rows[0] ?? null
  useScreenKeys({
    t: () => selected.size > 0 && openDraft(household),
    b: () => document.querySelector<HTMLElement>('[data-basket]')?.focus(),
    l: toGrid,
  })

  const known = basket.choices !== null
  const tick = useCallback(
    (ids: ReadonlySet<string>) => {
      if (!known) return
      basket.change(now => {
        const hidden = [...takenShares(now).keys()].filter(lot => !rows.some(one => one.lot.id === lot))
        const next = afterTicking(now, new Set([...ids, ...hidden]), rows, groupOf)
        setLeftOut(next.leftOut)
        return next.choices
      })
    },
    [known, basket.change, rows, groupOf],
  )

  return { settings: settings.value, groupOf, basket, pricing, shown, setShown, setFocus, leftOut, all, rows, selected, row, tick }
}

function Workbench(props: BenchProps) {
  const { review, household, asOf } = props
  const { settings, groupOf, basket, pricing, shown, setShown, setFocus, leftOut, all, rows, selected, row, tick } = useBench(props)
  return (
    <div className="harvest">
      <Thresholds settings={settings} rows={all} shown={shown} onShow={setShown} />
      <Splitter
        name="harvest-basket"
        label="Width of the basket"
        way="across"
        size={320}
        least={280}
        most={560}
        first={
          <Splitter
            name="harvest-detail"
            label="Height of the lot in focus"
            way="down"
            size={248}
            least={120}
            most={640}
            first={
              <>
                {leftOut > 0 && (
                  <Banner weight="note">
                    Only lots that are ready were taken; {counted(leftOut, 'lot')} can be taken one by one with Space.
                  </Banner>
                )}
                <Grid
                  label="Lots"
                  columns={lotColumns}
                  rows={rows}
                  rowId={rowIdOf}
                  onOpen={openLots}
                  onFocusRow={one => setFocus(one.lot.id)}
                  selected={selected}
                  onSelect={tick}
                  selectable={canChoose}
                  totals={lotTotals}
                  rowClass={rowClass}
                  empty={<NoLots hidden={all.length} />}
                />
              </>
            }
            second={<LotDetail review={review} row={row} groupOf={groupOf} />}
          />
        }
        second={
          <BasketPanel household={household} asOf={asOf} pricesAsOf={review.pricesAsOf} rows={all} basket={basket} pricing={pricing} />
        }
      />
    </div>
  )
}

function toGrid(): void {
  const place = document.querySelector('.harvest')
  if (place) focusFirstGrid(place)
}

function NoLots({ hidden }: { hidden: number }) {
  if (hidden === 0) return <Empty title="No open lots">Import a lot file or trades of this household under Data.</Empty>
  return (
    <Empty title="No lot has one of the verdicts shown">{counted(hidden, 'lot')} have another: press more verdicts above the grid.</Empty>
  )
}

function rowClass(row: LotRow): string | undefined {
  return row.state === 'not-worth' || row.state === 'not-harvestable' ? 'row-quiet' : undefined
}

/** A review asked again (the basket was saved) is the same as long as its snapshot is: the grid keeps its rows. */
function useSameReview(review: Review, household: HouseholdId): readonly LotRow[] {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash says whether anything changed
  return useMemo(
    () => review.candidates.map(candidate => ({ ...candidate, household, asOf: review.asOf })),
    [review.snapshotHash, review.asOf, household],
  )
}
