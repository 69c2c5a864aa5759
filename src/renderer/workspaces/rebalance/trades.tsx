/** The trades, account by account: what each does and for how many dollars, its lots in place, and orders added by hand. */
import { type KeyboardEvent, useState } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Proposal, ProposalAccount } from '../../../shared/model/proposal.ts'
import { counted, money, roughBasisPoints } from '../../../shared/present/format.ts'
import { planTax, scoreInWords } from '../../../shared/present/plan-words.ts'
import { accountTypeWords } from '../../../shared/present/words.ts'
import { Select } from '../../parts/inputs.tsx'
import { Status } from '../../parts/status.tsx'
import { buyableElse, inOrderOf, sellableElse } from './edits.ts'
import { TradeRow } from './trade-row.tsx'
import type { Planning } from './use-plan.ts'
import { planStatusWords } from './words.ts'

export interface TradesProps {
  readonly plan: Planning
  readonly shown: Proposal
  readonly household: HouseholdId
  readonly asOf: CivilDate
}

export function Trades(props: TradesProps) {
  const { shown } = props
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (key: string) => {
    const next = new Set(open)
    if (!next.delete(key)) next.add(key)
    setOpen(next)
  }
  return (
    <section className="trades" aria-label="Trades by account" onKeyDown={walk}>
      {shown.accounts.map(account => (
        <AccountTrades key={account.account} {...props} account={account} open={open} onToggle={toggle} />
      ))}
      {shown.adds && shown.edit === null && (
        <p className="grey small adds" title={scoreInWords}>
          {shown.adds.words}
        </p>
      )}
    </section>
  )
}

interface AccountTradesProps extends TradesProps {
  readonly account: ProposalAccount
  readonly open: ReadonlySet<string>
  readonly onToggle: (key: string) => void
}

function AccountTrades(props: AccountTradesProps) {
  const { account, open, onToggle, plan } = props
  const { accountName, accountType, status, before, after, words } = account
  const solved = plan.base?.accounts.find(one => one.account === account.account)
  const trades = inOrderOf(account.trades, solved?.trades ?? [])
  const [added, setAdded] = useState<readonly Added[]>([])
  const waiting = added.filter(one => !trades.some(trade => trade.side === one.side && trade.security === one.security))
  const scale = largest(trades)
  return (
    <section className="account-trades" aria-label={`Trades in ${accountName}`}>
      <header>
        <h2 className="clip" title={accountName}>
          {accountName}
        </h2>
        <span className="grey small nowrap">{accountTypeWords[accountType]}</span>
        <Status {...planStatusWords[status]} title={words} />
        <span className="small clip" title={words}>
          {trades.length === 0 ? words : headline(account)}
        </span>
        <span className="spring" />
        <AddOrder account={account} onAdd={one => setAdded([...waiting, one])} />
      </header>
      {trades.length + waiting.length > 0 && (
        <table>
          <caption className="hidden-label">
            {accountName}: {counted(trades.length, 'order')}, from {roughBasisPoints(before.trackingError)} to{' '}
            {roughBasisPoints(after.trackingError)}
          </caption>
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col" className="number">
                Shares
              </th>
              <th scope="col" className="number">
                est. amount
              </th>
              <th scope="col" className="number">
                Short
              </th>
              <th scope="col" className="number">
                Long
              </th>
              <th scope="col" title={`By how much the trade betters the plan’s score (right) or worsens it (left). ${scoreInWords}`}>
                Score
              </th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {trades.map(trade => {
              const key = `${account.account} ${trade.side} ${trade.security}`
              return <TradeRow key={key} {...props} trade={trade} scale={scale} isOpen={open.has(key)} onPress={() => onToggle(key)} />
            })}
            {waiting.map(one => (
              <TradeRow
                key={`${one.side} ${one.security}`}
                {...props}
                trade={one}
                scale={scale}
                isOpen
                onPress={() => setAdded(added.filter(other => other !== one))}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** An order begun by hand: it has no shares yet, so the desk does not know it. */
export interface Added {
  readonly side: 'sell' | 'buy'
  readonly security: SecurityId
  readonly symbol: string
}

function AddOrder({ account, onAdd }: { account: ProposalAccount; onAdd: (one: Added) => void }) {
  const sell = sellableElse(account)
  const buy = buyableElse(account)
  if (sell.length + buy.length === 0) return null
  const choices = [
    ...sell.map(({ security, symbol }) => ({ value: `sell ${security}`, label: `Sell ${symbol}` })),
    ...buy.map(({ security, symbol }) => ({ value: `buy ${security}`, label: `Buy ${symbol}` })),
  ]
  return (
    <div className="add-order">
      <Select
        label={`Add an order in ${account.accountName}`}
        none="Add an order …"
        value={null}
        choices={choices}
        onChange={chosen => {
          if (chosen === null) return
          const side = chosen.startsWith('sell ') ? 'sell' : 'buy'
          const found = (side === 'sell' ? sell : buy).find(one => `${side} ${one.security}` === chosen)
          if (found) onAdd({ side, security: found.security, symbol: found.symbol })
        }}
      />
    </div>
  )
}

function headline({ before, after, trades }: ProposalAccount): string {
  const risk = `tracking error ${roughBasisPoints(before.trackingError)} → ${roughBasisPoints(after.trackingError)}`
  return [counted(trades.length, 'order'), risk, planTax(after.tax), `cash ${money(after.cashAfter)}`].join(' · ')
}

/** The longest bar of the account, in cents. */
function largest(trades: ProposalAccount['trades']): number {
  let most = 1
  for (const { contribution } of trades) {
    const parts = [contribution.te, contribution.cost, contribution.tax, contribution.other]
    const sum = (way: 1 | -1) => parts.reduce<number>((total, part) => total + Math.max(0, way * part), 0)
    most = Math.max(most, sum(1), sum(-1))
  }
  return most
}

/** Arrows walk from order to order. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target
  if (!(from instanceof HTMLElement) || !from.matches('.trade-open')) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.trade-open')]
  const at = rows.indexOf(from)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  rows[to]?.focus()
}
