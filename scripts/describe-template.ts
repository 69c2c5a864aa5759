/** Writes the template's section of docs/import.md from the tables the reader follows. Run with `node scripts/describe-template.ts`; a test compares. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const docs: { withTemplateSection(document: string): string } = await import(join(root, 'test/fixtures/template-docs.ts'))
const file = join(root, 'docs/import.md')
writeFileSync(file, docs.withTemplateSection(readFileSync(file, 'utf8')))
