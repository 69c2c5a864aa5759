/** Electron's entry: composition only. The command line's entry is cli/main.ts. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { compose } from './compose.ts'
import { startElectron } from './hosts/electron/lifecycle.ts'
import { defaultBook } from './hosts/places.ts'

startElectron(async ports => {
  const book = defaultBook()
  mkdirSync(dirname(book), { recursive: true, mode: 0o700 })
  return compose({ book, host: 'electron', ports })
})
