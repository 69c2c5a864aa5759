/** The published examples of the law as run on this build: what each states, what the source or the rule says comes out, and what came out here. */
import { z } from 'zod'

export const checkedFigureShape = z.object({
  /** `disallowed`, `left: X 50`, `Schedule D line 21` */
  name: z.string(),
  expected: z.string(),
  /** As computed by this build. */
  found: z.string(),
  holds: z.boolean(),
})
export type CheckedFigure = z.infer<typeof checkedFigureShape>

export const checkedExampleShape = z.object({
  id: z.string(),
  citation: z.string(),
  title: z.string(),
  /** Whose numbers: the source's, or ours for a rule that the source states in words. */
  figures: z.enum(['source', 'ours']),
  facts: z.array(z.string()),
  checked: z.array(checkedFigureShape),
  holds: z.boolean(),
})
export type CheckedExample = z.infer<typeof checkedExampleShape>

export const selftestShape = z.object({ examples: z.array(checkedExampleShape) })
