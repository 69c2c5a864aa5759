/** A figure's working: what it is, the words of its formula, the rule of law behind it, and the figures it came from, down to a file's line. */
import { z } from 'zod'

export interface Trace {
  /** `Tax saved now`. */
  label: string
  /** As shown, unit included: `$1,027.00`, `120 sh`, `Mar 14, 2023`. */
  value: string
  /** In words: `loss × rate`. */
  formula?: string | undefined
  /** `IRC §1(h)`, `Reg. §1.1091-1(a)`, `firm setting`. */
  rule?: string | undefined
  /** File and line, or who entered it and when. */
  source?: string | undefined
  inputs: Trace[]
}

export const traceShape: z.ZodType<Trace> = z.lazy(() =>
  z.object({
    label: z.string(),
    value: z.string(),
    formula: z.string().optional(),
    rule: z.string().optional(),
    source: z.string().optional(),
    inputs: z.array(traceShape),
  }),
)
