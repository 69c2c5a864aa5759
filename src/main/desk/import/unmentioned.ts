/**
 * Lots of securities that a file of an account's lots does not mention: each of its securities is replaced by the file, the others stay as they were stated
 * before. Such a file may list the whole account, and then what it leaves out has been sold; only a person can tell, so it is said.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { Account } from '../../../shared/model/book.ts'
import type { ImportIssue, ReadFile } from '../../../shared/model/import-batch.ts'
import type { ReadableBook } from '../../store/database.ts'
import { listSecurities } from '../../store/securities.ts'
import { latestStatements } from '../../store/statements.ts'

const layouts: readonly (string | null)[] = ['mapped', 'lotwright-template']
const mostNamed = 20

/** One warning for each account of which the file lists the lots of several securities. */
export function unmentionedLots(
  book: ReadableBook,
  file: ReadFile,
  accounts: ReadonlyMap<string, Account>,
  asOf: CivilDate,
): ImportIssue[] {
  if (!layouts.includes(file.layout)) return []
  const listed = new Map<Account, { symbols: Set<string>; latest: CivilDate }>()
  for (const fact of file.facts) {
    const account = fact.fact === 'lot' ? accounts.get(fact.account) : undefined
    if (fact.fact !== 'lot' || account === undefined) continue
    const known = listed.get(account) ?? { symbols: new Set<string>(), latest: fact.asOf }
    known.symbols.add(fact.symbol.toUpperCase())
    if (fact.asOf > known.latest) known.latest = fact.asOf
    listed.set(account, known)
  }
  const symbols = new Map(listSecurities(book).map(security => [security.id as string, security.symbol]))
  return [...listed].flatMap(([account, { symbols: mentioned, latest }]) => {
    if (mentioned.size < 2) return []
    const staying = latestStatements(book, { account: account.id }, asOf)
      .filter(statement => statement.lots > 0 && statement.asOf < latest)
      .map(statement => ({ symbol: symbols.get(statement.security) ?? '', asOf: statement.asOf }))
      .filter(({ symbol }) => !mentioned.has(symbol.toUpperCase()))
      .sort((a, b) => (a.symbol < b.symbol ? -1 : 1))
    return staying.length === 0 ? [] : [staysAsOf(account.name, staying)]
  })
}

function staysAsOf(account: string, staying: readonly { readonly symbol: string; readonly asOf: CivilDate }[]): ImportIssue {
  const named = staying.slice(0, mostNamed).map(({ symbol, asOf }) => `lots of ${symbol} stay as of ${asOf}`)
  const more = staying.length > mostNamed ? `, and ${staying.length - mostNamed} more` : ''
  return {
    code: 'import/lots-unmentioned',
    line: 0,
    column: '',
    what: `${account}: ${named.join(', ')}${more}; the file does not mention ${staying.length === 1 ? 'it' : 'them'}`,
    remedy: 'If they were sold or moved, import the trades as well; a file of some securities only is complete as it is.',
    weight: 'warning',
  }
}
