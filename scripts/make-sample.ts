/** Writes resources/sample from the seeded generator in test/fixtures. Run with `node scripts/make-sample.ts`; a test compares the bytes. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const generator: { sampleFiles(): ReadonlyMap<string, string> } = await import(join(root, 'test/fixtures/generate-sample.ts'))
const folder = join(root, 'resources/sample')
mkdirSync(folder, { recursive: true })
for (const [name, text] of generator.sampleFiles()) writeFileSync(join(folder, name), text)
