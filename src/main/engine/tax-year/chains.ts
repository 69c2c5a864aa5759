/** The wash chains that touch a year, from the wash ledger, as the CPA pack prints them: loss, replacement, where the loss is now, rules. */
import type { WashChain } from '../../../shared/model/tax-year.ts'
import type { WashEntry } from '../../../shared/model/wash-ledger.ts'
import { fileApart } from '../lots/policy.ts'
import type { Standing } from '../standing/standing.ts'
import { washChains } from '../wash/ledger.ts'

const became: Readonly<Record<WashEntry['status'], string>> = {
  deferred: 'in the basis of shares still held',
  partly: 'partly taken up by later sales, the rest in the basis of shares still held',
  realised: 'taken up by later sales',
  'passed-on': 'washed again by a later sale',
  permanent: 'lost for good',
  gone: 'left with shares that were given away',
}

/** Oldest chain first, and its matches in order of sale. */
export function chainsOf(standing: Standing, year: number): WashChain[] {
  const chains = washChains(standing, year).map(chain => chain.toSorted((a, b) => compare(a.loss.sold, b.loss.sold)))
  chains.sort((a, b) => compare(a[0]?.loss.sold ?? '', b[0]?.loss.sold ?? ''))
  return chains.flatMap((chain, index) => chain.map(entry => lineOf(standing, entry, index + 1)))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function lineOf({ policy }: Standing, { loss, replacement, disallowed, status, rules, brokerSees }: WashEntry, chain: number): WashChain {
  const apart = status === 'permanent' && fileApart(policy, loss.account, replacement.account)
  return {
    chain,
    symbol: loss.symbol,
    sold: loss.sold,
    account: loss.accountName,
    shares: loss.shares,
    disallowed,
    permanent: status === 'permanent',
    replacement: `${replacement.symbol} in ${replacement.accountName}`,
    bought: replacement.bought,
    became: apart ? 'in no basis until a person decides' : became[status],
    rules: [...new Set(rules.map(cited => cited.rule))],
    brokerSees,
  }
}
