/** What the hypothetical trade is: sale or purchase, account, lots or shares, day. */
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import { reliefMethods } from '../../../shared/model/lists.ts'
import type { TimelineRow, TimelineView, TrialLots } from '../../../shared/model/timeline.ts'
import { money, shareCount } from '../../../shared/present/format.ts'
import { reliefMethodWords } from '../../../shared/present/words.ts'
import { Button } from '../../parts/button.tsx'
import { DateInput, Select, ShareInput } from '../../parts/inputs.tsx'
import { type Hand, handFor, lotsOf } from './trial.ts'

interface SettingsProps {
  readonly view: TimelineView
  readonly row: TimelineRow
  readonly hand: Hand
  readonly onChange: (hand: Hand) => void
}

export function Settings({ view, row, hand, onChange }: SettingsProps) {
  const set = (change: Partial<Hand>) => onChange({ ...hand, ...change })
  const sell = () => {
    const own = handFor(view, row)
    if (own?.side === 'sell') onChange({ ...own, date: hand.date })
  }
  const buy = () => set({ side: 'buy', lots: { take: 'shares', shares: sharesOf(hand.lots), method: 'FIFO' } })
  return (
    <div className="tl-settings">
      <fieldset className="line">
        <legend className="hidden-label">Side</legend>
        <Button pressed={hand.side === 'sell'} disabled={row.holdings.length === 0} onPress={sell}>
          Sell
        </Button>
        <Button pressed={hand.side === 'buy'} onPress={buy}>
          Buy
        </Button>
      </fieldset>
      {hand.side === 'sell' ? (
        <SaleFields row={row} hand={hand} set={set} />
      ) : (
        <PurchaseFields view={view} row={row} hand={hand} set={set} />
      )}
      <DateInput label="On" value={hand.date} onChange={day => day && set({ date: day })} />
    </div>
  )
}

type Set = (change: Partial<Hand>) => void

function SaleFields({ row, hand, set }: { row: TimelineRow; hand: Hand; set: Set }) {
  const holding = row.holdings.find(one => one.account === hand.account && one.security === hand.security)
  const choices = row.holdings.map(({ account, security, accountName, symbol, shares: held, onTickets, loss, barred }) => {
    const lost = loss === null || loss === 0 ? '' : `, loss ${money(loss)}`
    const gone = onTickets === 0 ? '' : `, ${shareCount(onTickets)} more on tickets`
    const bar = barred.length === 0 ? '' : ', restricted'
    return { value: `${account}\n${security}`, label: `${accountName}: ${shareCount(held)} ${symbol}${gone}${lost}${bar}` }
  })
  const take = (kind: TrialLots['take']) => {
    if (kind === 'shares') set({ lots: { take: 'shares', shares: holding?.shares ?? shares(1_000_000), method: 'HIFO' } })
    else if (kind !== 'lots') set({ lots: { take: kind } })
  }
  return (
    <>
      <Select
        label="Account"
        value={`${hand.account}\n${hand.security}`}
        choices={choices}
        onChange={value => {
          const [account, security] = (value ?? '').split('\n') as [AccountId, SecurityId]
          const chosen = row.holdings.find(one => one.account === account && one.security === security)
          if (chosen) set({ account, security, lots: lotsOf(chosen) })
        }}
      />
      <Select
        label="Lots"
        value={hand.lots.take}
        choices={[
          ...(holding?.hasLoss || hand.lots.take === 'losses' ? [{ value: 'losses' as const, label: 'all lots at a loss' }] : []),
          { value: 'all', label: 'the whole position' },
          { value: 'shares', label: 'so many shares' },
        ]}
        onChange={value => value && take(value)}
      />
      {hand.lots.take === 'shares' && <SharesAndMethod lots={hand.lots} set={set} />}
    </>
  )
}

function SharesAndMethod({ lots, set }: { lots: Extract<TrialLots, { take: 'shares' }>; set: Set }) {
  return (
    <>
      <ShareInput label="Shares" value={lots.shares} onChange={value => value && value > 0 && set({ lots: { ...lots, shares: value } })} />
      <Select
        label="Chosen by"
        value={lots.method}
        choices={reliefMethods.filter(method => method !== 'SPECID').map(value => ({ value, label: reliefMethodWords[value] }))}
        onChange={value => value && set({ lots: { ...lots, method: value } })}
      />
    </>
  )
}

function PurchaseFields({ view, row, hand, set }: { view: TimelineView; row: TimelineRow; hand: Hand; set: Set }) {
  return (
    <>
      <Select
        label="Account"
        value={hand.account}
        choices={view.accounts.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={value => value && set({ account: value })}
      />
      <Select
        label="Security"
        value={hand.security}
        choices={row.members.map(({ security, symbol }) => ({ value: security, label: symbol }))}
        onChange={value => value && set({ security: value })}
      />
      <ShareInput
        label="Shares"
        value={sharesOf(hand.lots)}
        onChange={value => value && value > 0 && set({ lots: { take: 'shares', shares: value, method: 'FIFO' } })}
      />
    </>
  )
}

function sharesOf(lots: TrialLots): Shares {
  return lots.take === 'shares' ? lots.shares : shares(10_000_000)
}
