/** Every schema step of every release, in order. A released step is never edited. */
import type { SchemaStep } from '../migrate.ts'
import { bookSchema } from './0010-book.ts'
import { accountAliases } from './0020-account-aliases.ts'
import { taxProfileLines } from './0030-tax-profile-lines.ts'
import { corporateActions } from './0040-corporate-actions.ts'
import { deskMethod } from './0050-desk-method.ts'
import { digitalAssets } from './0060-digital-assets.ts'
import { proposals } from './0070-proposals.ts'
import { checks } from './0080-checks.ts'
import { flowsAndLimits } from './0090-flows-and-limits.ts'
import { modelLines } from './0100-model-lines.ts'
import { plansByRule } from './0110-plans-by-rule.ts'
import { sleeves } from './0120-sleeves.ts'
import { householdLimits } from './0130-household-limits.ts'
import { broughtByImports } from './0140-brought-by-imports.ts'
import { transitions } from './0150-transitions.ts'
import { statedByImports } from './0160-stated-by-imports.ts'

export const schemaSteps: readonly SchemaStep[] = [
  bookSchema,
  accountAliases,
  taxProfileLines,
  corporateActions,
  deskMethod,
  digitalAssets,
  proposals,
  checks,
  flowsAndLimits,
  modelLines,
  plansByRule,
  sleeves,
  householdLimits,
  broughtByImports,
  transitions,
  statedByImports,
]
