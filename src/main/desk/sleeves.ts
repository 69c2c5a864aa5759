/** What is checked before the sleeves of an account, or one model for a household, are saved: parts that sum, models and securities that the book has. */
import type { ModelId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { Account, Household } from '../../shared/model/book.ts'
import type { Sleeve } from '../../shared/model/sleeve.ts'
import { sleeveTrouble } from '../../shared/model/sleeve-rules.ts'
import { findModel } from '../store/models.ts'
import { findSecurity } from '../store/securities.ts'
import type { DeskContext } from './context.ts'

export function checkedHousehold<Given extends { readonly model?: Household['model'] | undefined }>(
  context: DeskContext,
  given: Given,
): Given {
  if (given.model != null) requireModel(context, given.model)
  return given
}

export function checkedSleeves<Given extends { readonly sleeves?: Account['sleeves'] | undefined }>(
  context: DeskContext,
  given: Given,
): Given {
  const { sleeves } = given
  if (sleeves === undefined) return given
  const [trouble] = sleeveTrouble(sleeves)
  if (trouble !== undefined)
    throw wrong(trouble, 'Correct the sleeves: their parts sum to 100 %, each has a name of its own and a model or a pinned holding.')
  for (const sleeve of sleeves) requireParts(context, sleeve)
  return given
}

function requireParts(context: DeskContext, { name, model, pinned }: Sleeve): void {
  if (model !== null) requireModel(context, model)
  for (const security of pinned ?? [])
    if (!findSecurity(context.store.book, security))
      throw wrong(`${name} pins a security that the book does not have.`, 'Choose it among those of the household.')
}

function requireModel({ store }: DeskContext, model: ModelId): void {
  if (!findModel(store.book, model))
    throw wrong('The book has no such model portfolio.', 'Choose one of the list, or save the model first.')
}

function wrong(what: string, remedy: string): Refused {
  return new Refused({ code: 'input/field', what, where: 'sleeves', remedy })
}
