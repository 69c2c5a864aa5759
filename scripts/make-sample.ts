/**
 * Writes what is generated and committed: resources/sample from the seeded generator, and the template's section of docs/import.md from the tables
 * the reader follows. Run with `node scripts/make-sample.ts`; tests compare both.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const fixtures = join(root, 'test/fixtures')
const generator: { sampleFiles(): ReadonlyMap<string, string> } = await import(join(fixtures, 'generate-sample.ts'))
const docs: { withTemplateSection(document: string): string } = await import(join(fixtures, 'template-docs.ts'))

const folder = join(root, 'resources/sample')
mkdirSync(folder, { recursive: true })
for (const [name, text] of generator.sampleFiles()) writeFileSync(join(folder, name), text)

const document = join(root, 'docs/import.md')
writeFileSync(document, docs.withTemplateSection(readFileSync(document, 'utf8')))
