/** Cash cannot be raised while what would raise it is restricted: the restriction is named beside the clash, with its remedy; it is never lifted by the plan. */
import { sumCents } from '../../../shared/kernel/cents.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import type { ProposalAccount, Wishes } from '../../../shared/model/proposal.ts'
import { exactMoney } from '../../../shared/present/format.ts'
import type { Standing } from '../standing/standing.ts'
import type { CashPlan } from './cash-flows.ts'

/** One line a restricted security of the accounts; none where no cash is asked for or nothing is restricted. */
export function restrictedCash(
  standing: Standing,
  accounts: readonly AccountId[],
  wishes: Wishes,
  flows: CashPlan | null,
): ProposalAccount['conflict'] {
  const asked = (wishes.cashToRaise ?? 0) > 0 || (wishes.raiseIn ?? []).some(({ amount }) => amount > 0)
  if (!asked && (flows === null || (flows.common <= 0 && flows.hold.size === 0))) return []
  return accounts.flatMap(account => {
    const lots = standing.lots.filter(lot => lot.account === account)
    const held = [...new Set(lots.map(({ security }) => security))]
    return held.flatMap(security => {
      const bar = standing.restrictionsOf(account, security).find(({ kind }) => kind === 'never-sell' || kind === 'do-not-trade')
      if (!bar) return []
      const price = standing.priceOf(security)?.price ?? (0 as Price)
      const value = sumCents(lots.filter(lot => lot.security === security).map(lot => marketValue(lot.shares, price)))
      const { symbol } = standing.securityOf(security)
      const why = bar.reason === '' ? '' : ` (${bar.reason})`
      const words = `${symbol} in ${standing.accountOf(account).name}, est. ${exactMoney(value)}, may not be sold${why}: selling it would raise cash. Lift the restriction under Household, or raise less.`
      return [{ limit: `restricted ${symbol}`, words, relax: null }]
    })
  })
}
