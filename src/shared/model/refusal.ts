import { z } from 'zod'

/** The wire form of kernel/outcome's Refusal. */
export const refusalShape = z.object({
  code: z.string(),
  what: z.string(),
  where: z.string().optional(),
  remedy: z.string().optional(),
})
