/** One order: its figures, its part of the score as a bar and in words, and, opened, its lots or shares to change by hand. */
import type { ProposalAccount, ProposalTrade } from '../../../shared/model/proposal.ts'
import { exactMoney, pricePerShare, shareCount, signedMoney } from '../../../shared/present/format.ts'
import { reasonWords, wishWords } from '../../../shared/present/plan-words.ts'
import { Icon } from '../../parts/icon.tsx'
import { lotsForSale, withPurchase, withSale } from './edits.ts'
import { PurchaseShares } from './purchase-shares.tsx'
import { ReasonBar } from './reason-bar.tsx'
import { DaysChip, TradeCost } from './trade-cost.tsx'
import { TradeLots } from './trade-lots.tsx'
import type { Added, TradesProps } from './trades.tsx'

interface TradeRowProps extends TradesProps {
  readonly account: ProposalAccount
  readonly trade: ProposalTrade | Added
  readonly scale: number
  readonly isOpen: boolean
  readonly onPress: () => void
}

export function TradeRow(props: TradeRowProps) {
  const { trade, scale, isOpen, onPress } = props
  const known = 'shares' in trade ? trade : null
  const name = known?.name ?? 'not priced yet'
  return (
    <>
      <tr className={isOpen ? 'trade opened' : 'trade'}>
        <th scope="row">
          <button type="button" className="trade-open" aria-expanded={isOpen} onClick={onPress} title={name}>
            <Icon name="down" size={12} />
            <span className={`side ${trade.side}`}>{trade.side === 'sell' ? 'Sell' : 'Buy'}</span>
            <strong>{trade.symbol}</strong>
            <span className="grey clip">{name}</span>
            {known && <DaysChip trade={known} />}
          </button>
        </th>
        <td className="number" title={known ? `at ${pricePerShare(known.price)}` : undefined}>
          {known ? shareCount(known.shares) : '0'}
        </td>
        <td className="number">{known ? exactMoney(known.amount) : ''}</td>
        <td className="number">{known?.side === 'sell' ? signedMoney(known.gainShort) : ''}</td>
        <td className="number">{known?.side === 'sell' ? signedMoney(known.gainLong) : ''}</td>
        <td>{known && <ReasonBar contribution={known.contribution} scale={scale} />}</td>
        <td className="why" title={known?.why}>
          <span className="why-lines">{known?.why}</span>
        </td>
      </tr>
      {isOpen && (
        <tr className="trade-detail">
          <td colSpan={7}>
            {known && (
              <p className="small">
                {known.why} {reasonWords(known.contribution)} {wishWords(known.wishes)}
              </p>
            )}
            {known && <TradeCost trade={known} />}
            <Shares {...props} />
          </td>
        </tr>
      )}
    </>
  )
}

function Shares({ plan, shown, household, asOf, account, trade }: TradeRowProps) {
  const holding = { account: account.account, security: trade.security }
  if (shown.stale) return <p className="grey">The book moved since: optimize again to change this plan.</p>
  if (trade.side === 'sell')
    return (
      <TradeLots
        household={household}
        asOf={asOf}
        symbol={trade.symbol}
        lots={lotsForSale(account, trade.security, plan.base?.accounts.find(one => one.account === account.account) ?? account)}
        onChange={picks => plan.edit(now => withSale(now, holding, picks))}
      />
    )
  return (
    <PurchaseShares
      symbol={trade.symbol}
      price={account.buyable.find(one => one.security === trade.security)?.price ?? ('price' in trade ? trade.price : null)}
      shares={'shares' in trade ? trade.shares : null}
      onChange={shares => plan.edit(now => withPurchase(now, holding, shares))}
    />
  )
}
