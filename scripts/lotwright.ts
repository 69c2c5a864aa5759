/** `npm run -s lotwright -- COMMAND …`: the built command line, built first where it is older than its sources. Prints nothing of its own. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './built.ts'
import { root } from './root.ts'

const words = process.argv.slice(2)
await ensureBuilt(words[0] === 'serve' ? ['main', 'window'] : ['main'])

const bundle = join(root, 'out/main/lotwright.js')
process.argv.splice(1, process.argv.length - 1, bundle, ...words)
await import(pathToFileURL(bundle).href)
