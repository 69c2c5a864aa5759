/** Every published example, in the order in which they are shown. */
import type { PublishedExample } from './example.ts'
import { lotExamples } from './lot-examples.ts'
import { washExamples } from './wash-examples.ts'

export const publishedExamples: readonly PublishedExample[] = [...washExamples, ...lotExamples]
