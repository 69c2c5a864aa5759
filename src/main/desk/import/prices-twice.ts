/**
 * Two prices of one security and day in one file of lots or positions: only one can stand, and the last one read would win in silence. Both lines are named,
 * because nobody but the custodian knows which is right.
 */
import { decimalFromPrice, type Price } from '../../../shared/kernel/price.ts'
import type { Fact, ImportIssue, ReadFile } from '../../../shared/model/import-batch.ts'

type Priced = Extract<Fact, { fact: 'lot' | 'position' }> & { readonly price: Price }

/** One stop for each security and day. */
export function pricesTwice(file: ReadFile): ImportIssue[] {
  const first = new Map<string, Priced>()
  const found = new Map<string, ImportIssue>()
  for (const fact of file.facts) {
    if (!isPriced(fact)) continue
    const key = `${fact.symbol.toUpperCase()}|${fact.asOf}`
    const known = first.get(key)
    if (known === undefined) first.set(key, fact)
    else if (known.price !== fact.price && !found.has(key)) found.set(key, twoPrices(known, fact))
  }
  return [...found.values()]
}

function isPriced(fact: Fact): fact is Priced {
  return (fact.fact === 'lot' || fact.fact === 'position') && fact.price !== null
}

function twoPrices(one: Priced, other: Priced): ImportIssue {
  return {
    code: 'import/price-twice',
    line: other.line,
    column: '',
    what: `Line ${one.line} prices ${one.symbol} at $${decimalFromPrice(one.price)}, line ${other.line} at $${decimalFromPrice(other.price)}, both on ${other.asOf}`,
    remedy: 'Export the file again, or correct the wrong price in a copy; a column of purchase prices is not to be mapped as the price.',
    weight: 'stop',
  }
}
