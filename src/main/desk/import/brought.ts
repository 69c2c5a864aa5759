/**
 * Households, people, accounts and securities that an import brought go with it when it is undone, unless a person changed them since or anything else in the book
 * speaks of them: evidence of another import, a ticket, a plan, a restriction, a relation, a model. The history says how many went.
 */
import type { ImportId } from '../../../shared/kernel/id.ts'
import { namedIn } from '../../../shared/model/model-line.ts'
import { listAccounts } from '../../store/accounts.ts'
import { appendBrought, type BroughtNoun, broughtNouns, isSpokenOf, listBrought, takeOut } from '../../store/brought.ts'
import type { ReadableBook, WritableBook } from '../../store/database.ts'
import { listHouseholds, listPeople } from '../../store/households.ts'
import { listModels } from '../../store/models.ts'
import { listProposals } from '../../store/proposals.ts'
import { listSecurities } from '../../store/securities.ts'
import { listTickets } from '../../store/tickets.ts'

export type Nouns = Readonly<Record<BroughtNoun, ReadonlyMap<string, string>>>

/** Every noun of the book as text. What files state about an account beside it (cash, days covered) is theirs and left out. */
export function nounsOf(book: ReadableBook): Nouns {
  const texts = <Noun extends { readonly id: string }>(nouns: readonly Noun[]) =>
    new Map(nouns.map(noun => [noun.id, JSON.stringify(noun)]))
  const accounts = listAccounts(book, null).map(account => ({
    ...account,
    cash: null,
    cashAsOf: null,
    coverageFrom: null,
    coverageTo: null,
  }))
  return {
    household: texts(listHouseholds(book)),
    person: texts(listPeople(book, null)),
    account: texts(accounts),
    security: texts(listSecurities(book)),
  }
}

/** What stands now and did not before the import was written. */
export function keepBrought(book: WritableBook, importId: ImportId, before: Nouns): void {
  const now = nounsOf(book)
  for (const noun of broughtNouns) {
    const added = [...now[noun]].filter(([id]) => !before[noun].has(id))
    appendBrought(
      book,
      importId,
      added.map(([id, document]) => ({ noun, id, document })),
    )
  }
}

/** After the evidence of the import is taken back and the lots are worked out again. People and accounts go before their household. */
export function takeOutBrought(book: WritableBook, importId: ImportId): void {
  const brought = listBrought(book, importId)
  if (brought.length === 0) return
  const now = nounsOf(book)
  const decided = new Set(
    listHouseholds(book).flatMap(({ id }) => (listTickets(book, id).length + listProposals(book, id).length > 0 ? [id] : [])),
  )
  const homes = new Map<string, string>(listAccounts(book, null).map(({ id, household }) => [id, household]))
  const named = namedByModels(book)
  for (const noun of broughtNouns)
    for (const one of brought) {
      if (one.noun !== noun || now[noun].get(one.id) !== one.document) continue
      // a ticket or a plan names accounts and securities inside its document
      if (noun === 'account' && decided.has(homes.get(one.id) as never)) continue
      if (noun === 'security' && (decided.size > 0 || named.has(one.id))) continue
      if (!isSpokenOf(book, one)) takeOut(book, importId, one)
    }
}

/** Securities that lines of models and pinned holdings of sleeves name beside what the tables refer to. */
function namedByModels(book: ReadableBook): ReadonlySet<string> {
  const lines = listModels(book).flatMap(({ targets }) => targets.flatMap(namedIn))
  const pinned = listAccounts(book, null).flatMap(({ sleeves }) => (sleeves ?? []).flatMap(sleeve => sleeve.pinned ?? []))
  return new Set([...lines, ...pinned])
}
