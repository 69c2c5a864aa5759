/** What this program is, what it runs on, and where the tax figures come from. */

import { date } from '../../../shared/present/format.ts'
import { useSession } from '../../desk/session.tsx'

interface TableFacts {
  readonly year: number
  readonly source: string
  readonly effective: string
}

/** The same files main reads, for their words only. */
const tables = Object.values(import.meta.glob<TableFacts>('../../../../resources/tax/20*.json', { eager: true, import: 'default' }))

export function About() {
  const { info, asOf } = useSession()
  const shown = tables.filter(table => info.taxYears.includes(table.year)).sort((a, b) => b.year - a.year)
  return (
    <div className="stack">
      <section className="panel" aria-labelledby="program">
        <h2 id="program">Lotwright {info.version}</h2>
        <p className="grey">
          Works on this machine alone: it opens no connection, sends nothing and asks nobody. It proposes; it places no orders. It is not
          tax advice: a wash sale depends on facts no file shows, such as accounts held elsewhere.
        </p>
        <dl className="facts left">
          <dt>Engine</dt>
          <dd>{info.engine}</dd>
          <dt>Runs on</dt>
          <dd>
            {{ electron: 'its own window', loopback: 'a browser on this machine', test: 'a test' }[info.host]}, Node {info.node}, SQLite{' '}
            {info.sqlite}
          </dd>
          <dt>Book</dt>
          <dd>{info.book}</dd>
          <dt>Day</dt>
          <dd>{date(asOf)}</dd>
        </dl>
      </section>
      <section className="panel" aria-labelledby="tables">
        <h2 id="tables">Federal tax tables</h2>
        <dl className="facts left">
          {shown.map(table => (
            <div key={table.year} className="fact-pair">
              <dt>{table.year}</dt>
              <dd>
                {table.source} <span className="grey">Effective {date(table.effective)}.</span>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="panel" aria-labelledby="law">
        <h2 id="law">The law it follows</h2>
        <p className="grey">
          Lots and methods: IRC §1012, Reg. §1.1012-1. Holding period: IRC §1222, §1223. Rates: IRC §1(h), §1(j), §1411. Losses: IRC
          §1211(b), §1212(b). Wash sales: IRC §1091, Reg. §1.1091-1 and -2, Rev. Rul. 2008-5, IRS Publication 550. Every figure opens its
          own trail with the rule behind it.
        </p>
      </section>
    </div>
  )
}
