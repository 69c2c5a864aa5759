/** What the editor of a model asks for: what may be chosen, and what is wrong with a draft. */
import { z } from 'zod'
import { targetShape } from './model-line.ts'
import { basisPointsShape, idShape, typedText } from './units.ts'

const problemShape = z.object({
  /** stop: the model is not saved. */
  weight: z.enum(['stop', 'warning']),
  what: z.string(),
  where: z.string(),
  remedy: z.string(),
})
export type ModelProblem = z.infer<typeof problemShape>

/** A model in the making: all weights there are, and its lines once none is half filled in; null before. */
export const modelDraftShape = z.object({
  name: typedText(120),
  weights: z.array(basisPointsShape),
  targets: z.array(targetShape).nullable(),
})

export const modelCheckShape = z.object({
  /** `3 lines, together 95 %: 5 % are missing.` */
  sum: z.string(),
  problems: z.array(problemShape),
})

export const modelChoicesShape = z.object({
  securities: z.array(z.object({ id: idShape('security'), symbol: z.string(), name: z.string(), assetClass: typedText(60).nullable() })),
  /** Words of the firm that a security of the book carries, in alphabetical order. */
  assetClasses: z.array(z.string()),
  sectors: z.array(z.string()),
  /** Those the book declares of securities; any other name is allowed. */
  factors: z.array(z.string()),
})
export type ModelChoices = z.infer<typeof modelChoicesShape>
