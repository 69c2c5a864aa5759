/** Model portfolios with their lines, members and mapped holdings, in the order the advisor gave them. What a line does not have is left out, so that plain lines read as they always did. */
import type { ModelId } from '../../shared/kernel/id.ts'
import type { ModelPortfolio } from '../../shared/model/book.ts'
import { taxTypes } from '../../shared/model/lists.ts'
import type { Member, ModelLine } from '../../shared/model/model-line.ts'
import { inserter, type ReadableBook, type Row, upsert, type WritableBook } from './database.ts'
import { flag, identifier, integer, maybeText, maybeWord, text, word } from './row.ts'

export function listModels(book: ReadableBook): ModelPortfolio[] {
  const members = byLine(book, 'model_members', memberOf)
  const mapped = byLine(book, 'model_mapped', row => ({ security: identifier<'security'>(row, 'security'), reason: text(row, 'reason') }))
  const targets = new Map<string, ModelPortfolio['targets']>()
  for (const row of book.rows('SELECT * FROM model_targets ORDER BY model, position')) {
    const [model, line] = [text(row, 'model'), lineOf(row)]
    const [kept, counted] = [members.get(keyOf(row)), mapped.get(keyOf(row))]
    const target = { ...line, ...(kept ? { members: kept } : {}), ...(counted ? { mapped: counted } : {}) }
    const listed = targets.get(model)
    if (listed) listed.push(target)
    else targets.set(model, [target])
  }
  return book
    .rows('SELECT * FROM models ORDER BY name COLLATE NOCASE, id')
    .map(row => ({ id: identifier<'model portfolio'>(row, 'id'), name: text(row, 'name'), targets: targets.get(text(row, 'id')) ?? [] }))
}

function keyOf(row: Row): string {
  return `${text(row, 'model')}\n${integer(row, 'position')}`
}

function byLine<Part>(book: ReadableBook, table: 'model_members' | 'model_mapped', read: (row: Row) => Part): Map<string, Part[]> {
  const rows = Map.groupBy(book.rows(`SELECT * FROM ${table} ORDER BY model, position, place`), keyOf)
  return new Map([...rows].map(([key, own]) => [key, own.map(read)]))
}

function lineOf(row: Row): ModelLine {
  const [kind, of, name] = [
    maybeWord<NonNullable<ModelLine['counts']>['kind']>(row, 'counts_kind'),
    maybeText(row, 'counts_of'),
    maybeText(row, 'name'),
  ]
  return {
    security: identifier<'security'>(row, 'security'),
    weight: integer(row, 'weight'),
    band: integer(row, 'band'),
    ...(kind === null || of === null ? {} : { counts: { kind, of } }),
    ...(name === null ? {} : { name }),
  }
}

function memberOf(row: Row): Member {
  return { security: identifier(row, 'security'), role: word(row, 'role'), taxTypes: taxTypes.filter(type => flag(row, type)) }
}

export function findModel(book: ReadableBook, id: ModelId): ModelPortfolio | undefined {
  return listModels(book).find(model => model.id === id)
}

export function saveModel(book: WritableBook, model: ModelPortfolio): void {
  upsert(book, 'models', ['id'], { id: model.id, name: model.name })
  for (const table of ['model_members', 'model_mapped', 'model_targets']) book.run(`DELETE FROM ${table} WHERE model = ?`, [model.id])
  const write = inserter(book, 'model_targets', ['model', 'position', 'security', 'weight', 'band', 'counts_kind', 'counts_of', 'name'])
  const writeMember = inserter(book, 'model_members', ['model', 'position', 'place', 'security', 'role', ...taxTypes])
  const writeMapped = inserter(book, 'model_mapped', ['model', 'position', 'place', 'security', 'reason'])
  for (const [position, { security, weight, band, counts, name, members, mapped }] of model.targets.entries()) {
    write(model.id, position, security, weight, band, counts?.kind ?? null, counts?.of ?? null, name ?? null)
    for (const [place, member] of (members ?? []).entries()) {
      const here = taxTypes.map(type => (member.taxTypes.includes(type) ? 1 : 0))
      writeMember(model.id, position, place, member.security, member.role, ...here)
    }
    for (const [place, each] of (mapped ?? []).entries()) writeMapped(model.id, position, place, each.security, each.reason)
  }
}
