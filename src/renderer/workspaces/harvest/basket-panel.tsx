/** The basket: what its sales are worth together (priced by the desk, never summed here), sale by sale what stands in the way, and the way to a ticket. */
import type { ReactNode } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Basket } from '../../../shared/model/review.ts'
import { counted, date, estimated, money } from '../../../shared/present/format.ts'
import { permanentTakers, taxChange } from '../../../shared/present/words.ts'
import type { TrailRequest } from '../../desk/trail.tsx'
import { Button } from '../../parts/button.tsx'
import { Banner, Empty, RefusalBanner } from '../../parts/faces.tsx'
import { Figure } from '../../parts/figure.tsx'
import { go } from '../../shell/route.ts'
import { type Choices, holdingKey } from './choices.ts'
import type { LotRow } from './columns.ts'
import { SaleCard } from './sale-card.tsx'
import { type BasketState, plainChoice } from './use-basket.ts'
import type { Pricing } from './use-priced.ts'

interface BasketPanelProps {
  readonly household: HouseholdId
  readonly asOf: CivilDate
  readonly pricesAsOf: CivilDate | null
  readonly rows: readonly LotRow[]
  readonly basket: BasketState
  readonly pricing: Pricing
}

export function BasketPanel({ household, asOf, pricesAsOf, rows, basket, pricing }: BasketPanelProps) {
  const choices = basket.choices ?? []
  const { priced } = pricing
  return (
    <aside className="panel basket" aria-label="Basket" tabIndex={-1} data-basket>
      <header className="panel-head">
        <h2>Basket</h2>
        <span className="grey small" role="status">
          {basket.choices === null ? 'Reading …' : `${counted(choices.length, 'sale')}${basket.saved ? ', kept' : ', saving …'}`}
        </span>
      </header>
      {basket.refusal && <RefusalBanner refusal={basket.refusal} />}
      {pricing.refusal && <RefusalBanner refusal={pricing.refusal} />}
      {choices.length === 0 ? (
        <Empty title="Nothing chosen yet">Space takes the lot in focus into the basket; Enter opens the lots of its sale.</Empty>
      ) : (
        <>
          {priced && (
            <Worth
              basket={priced.view.basket}
              current={pricing.current}
              trail={figure => trailOf(household, asOf, choices, figure)}
              takers={permanentTakers({ reasons: priced.view.choices.flatMap(choice => choice.wash.reasons) })}
              pricesAsOf={pricesAsOf}
            />
          )}
          <ol className="sales" aria-label="Sales">
            {choices.map(choice => (
              <SaleCard
                key={holdingKey(choice)}
                household={household}
                choice={choice}
                choices={choices}
                rows={rows}
                priced={priced?.of(choice)}
                onChange={basket.change}
              />
            ))}
          </ol>
          {priced?.view.warnings.map(warning => (
            <Banner key={warning} weight="warning">
              {warning}
            </Banner>
          ))}
          <footer className="line basket-foot">
            <Button look="strong" icon="tickets" keys="T" onPress={() => openDraft(household)}>
              Draft ticket (T)
            </Button>
            <Button onPress={() => basket.change([])}>Empty the basket</Button>
          </footer>
        </>
      )}
    </aside>
  )
}

export function openDraft(household: HouseholdId): void {
  go({ screen: 'tickets', household, rest: ['draft'] })
}

function trailOf(household: HouseholdId, asOf: CivilDate, choices: Choices, figure: string): TrailRequest {
  return { of: 'review', input: { household, asOf, choices: choices.map(plainChoice), figure: { subject: 'basket', ids: [], figure } } }
}

interface WorthProps {
  readonly basket: Basket
  readonly current: boolean
  readonly trail: (figure: string) => TrailRequest
  /** Whose purchases take a loss for good. */
  readonly takers: string
  readonly pricesAsOf: CivilDate | null
}

function Worth({ basket, current, trail, takers, pricesAsOf }: WorthProps) {
  const line = (label: string, figure: keyof Basket, value: string, note?: string): ReactNode => (
    <Figure label={label} value={value} trail={trail(figure)} note={note} />
  )
  const tax = taxChange(basket.savedNow)
  return (
    <section className={current ? 'worth' : 'worth old'} aria-label="Worth of the basket" aria-busy={!current}>
      <Figure
        size="large"
        label={`Est. ${tax.what} now, all sales together`}
        value={money(tax.amount)}
        note={`as of ${pricesAsOf === null ? 'no prices' : `prices of ${date(pricesAsOf)}`}`}
        trail={trail('savedNow')}
      />
      <div className="worth-figures">
        {line('Short-term loss', 'lossShort', money(-basket.lossShort))}
        {line('Long-term loss', 'lossLong', money(-basket.lossLong))}
        {basket.gainShort !== 0 && line('Short-term gain', 'gainShort', money(basket.gainShort))}
        {basket.gainLong !== 0 && line('Long-term gain', 'gainLong', money(basket.gainLong))}
        {line('Carried on', 'carried', money(basket.carried))}
        {line('Est. cost', 'cost', money(basket.cost))}
        {line('Net benefit', 'net', estimated(money(basket.net)))}
        {line('Proceeds', 'proceeds', estimated(money(basket.proceeds)))}
        {basket.washed !== 0 && line('Disallowed', 'washed', money(-basket.washed), washedNote(basket))}
        {basket.permanent !== 0 && line('Permanent loss', 'permanent', money(-basket.permanent), `gone for good in ${takers}`)}
      </div>
    </section>
  )
}

/** What becomes of the loss disallowed: put off into shares that stay, or counted again with lots sold here too. */
function washedNote({ washed, permanent, passedOn }: Basket): string | undefined {
  if (passedOn === undefined || passedOn === 0) return permanent === 0 ? 'put off, not lost' : undefined
  return passedOn === washed ? 'all counted again' : `${money(passedOn)} counted again`
}
