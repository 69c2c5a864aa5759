/**
 * Settings, limits and models that an import replaced go back to what they were when it is undone, unless a person or a later import changed them since: then that stands,
 * and what the later import replaced is what stood before this one. A model that was new stays, as accounts may use it; nothing of it is in any plan otherwise.
 */
import type { HouseholdId, ImportId } from '../../../shared/kernel/id.ts'
import { modelShape } from '../../../shared/model/book.ts'
import { planLimitsShape } from '../../../shared/model/plan-limits.ts'
import { settingsShape } from '../../../shared/model/settings.ts'
import type { ReadableBook, WritableBook } from '../../store/database.ts'
import { listHouseholdLimits, saveHouseholdLimits } from '../../store/household-limits.ts'
import { listModels, saveModel } from '../../store/models.ts'
import { dropSettings, readSettings, saveSettings } from '../../store/settings.ts'
import { appendStated, nextStated, restateBefore, type StatedChange, type StatedNoun, statedBy } from '../../store/stated.ts'

/** Documents by what they are and whose. */
export type Stated = ReadonlyMap<string, Pick<StatedChange, 'what' | 'of'> & { readonly document: string }>

export function statedIn(book: ReadableBook): Stated {
  const found = new Map<string, Pick<StatedChange, 'what' | 'of'> & { readonly document: string }>()
  const keep = (what: StatedNoun, of: string, document: unknown) =>
    found.set(keyOf({ what, of }), { what, of, document: JSON.stringify(document) })
  const settings = readSettings(book)
  if (settings !== undefined) keep('settings', 'firm', settings)
  for (const [household, limits] of listHouseholdLimits(book, null)) keep('limits', household, limits)
  for (const model of listModels(book)) keep('model', model.id, model)
  return found
}

/** What the import changed. */
export function keepStated(book: WritableBook, importId: ImportId, before: Stated): void {
  const changes = [...statedIn(book)].flatMap(([key, { what, of, document }]): StatedChange[] => {
    const known = before.get(key)?.document ?? null
    return known === document || (known === null && what === 'model') ? [] : [{ what, of, before: known, after: document }]
  })
  if (changes.length > 0) appendStated(book, importId, changes)
}

/** After the import is marked as undone. */
export function putBackStated(book: WritableBook, importId: ImportId): void {
  const changes = statedBy(book, importId)
  if (changes.length === 0) return
  const now = statedIn(book)
  for (const change of changes) {
    const next = nextStated(book, change)
    if (next?.before === change.after) restateBefore(book, next, change.before)
    else if (now.get(keyOf(change))?.document === change.after) putBack(book, change)
  }
}

function putBack(book: WritableBook, { what, of, before }: StatedChange): void {
  const document: unknown = before === null ? null : JSON.parse(before)
  if (what === 'limits') saveHouseholdLimits(book, of as HouseholdId, document === null ? [] : planLimitsShape.parse(document))
  else if (what === 'model') saveModel(book, modelShape.parse(document))
  else if (document === null) dropSettings(book)
  else saveSettings(book, settingsShape.parse(document))
}

function keyOf({ what, of }: Pick<StatedChange, 'what' | 'of'>): string {
  return `${what} ${of}`
}
