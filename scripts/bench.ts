/** `npm run bench [NAME…]`: the measurements of bench/, on Node 24. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.ts'

await import(pathToFileURL(join(root, 'bench', 'run.ts')).href)
