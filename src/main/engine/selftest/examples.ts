/** Every published example, in the order in which they are shown. */
import type { PublishedExample } from './example.ts'
import { lotExamples } from './lot-examples.ts'
import { taxExamples } from './tax-examples.ts'
import { washExamples } from './wash-examples.ts'
import { washRuleExamples } from './wash-rule-examples.ts'

export const publishedExamples: readonly PublishedExample[] = [...washExamples, ...washRuleExamples, ...lotExamples, ...taxExamples]
