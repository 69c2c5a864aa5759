/** `npm run build`: both sides, where they are older than their sources. */
import { ensureBuilt } from './built.ts'

await ensureBuilt(['main', 'window'])
