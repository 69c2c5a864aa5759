/** A ledger entry as a person finds it again: side, shares, security, day and account. Its file and line stand in its provenance. */
import type { LedgerEntry } from '../../../shared/model/ledger.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { date, sharesHeld } from '../../../shared/present/format.ts'
import { sourceOf } from '../ticket/order.ts'

const nouns: Partial<Readonly<Record<LedgerEntry['kind'], string>>> = {
  buy: 'Purchase',
  reinvest: 'Reinvestment',
  sell: 'Sale',
  'transfer-in': 'Transfer in',
  'transfer-out': 'Transfer out',
  'gift-in': 'Gift received',
  'gift-out': 'Gift given',
  inherited: 'Inheritance',
  'cash-in-lieu': 'Cash for a fraction',
  expired: 'Expiry',
}

interface Named {
  /** null: the entry is of no security. */
  readonly symbol: string | null
  readonly account: string
}

/** `Sale of 10 sh AAPLX on Mar 3, 2026 in Schwab joint`. */
export function tradeWords(entry: Pick<LedgerEntry, 'kind' | 'shares' | 'tradeDate'>, { symbol, account }: Named): string {
  const plain = entry.kind.replaceAll('-', ' ')
  const noun = nouns[entry.kind] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`
  const what = [entry.shares === 0 ? '' : sharesHeld(entry.shares), symbol ?? ''].filter(Boolean).join(' ')
  return `${noun}${what === '' ? '' : ` of ${what}`} on ${date(entry.tradeDate)} in ${account}`
}

/** Each entry in words, with the reference to its file and line; nothing for an entry that the snapshot does not have. */
export function tradesInWords(snapshot: Pick<Snapshot, 'entries' | 'accounts' | 'securities'>) {
  const entries = new Map(snapshot.entries.map(entry => [entry.id, entry]))
  const accounts = new Map(snapshot.accounts.map(account => [account.id, account.name]))
  const symbols = new Map(snapshot.securities.map(security => [security.id, security.symbol]))
  return (id: LedgerEntry['id'] | null) => {
    const entry = id === null ? undefined : entries.get(id)
    if (entry === undefined) return undefined
    const symbol = entry.security === null ? null : (symbols.get(entry.security) ?? entry.security)
    return {
      trade: tradeWords(entry, { symbol, account: accounts.get(entry.account) ?? entry.account }),
      source: sourceOf(entry.source),
    }
  }
}
