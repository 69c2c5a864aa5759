/**
 * The same sales from two kinds of file: a realized summary (no opened dates) and realized lot details cannot both stand for the same days of an account, or every
 * gain would count twice. The second one is held with what to do; files of one kind are told apart row by row and may overlap.
 */
import type { Account } from '../../../shared/model/book.ts'
import type { ImportIssue, ReadFile } from '../../../shared/model/import-batch.ts'
import type { ReadableBook } from '../../store/database.ts'
import { listRealized } from '../../store/holdings.ts'
import { listImports } from '../../store/imports.ts'

export function realizedTwice(book: ReadableBook, file: ReadFile, accounts: ReadonlyMap<string, Account>): ImportIssue[] {
  const sales = file.facts.filter(fact => fact.fact === 'realized' && accounts.has(fact.account))
  if (sales.length === 0) return []
  const imports = new Map(listImports(book).map(row => [row.id as string, row]))
  return [...new Set(accounts.values())].flatMap(account => {
    const days = sales
      .flatMap(fact => (fact.fact === 'realized' && accounts.get(fact.account)?.id === account.id ? [fact.closed] : []))
      .sort()
    const [first, last] = [days[0], days.at(-1)]
    if (first === undefined || last === undefined) return []
    const other = listRealized(book, { account: account.id })
      .filter(lot => lot.closed >= first && lot.closed <= last)
      .map(lot => imports.get(lot.source.import ?? ''))
      .find(row => row !== undefined && row.layout !== file.layout)
    return other === undefined ? [] : [twice(account.name, other.fileName)]
  })
}

function twice(account: string, fileName: string): ImportIssue {
  return {
    code: 'import/realized-twice',
    line: 0,
    column: '',
    what: `The book has realized sales of ${account} for these days from a file of another kind, ${fileName}: every sale would count twice`,
    remedy: `Keep that one, or undo the import of ${fileName} first (lot details say more than a summary).`,
    weight: 'stop',
  }
}
