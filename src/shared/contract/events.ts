/** What the desk tells its windows without being asked. Events only announce that something changed; a window asks for the rest. */
import { z } from 'zod'

export const events = {
  /** Something was written; screens that show it ask again. */
  'book.changed': z.object({ what: z.enum(['book', 'import', 'ticket', 'settings', 'basket']), household: z.string().nullable() }),
} as const
export type EventName = keyof typeof events
