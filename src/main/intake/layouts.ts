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
