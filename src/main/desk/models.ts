/** Models as they are edited: what may be chosen, what is wrong with a draft, and the refusal of one that must not be saved. */
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { ModelPortfolio } from '../../shared/model/book.ts'
import { sizeFactors } from '../../shared/model/lists.ts'
import type { ModelProblem } from '../../shared/model/model-view.ts'
import { checkModel, type KnownSecurities, sumInWords } from '../engine/model/check-model.ts'
import type { ReadableBook } from '../store/database.ts'
import { latestPrices } from '../store/prices.ts'
import { listSecurities } from '../store/securities.ts'
import type { DeskContext } from './context.ts'

type Given<Name extends keyof typeof methods> = z.output<(typeof methods)[Name]['input']>

export function modelHandlers(context: DeskContext) {
  return {
    'model.choices': () => {
      const securities = listSecurities(context.store.book)
      const words = (of: (security: (typeof securities)[number]) => string | null) =>
        [...new Set(securities.flatMap(security => of(security) ?? []))].sort()
      return {
        securities: securities.map(({ id, symbol, name, assetClass }) => ({ id, symbol, name, assetClass })),
        assetClasses: words(({ assetClass }) => assetClass),
        sectors: words(({ sector }) => sector),
        factors: Object.keys(sizeFactors),
      }
    },
    'model.check': ({ name, weights, targets }: Given<'model.check'>) => ({
      sum: sumInWords(weights),
      problems: targets === null ? [] : checkModel({ name, targets }, knownSecurities(context)),
    }),
  }
}

function knownSecurities({ store, today }: DeskContext): KnownSecurities {
  const priced = new Set(latestPrices(store.book, today()).flatMap(({ security, price }) => (price > 0 ? [security] : [])))
  return { securities: listSecurities(store.book), isPriced: security => priced.has(security) }
}

/** The first thing that stops it is refused; what is to be looked at does not. */
export function checkedModel(context: DeskContext, model: Given<'model.save'>): Given<'model.save'> {
  const first = checkModel(model, knownSecurities(context)).find(({ weight }) => weight === 'stop')
  if (first === undefined) return model
  const { what, where, remedy } = first
  throw new Refused({ code: 'input/field', what, where, remedy })
}

/** What is to be looked at in a model of an imported file and does not stop it, as the editor would say it. */
export function modelWarnings(book: ReadableBook, model: ModelPortfolio, day: CivilDate): ModelProblem[] {
  const priced = new Set(latestPrices(book, day).flatMap(({ security, price }) => (price > 0 ? [security] : [])))
  const known = { securities: listSecurities(book), isPriced: (security: SecurityId) => priced.has(security) }
  return checkModel(model, known).filter(({ weight }) => weight === 'warning')
}

/** What stops a model of an imported file; its prices may still be on their way. */
export function modelTrouble(book: ReadableBook, model: ModelPortfolio): ModelProblem[] {
  const known = { securities: listSecurities(book), isPriced: () => true }
  return checkModel(model, known).filter(({ weight }) => weight === 'stop')
}
