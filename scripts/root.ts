/** The project's folder, wherever a script was started from. */
import { dirname } from 'node:path'

export const root = dirname(import.meta.dirname)
