/**
 * The first released schema. Three layers: nouns that people edit (households … models), evidence that is only ever appended (imports, ledger,
 * statements, positions, realized lots, prices, tickets, audit), and one projection that can be rebuilt from the evidence (open lots).
 */
import type { SchemaStep } from '../migrate.ts'
import { documentsOfDesk } from './0010-documents.ts'
import { evidence } from './0010-evidence.ts'
import { nouns } from './0010-nouns.ts'

export const bookSchema: SchemaStep = { version: 10, name: 'the book', sql: [...nouns, ...evidence, ...documentsOfDesk].join('') }
