/** Model portfolios with their targets, in the order the advisor gave them. */
import type { ModelId } from '../../shared/kernel/id.ts'
import type { ModelPortfolio } from '../../shared/model/book.ts'
import { inserter, type ReadableBook, upsert, type WritableBook } from './database.ts'
import { identifier, integer, text } from './row.ts'

export function listModels(book: ReadableBook): ModelPortfolio[] {
  const targets = new Map<string, ModelPortfolio['targets']>()
  for (const row of book.rows('SELECT * FROM model_targets ORDER BY model, position')) {
    const model = text(row, 'model')
    const target = { security: identifier<'security'>(row, 'security'), weight: integer(row, 'weight'), band: integer(row, 'band') }
    const listed = targets.get(model)
    if (listed) listed.push(target)
    else targets.set(model, [target])
  }
  return book
    .rows('SELECT * FROM models ORDER BY name COLLATE NOCASE, id')
    .map(row => ({ id: identifier<'model portfolio'>(row, 'id'), name: text(row, 'name'), targets: targets.get(text(row, 'id')) ?? [] }))
}

export function findModel(book: ReadableBook, id: ModelId): ModelPortfolio | undefined {
  return listModels(book).find(model => model.id === id)
}

export function saveModel(book: WritableBook, model: ModelPortfolio): void {
  upsert(book, 'models', ['id'], { id: model.id, name: model.name })
  book.run('DELETE FROM model_targets WHERE model = ?', [model.id])
  const write = inserter(book, 'model_targets', ['model', 'position', 'security', 'weight', 'band'])
  for (const [position, target] of model.targets.entries()) write(model.id, position, target.security, target.weight, target.band)
}
