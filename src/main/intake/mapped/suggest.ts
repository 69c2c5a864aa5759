/** A first guess at a mapping from the header's words, for a person to look over; it is never used without being looked over. */
import type { Mapping } from '../../../shared/model/import-batch.ts'
import { headerWord } from '../header.ts'
import { fieldsOf } from './fields.ts'

type Suggestion = Pick<Mapping, 'kind' | 'columns'>

function columnsFor(kind: Mapping['kind'], header: readonly string[]): Record<string, string> {
  const words = header.map(headerWord)
  const columns: Record<string, string> = {}
  const taken = new Set<number>()
  for (const { field, words: known } of fieldsOf[kind]) {
    const at = known.map(word => words.indexOf(word)).find(index => index >= 0 && !taken.has(index))
    if (at === undefined) continue
    taken.add(at)
    columns[field] = header[at] ?? ''
  }
  return columns
}

function missing(kind: Mapping['kind'], columns: Readonly<Record<string, string>>): number {
  return fieldsOf[kind].filter(({ field, needed }) => needed && columns[field] === undefined).length
}

/** The kind of file the header looks most like, with the columns found; undefined where nothing fits. */
export function suggestMapping(header: readonly string[]): Suggestion | undefined {
  const candidates = (['lots', 'trades', 'positions'] as const).map(kind => {
    const columns = columnsFor(kind, header)
    return { kind, columns, missing: missing(kind, columns), found: Object.keys(columns).length }
  })
  const best = candidates.toSorted((a, b) => a.missing - b.missing || b.found - a.found)[0]
  return best && best.found >= 2 ? { kind: best.kind, columns: best.columns } : undefined
}

/** The row of a file that most looks like a header, for showing and for suggesting. */
export function likelyHeader(head: readonly { readonly cells: readonly string[] }[]): readonly string[] {
  let best: readonly string[] = head[0]?.cells ?? []
  let most = 1
  for (const { cells } of head) {
    const found = Object.keys(suggestMapping(cells)?.columns ?? {}).length
    if (found > most) {
      most = found
      best = cells
    }
  }
  return best
}
