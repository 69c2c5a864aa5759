/**
 * A clashing limit back as the wish behind it: the value with which, everything else left as it is, a plan exists. Rounded to the side that is surely enough. An
 * account bears a part of the cash to be raised, so the whole gives way in proportion.
 */
import { type Cents, cents, noCents } from '../../../shared/kernel/cents.ts'
import type { ProposalAccount, Wishes } from '../../../shared/model/proposal.ts'
import type { Relaxation } from '../optimize/relaxation.ts'

export interface Asked {
  readonly wishes: Wishes
  /** This account's part of the cash to be raised, and what else is to be free in it. */
  readonly raise: Cents
  /** Of that, what does not shrink with the cash to be raised: needs by date, cash asked of this very account. */
  readonly fixed?: Cents
}

type Relaxed = NonNullable<ProposalAccount['conflict'][number]['relax']>

/** `nav` in dollars. null: no wish stands behind the limit, or giving way alone makes no plan. */
export function relaxedWish({ limit, by }: Relaxation, nav: number, { wishes, raise, fixed = noCents }: Asked): Relaxed | null {
  if (by === null || by <= 0) return null
  const parts = Math.ceil(by * 10_000)
  const dollars = Math.ceil(by * nav) * 100
  const wider = (wish: Exclude<Relaxed['wish'], 'limits'>, more: number): Relaxed | null => {
    const now = wishes[wish]
    return now === null ? null : { wish, to: now + more }
  }
  switch (limit) {
    case 'cash':
      return raise > 0 ? lessCash(dollars, raise, fixed, wishes.cashToRaise) : wider('cashMost', parts)
    case 'turnover':
      return wider('turnover', parts)
    case 'number of trades':
      return wider('trades', Math.ceil(by))
    case 'tracking error':
      return wider('trackingError', parts)
    case 'short-term gain':
      return wider('shortGain', dollars)
    case 'long-term gain':
      return wider('longGain', dollars)
    case 'tax':
      return wider('tax', dollars)
    default:
      return null
  }
}

function lessCash(dollars: number, raise: Cents, fixed: Cents, whole: Cents | null): Relaxed | null {
  const share = raise - fixed
  if (whole === null || share <= 0 || (fixed > 0 && dollars > share)) return null
  const kept = Math.max(0, share - dollars) / share
  return { wish: 'cashToRaise', to: cents(Math.floor((whole * kept) / 100) * 100) }
}
