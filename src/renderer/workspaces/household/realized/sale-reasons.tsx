/** What stands behind the sale in focus: whether it is final, why custodian and return differ, which box takes it. */
import type { HouseholdId } from '../../../../shared/kernel/id.ts'
import type { YearRow } from '../../../../shared/model/tax-year.ts'
import { date, exactMoney, sharesHeld } from '../../../../shared/present/format.ts'
import { LineageLink } from '../lineage/link.tsx'

export function SaleReasons({ household, row }: { household: HouseholdId; row: YearRow }) {
  const washed = row.disallowed > 0 ? washedWords(row) : 'nothing disallowed'
  return (
    <section className="panel sale-reasons" aria-label={`Behind ${row.symbol} sold ${date(row.sold)}`}>
      <div className="line between">
        <h2>
          {sharesHeld(row.shares)} {row.symbol}, sold {date(row.sold)} in {row.accountName}
        </h2>
        {row.lot !== null && <LineageLink household={household} lot={row.lot} of={`the lot of ${row.symbol} sold ${date(row.sold)}`} />}
      </div>
      <dl className="facts left">
        <dt>Wash sale</dt>
        <dd>{washed}</dd>
        <dt>Final</dt>
        <dd>{[row.provisional?.why, row.undecidedWhy].filter(Boolean).join('; ') || finalWords(row)}</dd>
        <dt>Against the custodian</dt>
        <dd>{row.differenceWhy.length === 0 ? agreement(row) : row.differenceWhy.join('; ')}</dd>
        <dt>Form 8949</dt>
        <dd>{row.box === null ? row.boxWhy : `box ${row.box}: ${row.boxWhy}`}</dd>
      </dl>
    </section>
  )
}

function washedWords({ disallowed, deferred, permanent, permanentWhy }: YearRow): string {
  if (permanent === 0) return `${exactMoney(disallowed)} disallowed and moved into the replacement's basis (IRC §1091(d))`
  if (deferred === 0) return `${exactMoney(permanent)} is a permanent loss: ${permanentWhy}`
  return `${exactMoney(deferred)} moved into the replacement's basis, ${exactMoney(permanent)} a permanent loss: ${permanentWhy}`
}

function finalWords(row: YearRow): string {
  return row.recognized === null ? 'unknown: the basis is not in the records' : 'yes, on the records'
}

function agreement(row: YearRow): string {
  if (row.difference === null) return 'unknown: no custodian figure to hold it against'
  return row.reported === null ? "equal to what a broker's rules give" : "equal to the custodian's file"
}
