/**
 * A second program for tests of faults: `node commit-child.ts BOOK hold` opens a book and keeps it open; `… commit LOTS` commits imports of that many lots
 * and as many entries, one after the other, until it is killed or refused. It says on standard output what it is about to do and what is done.
 */
import { writeSync } from 'node:fs'
import { appendAudit } from '../../src/main/store/audit.ts'
import { appendImport } from '../../src/main/store/imports.ts'
import { appendEntries } from '../../src/main/store/ledger.ts'
import { replaceOpenLots } from '../../src/main/store/open-lots.ts'
import { appendStatements } from '../../src/main/store/statements.ts'
import { openStore, type Store } from '../../src/main/store/store.ts'
import { Refused } from '../../src/shared/kernel/outcome.ts'
import { abc, account, entry, importRecord, openLot, statementLot } from './samples.ts'

const [file = '', task = '', size = '0'] = process.argv.slice(2)

function say(line: string): void {
  writeSync(1, `${line}\n`)
}

function commit(store: Store, name: string, lots: number): void {
  const numbers = Array.from({ length: lots }, (_, line) => line)
  const record = importRecord(name)
  store.transaction(book => {
    appendImport(book, { ...record, facts: lots })
    const source = { import: record.id, line: 1 }
    const entries = numbers.map(line => entry(`${name}-${line}`, { source, sequence: line }))
    appendEntries(book, entries)
    const statementLots = numbers.map(line => statementLot(`${name}-${line}`, { source }))
    appendStatements(book, [
      { account: account.id, security: abc.id, asOf: statementLot('x').asOf, import: record.id, lots: statementLots },
    ])
    replaceOpenLots(
      book,
      [account.id],
      numbers.map(line => openLot(`${name}-${line}`, { source })),
    )
    appendAudit(book, { at: record.at, what: 'import committed', subject: name })
  })
}

const opened = openStore(file, { program: 'the child' })
if (!opened.ok) {
  say(`refused ${opened.refusal.code}`)
  process.exit(1)
}
say('open')
// the interval holds the store: a store that nobody can reach is collected, and its lock with it
if (task === 'hold') setInterval(() => void opened.value.version, 1000)
else
  try {
    for (let round = 1; ; round += 1) {
      const name = `${process.pid}-${round}`
      say(`begin ${name}`)
      commit(opened.value, name, Number(size))
      say(`end ${name}`)
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    say(`refused ${error.refusal.code}`)
    opened.value.discard()
  }
