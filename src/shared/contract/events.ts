/** What the desk tells its windows without being asked. Events only announce that something changed; a window asks for the rest. */
import { z } from 'zod'

/** Acts of the platform's menu that a screen carries out; the same acts have keys in the window itself. */
export const menuActions = ['import', 'export', 'print', 'find', 'palette', 'settings', 'keys'] as const

export const events = {
  /** Something was written; screens that show it ask again. */
  'book.changed': z.object({
    what: z.enum(['book', 'import', 'ticket', 'settings', 'basket', 'proposal', 'check']),
    household: z.string().nullable(),
  }),
  /** The person chose it from the platform's menu (Electron only). */
  'menu.chosen': z.object({ action: z.enum(menuActions) }),
} as const
export type EventName = keyof typeof events
