/**
 * Makes the kept book of a schema version, once, when it is released: `node test/store/kept/keep.ts 10`. A kept book is never made anew afterwards
 * (`--again` is for a version nobody has yet): it is what an advisor of that time has on the drive.
 * It writes through the store of the commit it runs in, so a version is kept while it is the newest, or in a clone of the commit where it was
 * (docs/store.md, Schema steps).
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { saveAccount } from '../../../src/main/store/accounts.ts'
import { appendAudit } from '../../../src/main/store/audit.ts'
import { saveHousehold } from '../../../src/main/store/households.ts'
import { appendImport } from '../../../src/main/store/imports.ts'
import { appendEntries } from '../../../src/main/store/ledger.ts'
import { replaceOpenLots } from '../../../src/main/store/open-lots.ts'
import { appendPrices } from '../../../src/main/store/prices.ts'
import { schemaSteps } from '../../../src/main/store/schema/steps.ts'
import { saveSecurity } from '../../../src/main/store/securities.ts'
import { appendStatements } from '../../../src/main/store/statements.ts'
import { openStore } from '../../../src/main/store/store.ts'
import { appendTicket } from '../../../src/main/store/tickets.ts'
import { abc, account, at, day, entry, household, importRecord, ira, openLot, price, statementLot, xyz } from '../samples.ts'
import { keptTicket } from './contents.ts'

const folder = mkdtempSync(join(tmpdir(), 'kept-'))
const file = join(folder, 'kept.book')
const version = Number(process.argv[2])
const opened = openStore(file, { steps: schemaSteps.filter(step => step.version <= version) })
if (!opened.ok) throw new Error(opened.refusal.what)
const source = { import: importRecord('one').id, line: 4 }
opened.value.transaction(book => {
  saveHousehold(book, household)
  for (const each of [abc, xyz]) saveSecurity(book, each)
  for (const each of [account, ira]) saveAccount(book, each)
  appendImport(book, importRecord('one'))
  appendEntries(book, [entry('e-1', { source }), entry('e-2', { kind: 'sell', sequence: 2 })])
  const lots = [statementLot('l-1', { source }), statementLot('l-2', { source, basis: null, acquired: null })]
  appendStatements(book, [{ account: account.id, security: abc.id, asOf: day('2026-11-20'), import: source.import, lots }])
  replaceOpenLots(book, [account.id], [openLot('l-1', { source })])
  appendPrices(book, [{ security: abc.id, date: day('2026-11-20'), price: price(50_000_000), source }])
  appendTicket(book, keptTicket, { at, status: 'issued', what: 'issued' })
  for (const subject of ['one', keptTicket.id]) appendAudit(book, { at, what: 'kept', subject })
})
opened.value.discard()
const kept = fileURLToPath(new URL(`./${String(version).padStart(4, '0')}.book.gz`, import.meta.url))
writeFileSync(kept, gzipSync(readFileSync(file), { level: 9 }), { flag: process.argv.includes('--again') ? 'w' : 'wx' })
rmSync(folder, { recursive: true })
