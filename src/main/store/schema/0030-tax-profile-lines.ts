/**
 * Lines of Schedule D that no sale of the book makes, as a person enters them: gains told by other forms (4, 11), by partnerships, estates and trusts
 * (5, 12), and capital gain distributions (13). Empty where nobody entered one.
 */
import type { SchemaStep } from '../migrate.ts'
import { maybeSigned } from './columns.ts'

export const taxProfileLines: SchemaStep = {
  version: 30,
  name: 'entered lines of Schedule D',
  sql: ['line_4', 'line_5', 'line_11', 'line_12', 'line_13']
    .map(column => `ALTER TABLE tax_profiles ADD COLUMN ${maybeSigned(column)};`)
    .join('\n'),
}
