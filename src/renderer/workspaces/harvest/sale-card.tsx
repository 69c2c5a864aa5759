/** One sale of the basket: what it sells, what it buys instead and how much of the money, what bars it, and the reason to do it all the same. */
import { useEffect, useId, useRef, useState } from 'react'
import type { HouseholdId, SecurityId } from '../../../shared/kernel/id.ts'
import { sumShares } from '../../../shared/kernel/shares.ts'
import type { Substitute } from '../../../shared/model/review.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import type { BasketView } from '../../../shared/model/views.ts'
import { counted, exactMoney, money, shareCount } from '../../../shared/present/format.ts'
import { permanentTakers, reliefMethodWords } from '../../../shared/present/words.ts'
import { Button } from '../../parts/button.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { Status, washChips } from '../../parts/status.tsx'
import { go, parseRoute, replaceRoute } from '../../shell/route.ts'
import { type Choices, patched, withoutSale } from './choices.ts'
import type { LotRow } from './columns.ts'

interface SaleCardProps {
  readonly household: HouseholdId
  readonly choice: SaleChoice
  readonly choices: Choices
  readonly rows: readonly LotRow[]
  readonly priced: BasketView['choices'][number] | undefined
  readonly onChange: (choices: Choices) => void
}

export function SaleCard({ household, choice, choices, rows, priced, onChange }: SaleCardProps) {
  const id = useId()
  const lot = rows.find(row => row.lot.account === choice.account && row.lot.security === choice.security)
  const symbol = lot?.symbol ?? choice.security
  const sold = sumShares(choice.picks.map(pick => pick.shares))
  const lotsInWords = `${counted(choice.picks.length, 'lot')}, ${reliefMethodWords[choice.method]}`
  const open = () => go({ screen: 'lots', household, rest: [choice.account, choice.security], query: { shares: String(sold) } })
  return (
    <li className="sale" aria-labelledby={id}>
      <div className="line between">
        <h3 id={id}>
          Sell {shareCount(sold)} {symbol}
        </h3>
        <Button look="plain" icon="close" label={`Remove the sale of ${symbol}`} onPress={() => onChange(withoutSale(choices, choice))}>
          Remove
        </Button>
      </div>
      <p className="grey small clip" title={lot?.accountName}>
        {lot?.accountName ?? choice.account}
      </p>
      {priced && (
        <p className="sale-figures tabular">
          {resultWords(priced)} · proceeds {money(priced.proceeds)}
        </p>
      )}
      <div className="line">
        <Button look="plain" icon="lots" label={`${lotsInWords}: lots of the sale of ${symbol}`} onPress={open}>
          {lotsInWords}
        </Button>
        {priced && priced.wash.state !== 'clear' && priced.wash.state !== 'not-evaluated' && <Status {...washChips[priced.wash.state]} />}
      </div>
      <Replacement
        symbol={symbol}
        value={choice.replacement}
        options={lot?.substitutes ?? []}
        onChange={replacement => onChange(patched(choices, choice, { replacement }))}
      />
      {priced && <p className="small grey">{buyWords(priced)}</p>}
      {(priced?.blocks.length ?? 0) > 0 && (
        <Blocks
          symbol={symbol}
          blocks={priced?.blocks ?? []}
          permanent={priced && priced.wash.permanentShares > 0 ? permanentTakers(priced.wash) : null}
          override={choice.override}
          onChange={override => onChange(patched(choices, choice, { override }))}
        />
      )}
    </li>
  )
}

function resultWords({ gainShort, gainLong }: BasketView['choices'][number]): string {
  const parts = [gainShort === 0 ? '' : `short ${money(gainShort)}`, gainLong === 0 ? '' : `long ${money(gainLong)}`].filter(
    part => part !== '',
  )
  return parts.length === 0 ? 'no gain or loss' : parts.join(', ')
}

function buyWords({ buy, proceeds }: BasketView['choices'][number]): string {
  if (buy === null) return `${exactMoney(proceeds)} stays in cash.`
  return buy.words
}

interface ReplacementProps {
  readonly symbol: string
  readonly value: SecurityId | null
  readonly options: readonly Substitute[]
  readonly onChange: (value: SecurityId | null) => void
}

/** Barred substitutes are named with their reason, and cannot be chosen. */
function Replacement({ symbol, value, options, onChange }: ReplacementProps) {
  const id = useId()
  const chosen = options.find(option => option.security === value)
  return (
    <div className="sale-replacement">
      <label htmlFor={id} className="small">
        Instead of {symbol}
      </label>
      <select
        id={id}
        value={value ?? ''}
        onChange={event => onChange(event.target.value === '' ? null : (event.target.value as SecurityId))}
      >
        <option value="">Hold cash</option>
        {options.map(option => (
          <option key={option.security} value={option.security} disabled={option.barred !== null}>
            {option.barred === null ? `${option.symbol}, ${option.name}` : `${option.symbol}: ${option.barred}`}
          </option>
        ))}
        {value !== null && !options.some(option => option.security === value) && <option value={value}>{value}</option>}
      </select>
      {chosen?.measures && <p className="small grey">{sentence(chosen.measures)}</p>}
    </div>
  )
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

interface BlocksProps {
  readonly symbol: string
  readonly blocks: readonly string[]
  /** Whose purchase takes the loss for good; null: nobody's. */
  readonly permanent: string | null
  readonly override: string
  readonly onChange: (override: string) => void
}

/** A ticket that was refused for want of a reason leads here: the first sale without one is brought into view and its box takes the focus. */
function useReasonAskedFor(override: string) {
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the sale is first shown
  useEffect(() => {
    const { query, ...route } = parseRoute(location.hash)
    const input = box.current?.querySelector('input')
    if (query.mend !== 'reason' || override.trim() !== '' || !input) return
    replaceRoute(route)
    input.scrollIntoView({ block: 'center' })
    input.focus()
  }, [])
  return box
}

/** What bars the sale. A typed reason overrides what may be overridden; it is printed on the ticket. */
function Blocks({ symbol, blocks, permanent, override, onChange }: BlocksProps) {
  const [text, setText] = useState(override)
  const [told, setTold] = useState(override)
  if (told !== override) {
    // what the desk says replaces what stands here, unless something else was typed meanwhile
    setTold(override)
    if (text === told) setText(override)
  }
  const keep = () => {
    if (text !== override) onChange(text)
  }
  const latest = useRef(keep)
  latest.current = keep
  useEffect(() => {
    if (text === override) return
    const timer = setTimeout(() => latest.current(), 400)
    return () => clearTimeout(timer)
  }, [text, override])
  // a reason typed and left at once must be kept: the draft is one key away, and a screen that is left tells no field that it loses the focus
  useEffect(() => () => latest.current(), [])
  const box = useReasonAskedFor(override)
  return (
    <div ref={box} className="sale-blocks">
      <Status tone="blocked" word={override.trim() === '' ? 'Stands in the way' : 'Overridden with a reason'} />
      {permanent !== null && <p>Permanent loss: what {permanent} washes does not come back.</p>}
      <ul>
        {blocks.map(block => (
          <li key={block}>{block}</li>
        ))}
      </ul>
      <TextInput
        label={`Reason to sell ${symbol} all the same (printed on the ticket)`}
        value={text}
        longest={500}
        onChange={setText}
        onLeave={keep}
      />
    </div>
  )
}
