/** Every layout the desk recognises by itself, the more particular before the more general. One file each; the template is our own. */
import { fidelityClosedLots } from './fidelity/closed-lots.ts'
import { fidelityHistory } from './fidelity/history.ts'
import { fidelityPositions } from './fidelity/positions.ts'
import type { FileContext, Layout, Row } from './layout.ts'
import { schwabLotDetails } from './schwab/lot-details.ts'
import { schwabPositions2021 } from './schwab/positions-2021.ts'
import { schwabPositions2025 } from './schwab/positions-2025.ts'
import { schwabRealizedLots } from './schwab/realized-lots.ts'
import { schwabRealizedSummary } from './schwab/realized-summary.ts'
import { schwabTransactions } from './schwab/transactions.ts'
import { templateLayout } from './template/read.ts'

export const layouts: readonly Layout[] = [
  templateLayout,
  schwabLotDetails,
  schwabPositions2025,
  schwabPositions2021,
  schwabTransactions,
  schwabRealizedLots,
  schwabRealizedSummary,
  fidelityPositions,
  fidelityClosedLots,
  fidelityHistory,
]

export function recognise(head: readonly Row[], context: FileContext): Layout | undefined {
  return layouts.find(layout => layout.recognises(head, context))
}

/** A header that is a known one but for a few columns: most of them are there. */
const mostMissing = 3

interface NearLayout {
  readonly name: string
  readonly line: number
  readonly missing: readonly string[]
}

/** The layout whose header the file nearly has, so that an edited export can be told from an unknown one. */
export function nearest(head: readonly Row[]): NearLayout | undefined {
  const near = layouts.flatMap(({ name, columns }) =>
    head.flatMap(({ line, cells }) => {
      const missing = columns?.missingIn(cells) ?? []
      const found = (columns?.count ?? 0) - missing.length
      return missing.length > 0 && missing.length <= mostMissing && found > missing.length ? [{ name, line, missing, found }] : []
    }),
  )
  return near.toSorted((a, b) => a.missing.length - b.missing.length || b.found - a.found)[0]
}
