/** A process of its own that writes a generated book: `node test/e2e/fill-book.ts FILE ACCOUNTS`. */
import { fillBook } from '../fixtures/fill-book.ts'

const [file = '', accounts = '100'] = process.argv.slice(2)
fillBook(file, { seed: 7, accounts: Number(accounts), lotsPerAccount: 24 })
