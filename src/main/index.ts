/** Electron's entry: composition only. The command line's entry is cli/main.ts. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseCivilDate } from '../shared/kernel/civil-date.ts'
import { compose } from './compose.ts'
import { startElectron } from './hosts/electron/lifecycle.ts'
import { defaultBook } from './hosts/places.ts'
import { importsInThread, threadedJobs } from './threads.ts'

startElectron(async ports => {
  const book = defaultBook()
  mkdirSync(dirname(book), { recursive: true, mode: 0o700 })
  const asOf = parseCivilDate(process.env.LOTWRIGHT_AS_OF ?? '')
  return compose({ book, host: 'electron', ports, jobs: threadedJobs(), imports: importsInThread, ...(asOf === undefined ? {} : { asOf }) })
})
