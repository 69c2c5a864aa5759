/** A generated book written into a store, projection included: the ground of every bench that needs one on a drive. */
import { reproject } from '../src/main/desk/project.ts'
import { saveAccount } from '../src/main/store/accounts.ts'
import { appendPositions } from '../src/main/store/holdings.ts'
import { saveHousehold, savePerson } from '../src/main/store/households.ts'
import { appendEntries } from '../src/main/store/ledger.ts'
import { saveModel } from '../src/main/store/models.ts'
import { saveTaxProfile } from '../src/main/store/planning.ts'
import { appendPrices } from '../src/main/store/prices.ts'
import { saveRelation, saveSecurity } from '../src/main/store/securities.ts'
import { appendStatements } from '../src/main/store/statements.ts'
import { openStore } from '../src/main/store/store.ts'
import { valueOrThrow } from '../src/shared/kernel/outcome.ts'
import { type BookSize, generateBook } from '../test/fixtures/book-generator.ts'

const byHand = { import: null, line: 0 }

export function fillBook(file: string, size: BookSize): void {
  const store = valueOrThrow(openStore(file))
  const generated = generateBook(size)
  store.transaction(book => {
    for (const household of generated.households) saveHousehold(book, household)
    for (const person of generated.people) savePerson(book, person)
    for (const security of generated.securities) saveSecurity(book, security)
    for (const model of generated.models) saveModel(book, model)
    for (const account of generated.accounts) saveAccount(book, account)
    for (const relation of generated.relations) saveRelation(book, relation)
    for (const profile of generated.taxProfiles) saveTaxProfile(book, profile)
    appendPrices(
      book,
      generated.prices.map(row => ({ ...row, source: byHand })),
    )
    appendEntries(book, generated.entries)
    const statements = Map.groupBy(generated.statementLots, lot => `${lot.account}|${lot.security}|${lot.asOf}`)
    appendStatements(
      book,
      [...statements.values()].flatMap(lots =>
        lots[0] ? [{ account: lots[0].account, security: lots[0].security, asOf: lots[0].asOf, import: null, lots }] : [],
      ),
    )
    appendPositions(
      book,
      generated.positions.map(position => ({ ...position, source: byHand })),
    )
    reproject(
      book,
      generated.households.map(household => household.id),
      generated.asOf,
    )
  })
  store.discard()
}
