/** The shares of one purchase, to change by hand: they count with Enter or when the field is left. */
import { useEffect, useState } from 'react'
import type { Price } from '../../../shared/kernel/price.ts'
import { noShares, type Shares } from '../../../shared/kernel/shares.ts'
import { pricePerShare } from '../../../shared/present/format.ts'
import { Button } from '../../parts/button.tsx'
import { ShareInput } from '../../parts/inputs.tsx'

interface PurchaseSharesProps {
  readonly symbol: string
  readonly price: Price | null
  /** null: not in the plan yet. */
  readonly shares: Shares | null
  readonly onChange: (shares: Shares) => void
}

export function PurchaseShares({ symbol, price, shares, onChange }: PurchaseSharesProps) {
  const [typed, setTyped] = useState<Shares | null | undefined>(shares)
  useEffect(() => setTyped(shares), [shares])
  const take = () => typed !== null && typed !== undefined && typed !== shares && onChange(typed)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter and leaving belong to the field inside, which takes the focus
    <div
      className="purchase"
      onBlur={take}
      onKeyDown={event => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
        event.preventDefault()
        take()
      }}
    >
      <ShareInput label={`Shares of ${symbol} to buy`} value={typed ?? null} onChange={setTyped} help={`at est. ${pricePerShare(price)}`} />
      {shares !== null && <Button onPress={() => onChange(noShares)}>Do not buy {symbol}</Button>}
    </div>
  )
}
