/** The lots of one sale with a box of shares each. What is typed counts when the box is left, or with Enter; arrows go from box to box, Esc takes back what was typed. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { LotPick } from '../../../shared/model/ledger.ts'
import { date, exactMoney, shareCount, sharesHeld, signedExactMoney } from '../../../shared/present/format.ts'
import { termWord } from '../../../shared/present/words.ts'
import { FigureValue } from '../../parts/figure.tsx'
import { toBox } from '../lots/box-beside.ts'
import { type Boxes, boxesOf, pickedOf, samePicks } from '../lots/picks.ts'
import type { SaleLot } from './edits.ts'
import { lotTrail } from './trails.ts'

const textColumns: ReadonlySet<string> = new Set(['Acquired', 'Term', 'Why it stays'])

interface TradeLotsProps {
  readonly household: HouseholdId
  readonly asOf: CivilDate
  readonly symbol: string
  readonly lots: readonly SaleLot[]
  readonly onChange: (picks: readonly LotPick[]) => void
}

export function TradeLots({ household, asOf, symbol, lots, onChange }: TradeLotsProps) {
  const planned = lots.filter(lot => lot.sold > 0).map(lot => ({ lot: lot.lot, shares: lot.sold }))
  const text = JSON.stringify(planned)
  const [boxes, setBoxes] = useState<Boxes>(() => boxesOf(planned))
  // what the desk says of the plan replaces what was typed: undo, redo, another plan
  useEffect(() => setBoxes(boxesOf(JSON.parse(text) as LotPick[])), [text])
  const list = useRef<HTMLTableElement>(null)
  const picked = pickedOf(
    lots.map(lot => ({ id: lot.lot, shares: lot.held })),
    boxes,
  )

  function take() {
    if (Object.keys(picked.errors).length === 0 && !samePicks(picked.picks, planned)) onChange(picked.picks)
  }
  function press(event: KeyboardEvent<HTMLInputElement>, at: number) {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key]
    if (event.key === 'Enter') take()
    else if (to !== undefined) toBox(list.current, to)
    else if (event.key === 'Escape') {
      setBoxes(boxesOf(planned))
      event.currentTarget.closest('.trade-detail')?.previousElementSibling?.querySelector<HTMLElement>('.trade-open')?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  if (lots.length === 0) return <p className="grey">No lot of it may be sold.</p>
  return (
    <table ref={list} className="trade-lots">
      <caption className="hidden-label">Lots of the sale of {symbol}</caption>
      <thead>
        <tr>
          {['Sell', 'Of', 'Acquired', 'Term', 'Basis of the lot', 'Its gain or loss', 'Realized', 'Why it stays'].map(head => (
            <th key={head} scope="col" className={textColumns.has(head) ? undefined : 'number'}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lots.map((lot, at) => (
          <LotLine
            key={lot.lot}
            lot={lot}
            symbol={symbol}
            box={boxes[lot.lot] ?? ''}
            error={picked.errors[lot.lot]}
            trail={lotTrail(household, asOf, lot.lot)}
            onType={typed => setBoxes(before => ({ ...before, [lot.lot]: typed }))}
            onLeave={take}
            onKey={event => press(event, at)}
          />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td className="number">{sharesHeld(picked.total)}</td>
          <td colSpan={7}>to sell in all</td>
        </tr>
      </tfoot>
    </table>
  )
}

interface LotLineProps {
  readonly lot: SaleLot
  readonly symbol: string
  readonly box: string
  readonly error: string | undefined
  readonly trail: ReturnType<typeof lotTrail>
  readonly onType: (text: string) => void
  readonly onLeave: () => void
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>) => void
}

function LotLine({ lot, symbol, box, error, trail, onType, onLeave, onKey }: LotLineProps) {
  const name = `lot of ${date(lot.acquired)}, ${shareCount(lot.held)} shares of ${symbol}`
  return (
    <tr>
      <td className="number">
        <input
          className="number"
          aria-label={`Shares to sell of the ${name}`}
          inputMode="decimal"
          autoComplete="off"
          placeholder="0"
          value={box}
          data-box
          aria-invalid={error !== undefined}
          onChange={event => onType(event.target.value)}
          onBlur={onLeave}
          onKeyDown={onKey}
        />
        {error !== undefined && (
          <span className="box-wrong small" role="alert">
            {error}
          </span>
        )}
      </td>
      <td className="number">{shareCount(lot.held)}</td>
      <td className="tabular">{date(lot.acquired)}</td>
      <td>
        <FigureValue label={`Term of the ${name}`} value={termWord(lot.term)} trail={trail('term')} />
      </td>
      <td className="number">
        <FigureValue
          label={`Basis of the ${name}`}
          value={lot.basis === null ? 'basis unknown' : exactMoney(lot.basis)}
          trail={trail('basis')}
        />
      </td>
      <td className="number">
        <FigureValue label={`Gain or loss of the ${name}`} value={signedExactMoney(lot.gain)} trail={trail('gain')} />
      </td>
      <td className="number">{lot.sold > 0 ? signedExactMoney(lot.realized) : ''}</td>
      <td className="grey small why">{lot.why ?? ''}</td>
    </tr>
  )
}
