/** Columns of a mapped file of trades that few custodians have: what corporate actions, fills of one order and sales with a method of their own state. */
import { reliefMethods } from '../../../shared/model/book.ts'
import { type Beside, nothingBeside } from '../actions.ts'
import type { Findings } from '../findings.ts'
import type { Row } from '../layout.ts'
import { basisPart, type CellKind, type CellValue, choice, isBad, priceCell, ratio, symbol, text } from '../template/cells.ts'

const kinds: Readonly<Record<keyof Beside, CellKind>> = {
  ratio,
  counter: symbol,
  counterPrice: priceCell,
  allocation: basisPart,
  orderGroup: text(60),
  method: choice(reliefMethods),
}

/** null: the mapping names no such column. undefined: a cell of one cannot be read, and an issue says why. */
export function readBeside(findings: Findings, row: Row, columnOf: (field: string) => number): Beside | null | undefined {
  const values: Record<string, CellValue> = { ...nothingBeside, ratio: null }
  let stands = true
  let mapped = false
  for (const [field, kind] of Object.entries(kinds)) {
    const at = columnOf(field)
    if (at < 0) continue
    mapped = true
    const cell = (row.cells[at] ?? '').trim()
    if (cell === '') continue
    const read = kind.read(field === 'ratio' ? cell.replace(/^(\d+)\s*[:/]\s*(\d+)$/, '$1 for $2') : cell)
    if (isBad(read)) {
      findings.issues.stop('unreadable', row.line, findings.title(at), read.what, read.remedy)
      stands = false
    } else values[field] = read.value
  }
  if (!stands) return undefined
  if (!mapped) return null
  const counts = /^(\d+) for (\d+)$/.exec(String(values.ratio ?? ''))
  return { ...(values as unknown as Beside), ratio: counts === null ? null : [Number(counts[1]), Number(counts[2])] }
}
