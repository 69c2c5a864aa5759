/**
 * What makes a second import change nothing: account, content, and the occurrence number among equal rows of the same file. True twins (two equal fills
 * of a day, equal buys in two accounts) are kept; the order of the rows, a longer range, texts that custodians reword and settlement days filled in
 * later do not count. Plain text, so that a person can see why two rows are one.
 */
import type { Fact } from '../../shared/model/import-batch.ts'

const nothing = '~'

/** What few entries state is part of their content; entries without it keep the fingerprint they always had. */
function besideOf(fact: Extract<Fact, { fact: 'entry' }>): string {
  const { orderGroup, method, counter, counterPrice, allocation, giftTax } = fact
  const stated = Object.entries({ orderGroup, method, counter: counter?.toUpperCase(), counterPrice, allocation, giftTax })
  return stated.flatMap(([name, value]) => (value == null ? [] : [`|${name}=${value}`])).join('')
}

function contentOf(fact: Fact): string {
  switch (fact.fact) {
    case 'entry':
      return `${fact.kind}|${fact.tradeDate}|${fact.symbol.toUpperCase()}|${fact.shares}|${fact.price ?? nothing}|${fact.amount ?? nothing}|${fact.fees}|${fact.basis ?? nothing}|${fact.acquired ?? nothing}|${fact.ratio?.join(':') ?? nothing}${besideOf(fact)}`
    case 'lot':
      return `lot|${fact.asOf}|${fact.symbol.toUpperCase()}|${fact.acquired ?? nothing}|${fact.shares}|${fact.basis ?? nothing}`
    case 'position':
      return `position|${fact.asOf}|${fact.symbol.toUpperCase()}|${fact.shares}|${fact.basis ?? nothing}`
    case 'cash':
      return `cash|${fact.asOf}|${fact.symbol.toUpperCase()}|${fact.amount}`
    case 'realized':
      return `realized|${fact.opened ?? nothing}|${fact.closed}|${fact.symbol.toUpperCase()}|${fact.shares}|${fact.proceeds}|${fact.basis ?? nothing}|${fact.disallowed}`
    case 'record':
      return `${fact.table}|${Object.entries(fact.values)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
        .join('|')}`
  }
}

/**
 * One fingerprint for each fact, in the facts' order. `accountOf` gives the book's account for a key of the file. Equal trades of a day are numbered from the first made on,
 * wherever the file begins: the further fill that a file of the evening has is then the later one, not one that was known at noon.
 */
export function fingerprintsOf(facts: readonly Fact[], accountOf: (key: string) => string = key => key): string[] {
  const first = new Map<string, number>()
  const twins = new Map<string, number[]>()
  const found = facts.map((fact, index) => {
    const content = `${accountOf(fact.account)}|${contentOf(fact)}`
    const at = first.get(content)
    if (at === undefined) first.set(content, index)
    else listIn(twins, content, at).push(index)
    return `${content}|1`
  })
  for (const [content, indices] of twins) {
    const inTime = indices.toSorted((a, b) => turnOf(facts[a]) - turnOf(facts[b]))
    for (const [before, index] of inTime.entries()) found[index] = `${content}|${before + 1}`
  }
  return found
}

function turnOf(fact: Fact | undefined): number {
  return fact?.fact === 'entry' ? fact.sequence : 0
}

function listIn(lists: Map<string, number[]>, content: string, first: number): number[] {
  const known = lists.get(content)
  if (known) return known
  const list = [first]
  lists.set(content, list)
  return list
}
