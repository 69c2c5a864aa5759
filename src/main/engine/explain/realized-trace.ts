/** The trail of the year so far: sale by sale, to the line of the file or the ledger entry. */
import { addCents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { Term } from '../../../shared/model/ledger.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { date, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import { enteredResults, type RealizedLine, realizedLines } from '../standing/realized.ts'
import type { Standing } from '../standing/standing.ts'
import { sourceOf } from '../ticket/order.ts'
import { step } from './step.ts'

export function realizedSide(standing: Standing, term: Term): Trace {
  const lines = linesOf(standing).filter(line => line.term === term && line.recognized !== null)
  const profile = standing.snapshot.taxProfile
  const other = enteredResults(profile?.year === standing.realized.year ? profile : null)[term]
  const total = addCents(other, sumCents(lines.map(line => line.recognized ?? noCents)))
  const elsewhere = other === 0 ? [] : [step('Realized elsewhere', exactMoney(other), { source: `entered by ${profile?.author ?? ''}` })]
  return step(term === 'short' ? 'Realized short-term' : 'Realized long-term', exactMoney(total), {
    formula: 'proceeds − basis + disallowed loss, summed over the sales of the year',
    rule: 'IRC §1001, §1091, §1222',
    inputs: [...lines.map(line => lineTrace(standing, line)), ...elsewhere],
  })
}

export function disallowedTrace(standing: Standing, permanent: boolean): Trace {
  const amount = (line: RealizedLine) => (permanent ? line.permanent : line.disallowed)
  const lines = linesOf(standing).filter(line => amount(line) !== 0)
  return step(permanent ? 'Lost for good this year' : 'Disallowed this year', exactMoney(sumCents(lines.map(amount))), {
    rule: permanent ? 'Rev. Rul. 2008-5' : 'IRC §1091(a)',
    inputs: lines.map(line => lineTrace(standing, line)),
  })
}

function linesOf(standing: Standing): RealizedLine[] {
  return realizedLines(standing.snapshot, standing.projection)
}

function lineTrace(standing: Standing, line: RealizedLine): Trace {
  const row = line.custodian ?? line.ledger
  if (row === null) throw new Error('a realized line has a row behind it')
  const sold = line.custodian?.closed ?? line.ledger?.sold ?? standing.asOf
  const label = `${standing.securityOf(row.security).symbol}, ${sharesHeld(row.shares)}, sold ${date(sold)}`
  return step(label, exactMoney(line.recognized), {
    formula: 'proceeds − basis + disallowed loss',
    source: line.custodian ? sourceOf(line.custodian.source) : entrySource(standing, line),
    inputs: [
      step('Proceeds', exactMoney(row.proceeds)),
      step('Basis', exactMoney(row.basis)),
      ...(line.basisMore === 0
        ? []
        : [step('Losses of other accounts in the basis', exactMoney(line.basisMore), { rule: 'IRC §1091(d)' })]),
      ...(line.disallowed === 0 ? [] : [step('Disallowed loss', exactMoney(line.disallowed), { rule: 'IRC §1091(a)' })]),
      ...(line.permanent === 0 ? [] : [step('of it lost for good', exactMoney(cents(line.permanent)), { rule: 'Rev. Rul. 2008-5' })]),
    ],
  })
}

function entrySource(standing: Standing, line: RealizedLine): string {
  const entry = standing.snapshot.entries.find(one => one.id === line.ledger?.sale)
  return entry ? sourceOf(entry.source) : 'ledger'
}
