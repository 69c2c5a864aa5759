/** Lot selection for one sale: how many shares, every method beside each other, the lots by hand, and back into the household's basket. */
import { useEffect, useMemo, useState } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, HouseholdId, SecurityId } from '../../../shared/kernel/id.ts'
import { noShares, type Shares } from '../../../shared/kernel/shares.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import type { SaleView } from '../../../shared/model/views.ts'
import { counted, date, pricePerShare, sharesHeld } from '../../../shared/present/format.ts'
import { useFrameFacts } from '../../desk/session.tsx'
import { useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty, RefusalBanner } from '../../parts/faces.tsx'
import { ShareInput } from '../../parts/inputs.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { Status, washChips } from '../../parts/status.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { go } from '../../shell/route.ts'
import { type Choices, choiceOf, freeSubstitute, withSale } from '../harvest/choices.ts'
import { identicalGroups } from '../harvest/identical.ts'
import { type BasketState, useBasket } from '../harvest/use-basket.ts'
import { useSettled } from '../harvest/use-priced.ts'
import { LotBoxes } from './lot-boxes.tsx'
import { type MethodName, Methods } from './methods.tsx'
import { type Boxes, boxesOf, pickedOf, samePicks, stillWanted } from './picks.ts'
import { ReachPlot } from './reach-plot.tsx'

interface SaleLotsProps {
  readonly household: HouseholdId
  readonly asOf: CivilDate
  readonly account: AccountId
  readonly security: SecurityId
  /** How many shares the screen was asked for; null: as many as the basket sells, or all. */
  readonly asked: Shares | null
}

export function SaleLots(props: SaleLotsProps) {
  const { household, asOf, account, security, asked } = props
  const basket = useBasket(household)
  const [typed, setTyped] = useState<Shares | null>(asked)
  const inBasket = basket.choices ? choiceOf(basket.choices, { account, security }) : undefined
  const sold = inBasket?.picks.reduce((sum, pick) => sum + pick.shares, 0) as Shares | undefined
  const [held, setHeld] = useState<Shares | null>(null)
  const wanted = typed ?? sold ?? held
  const shares = useSettled(wanted, 150)
  const answer = useQuery(
    'sale.compare',
    basket.choices === null ? null : { household, asOf, account, security, shares: shares ?? noShares },
  )
  const [last, setLast] = useState<SaleView | null>(null)
  useEffect(() => {
    if (!answer.value) return
    setLast(answer.value)
    setHeld(answer.value.held)
  }, [answer.value])
  useFrameFacts(last ? { pricesAsOf: last.priceAsOf, stale: false, coverage: null } : null)
  const shown = answer.value ?? last ?? undefined

  return (
    <ScreenFrame
      title={shown ? `Lots for the sale of ${shown.security.symbol}` : 'Lots for one sale'}
      lead={shown ? leadOf(shown) : 'Which shares to sell'}
    >
      <AnswerView answer={{ ...answer, value: shown }} what="Comparing the methods">
        {sale =>
          sale.lots.length === 0 || basket.choices === null ? (
            <Empty title="No open lots of this position" action={<Button onPress={() => back(household)}>Back to the review</Button>} />
          ) : (
            <Selection
              {...props}
              sale={sale}
              basket={basket}
              inBasket={inBasket}
              wanted={wanted}
              onWanted={setTyped}
              current={answer.value !== undefined}
            />
          )
        }
      </AnswerView>
    </ScreenFrame>
  )
}

interface SelectionProps extends SaleLotsProps {
  readonly sale: SaleView
  readonly basket: BasketState
  readonly inBasket: SaleChoice | undefined
  readonly wanted: Shares | null
  readonly onWanted: (shares: Shares) => void
  readonly current: boolean
}

function Selection({ household, asOf, account, security, sale, basket, inBasket, wanted, onWanted, current }: SelectionProps) {
  const [mode, setMode] = useState<MethodName>(() => (inBasket === undefined ? beginWith(sale) : 'CUSTOM'))
  const [byHand, setByHand] = useState<Boxes>(() => boxesOf(inBasket?.picks ?? []))
  const methodPicks = sale.methods.find(result => result.method === mode)?.picks
  const boxes = mode === 'CUSTOM' ? byHand : boxesOf(methodPicks ?? [])
  const lots = useMemo(() => sale.lots.map(({ lot, free }) => ({ id: lot.id, shares: free })), [sale])
  const picked = pickedOf(lots, boxes)
  const wrong = Object.keys(picked.errors).length
  const settled = useSettled(JSON.stringify(picked.picks), 150)
  const custom = useQuery('sale.price', { household, asOf, account, security, picks: JSON.parse(settled) })
  const apply = useApply(household, asOf, basket)
  const same = sale.methods.find(result => result.refusal === null && samePicks(result.picks, picked.picks))
  const still = stillWanted(picked.total, wanted)
  const ready = picked.picks.length > 0 && wrong === 0

  const choose = (method: MethodName) => {
    if (method === 'CUSTOM') setByHand(boxes)
    setMode(method)
  }
  useFirstPickInView(mode === 'CUSTOM' ? '' : settled)
  const put = () => {
    if (!ready) return
    const method = mode !== 'CUSTOM' ? mode : (same?.method ?? 'SPECID')
    // least tax is a choice of the desk: to the custodian its lots are named ones
    apply({ account, security, method: method === 'CUSTOM' || method === 'LEASTTAX' ? 'SPECID' : method, picks: [...picked.picks] })
    back(household)
  }
  const digits = Object.fromEntries(
    sale.methods.map((result, index) => [String(index + 1), () => result.refusal === null && choose(result.method)] as const),
  ) as Record<string, () => void>
  useScreenKeys({ ...digits, a: put, s: toBoxes })

  return (
    <div className="sale-lots">
      <div className="sale-bar">
        <ShareInput
          label="Shares to sell"
          value={wanted}
          onChange={value => value && onWanted(value)}
          help={`of ${sharesHeld(sale.held)} ${sale.lots.some(lot => lot.onTicket) ? 'not on tickets' : 'held'}`}
        />
        <p role="status" className="sale-progress">
          <strong className="tabular">{sharesHeld(picked.total)}</strong> picked of {counted(picked.picks.length, 'lot')} ·{' '}
          <Status tone={still.complete ? 'ready' : 'caution'} word={still.word} />
          {custom.value && custom.value.wash.state !== 'not-evaluated' && <Status {...washChips[custom.value.wash.state]} />}
        </p>
        <span className="spring" />
        <Button onPress={() => back(household)}>Leave as it was</Button>
        <Button look="strong" keys="A" disabled={!ready} tip={ready ? undefined : whyNot(wrong)} onPress={put}>
          Put into the basket (A)
        </Button>
      </div>
      {basket.refusal && <RefusalBanner refusal={basket.refusal} />}
      {custom.refusal && <RefusalBanner refusal={custom.refusal} />}
      <div className={current ? 'methods-current' : 'methods-current old'} aria-busy={!current}>
        <Methods
          household={household}
          asOf={asOf}
          sale={sale}
          custom={custom.value ?? null}
          customChoice={
            picked.picks.length > 0
              ? { account, security, method: 'SPECID', picks: [...picked.picks], replacement: null, override: '' }
              : null
          }
          current={mode}
          onChoose={choose}
        />
      </div>
      <div className="lots-and-reach">
        <LotBoxes
          household={household}
          asOf={asOf}
          sale={sale}
          boxes={boxes}
          errors={picked.errors}
          onChange={next => {
            setByHand(next)
            setMode('CUSTOM')
          }}
        />
        <ReachPlot
          sale={sale}
          present={picked.picks.length > 0 ? (custom.value ?? null) : null}
          shares={wanted}
          onMove={next => {
            onWanted(next)
            if (mode === 'CUSTOM') setMode(beginWith(sale) === 'CUSTOM' ? 'LEASTTAX' : beginWith(sale))
          }}
        />
      </div>
    </div>
  )
}

/** The account's desk method, whose lots are named with the order; lots by hand where none was chosen. */
function beginWith({ deskMethod }: SaleView): MethodName {
  return deskMethod === null || deskMethod === 'SPECID' ? 'CUSTOM' : deskMethod
}

function whyNot(wrong: number): string {
  return wrong > 0 ? `${counted(wrong, 'box')} cannot be read` : 'No shares are picked yet'
}

/** Puts the lots into the basket; a new sale gets the best free substitute of the review. */
function useApply(household: HouseholdId, asOf: CivilDate, basket: BasketState) {
  const review = useQuery('review.run', { household, asOf })
  const relations = useQuery('relation.list', {})
  return (sale: Pick<SaleChoice, 'account' | 'security' | 'method' | 'picks'>) => {
    const choices: Choices = basket.choices ?? []
    const candidate = review.value?.candidates.find(one => one.lot.account === sale.account && one.lot.security === sale.security)
    const replacement = candidate ? freeSubstitute(choices, candidate, identicalGroups(relations.value?.relations ?? [])) : null
    basket.change(withSale(choices, sale, replacement))
  }
}

/** A method's lots may stand far down the list: the first of them comes into view. Lots picked by hand stay where the hand is. */
function useFirstPickInView(picks: string): void {
  useEffect(() => {
    const list = picks === '' ? null : document.querySelector('.lot-boxes-box')
    const [head, first] = [list?.querySelector('thead'), list?.querySelector('tbody tr.chosen')]
    if (!list || !head || !first) return
    list.scrollTop += first.getBoundingClientRect().top - list.getBoundingClientRect().top - head.getBoundingClientRect().height
  }, [picks])
}

function toBoxes(): void {
  document.querySelector<HTMLInputElement>('.lot-boxes input[data-box]')?.select()
}

function back(household: HouseholdId): void {
  go({ screen: 'harvest', household })
}

function leadOf({ security, account, price, priceAsOf, asOf }: SaleView): string {
  const priced = price === null ? 'no price' : `${pricePerShare(price)} on ${date(priceAsOf)}`
  return `${security.name} in ${account.name} · ${priced} · as of ${date(asOf)}`
}
