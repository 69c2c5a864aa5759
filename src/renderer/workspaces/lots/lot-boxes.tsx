/**
 * The lots of one sale with a quantity box each. Space in a box (or its tick) takes the whole lot or none, arrows go to the next box, typed
 * shares stand exactly as typed.
 */
import { type KeyboardEvent, useRef } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import { perShare } from '../../../shared/kernel/price.ts'
import type { SaleView } from '../../../shared/model/views.ts'
import { date, exactMoney, pricePerShare, shareCount, signedExactMoney } from '../../../shared/present/format.ts'
import { termWord } from '../../../shared/present/words.ts'
import type { TrailRequest } from '../../desk/trail.tsx'
import { FigureValue } from '../../parts/figure.tsx'
import { Status } from '../../parts/status.tsx'
import { candidateTrail } from '../harvest/columns.ts'
import { toBox } from './box-beside.ts'
import { type Boxes, isWhole, toggled } from './picks.ts'

interface LotBoxesProps {
  readonly household: HouseholdId
  readonly asOf: CivilDate
  readonly sale: SaleView
  readonly boxes: Boxes
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (boxes: Boxes) => void
}

export function LotBoxes({ household, asOf, sale, boxes, errors, onChange }: LotBoxesProps) {
  const table = useRef<HTMLTableElement>(null)

  function press(event: KeyboardEvent<HTMLInputElement>, at: number) {
    const row = sale.lots[at]
    if (event.key === ' ' && row) {
      event.preventDefault()
      onChange(toggled(boxes, freeOf(row)))
      return
    }
    const by = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key]
    if (by === undefined || event.altKey) return
    event.preventDefault()
    toBox(table.current, at + by)
  }

  return (
    <div className="lot-boxes-box">
      <table ref={table} className="lot-boxes">
        <caption className="hidden-label">Lots of the position, with the shares to sell of each</caption>
        <thead>
          <tr>
            <th scope="col">All</th>
            <th scope="col" className="number">
              Sell
            </th>
            <th scope="col" className="number">
              of shares
            </th>
            <th scope="col">Acquired</th>
            <th scope="col">Term</th>
            <th scope="col">Long-term from</th>
            <th scope="col" className="number">
              Cost a share
            </th>
            <th scope="col" className="number">
              Basis
            </th>
            <th scope="col" className="number">
              Value
            </th>
            <th scope="col" className="number">
              Gain or loss
            </th>
          </tr>
        </thead>
        <tbody>
          {sale.lots.map((row, at) => (
            <LotLine
              key={row.lot.id}
              row={row}
              at={at}
              box={boxes[row.lot.id] ?? ''}
              whole={isWhole(boxes, freeOf(row))}
              error={errors[row.lot.id]}
              trail={figure => candidateTrail({ lot: row.lot, household, asOf }, figure)}
              onType={text => onChange({ ...boxes, [row.lot.id]: text })}
              onToggle={() => onChange(toggled(boxes, freeOf(row)))}
              onKey={event => press(event, at)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function freeOf({ lot, free }: SaleView['lots'][number]): Pick<typeof lot, 'id' | 'shares'> {
  return { id: lot.id, shares: free }
}

interface LotLineProps {
  readonly row: SaleView['lots'][number]
  readonly at: number
  readonly box: string
  readonly whole: boolean
  readonly error: string | undefined
  readonly trail: (figure: string) => TrailRequest
  readonly onType: (text: string) => void
  readonly onToggle: () => void
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>) => void
}

function LotLine({ row, at, box, whole, error, trail, onType, onToggle, onKey }: LotLineProps) {
  const { lot, free, onTicket, term, longOn, value, gain } = row
  const name = `lot of ${date(lot.acquired)}, ${shareCount(lot.shares)} shares`
  return (
    <tr className={box === '' ? undefined : 'chosen'}>
      <td>
        <input type="checkbox" tabIndex={-1} aria-label={`Whole ${name}`} checked={whole} disabled={free === 0} onChange={onToggle} />
      </td>
      <td className="number">
        {free > 0 && (
          <input
            data-box
            className="number"
            aria-label={`Shares to sell of the ${name}`}
            inputMode="decimal"
            autoComplete="off"
            placeholder="0"
            value={box}
            aria-invalid={error !== undefined}
            aria-describedby={error === undefined ? undefined : `wrong-${at}`}
            onChange={event => onType(event.target.value)}
            onKeyDown={onKey}
          />
        )}
        {onTicket && (
          <span className="lot-ticket">
            <Status
              tone="waiting"
              word={free === 0 ? 'On ticket' : `${shareCount(onTicket.shares)} on ticket`}
              title={onTicket.tickets.join(', ')}
            />
          </span>
        )}
        {error !== undefined && (
          <span id={`wrong-${at}`} className="box-wrong small" role="alert">
            {error}
          </span>
        )}
      </td>
      <td className="number">{shareCount(lot.shares)}</td>
      <td className="tabular">{date(lot.acquired)}</td>
      <td>
        <FigureValue label={`Term of the ${name}`} value={termWord(term)} trail={trail('term')} />
      </td>
      <td className="tabular">{date(longOn)}</td>
      <td className="number">{lot.basis === null ? 'unknown' : pricePerShare(perShare(lot.basis, lot.shares) ?? null)}</td>
      <td className="number">
        <FigureValue
          label={`Basis of the ${name}`}
          value={lot.basis === null ? 'basis unknown' : exactMoney(lot.basis)}
          trail={trail('basis')}
        />
      </td>
      <td className="number">
        <FigureValue label={`Value of the ${name}`} value={exactMoney(value)} trail={trail('value')} />
      </td>
      <td className="number">
        <FigureValue label={`Gain or loss of the ${name}`} value={signedExactMoney(gain)} trail={trail('gain')} />
      </td>
    </tr>
  )
}
