/** Schedule D in the form's order beside the carryover worksheet and what the sales do to the year's tax. Unknown is said, never filled in. */
import type { ReactNode } from 'react'
import type { Carryover, ScheduleLine, YearTax, YearView } from '../../../../shared/model/tax-year.ts'
import { counted, exactMoney, signedExactMoney, unknown } from '../../../../shared/present/format.ts'

const sums = new Set(['7', '15', '16', '21', '1040 7a'])

export function ScheduleD({ view }: { view: YearView }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section className="schedule" aria-label="Schedule D and carryovers" tabIndex={0}>
      <div className="schedule-side">
        <FormTable caption={`Schedule D preview, ${view.year}`} lines={view.schedule} />
      </div>
      <div className="schedule-side">
        <SeparateReturns view={view} />
        {view.tax && <TaxTable tax={view.tax} next={view.year + 1} />}
        {view.carryover && <CarryoverTable carryover={view.carryover} next={view.year + 1} />}
        <HandOvers view={view} />
        {!view.tax && <p className="grey">No tax is shown: {view.notices.find(one => one.code.startsWith('no-'))?.what}</p>}
      </div>
    </section>
  )
}

function FormTable({ caption, lines }: { caption: string; lines: readonly ScheduleLine[] }) {
  const blank = (amount: number | null) => (amount === null ? '' : exactMoney(amount))
  return (
    <table className="form-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Line</th>
          <th scope="col">What</th>
          <th scope="col">(d) proceeds</th>
          <th scope="col">(e) basis</th>
          <th scope="col">(g) adjusted</th>
          <th scope="col">(h) gain or loss</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(line => (
          <tr key={line.line} className={sums.has(line.line) ? 'sum' : undefined}>
            <td className="form-line">{line.line}</td>
            <th scope="row">
              {line.what}
              {line.note && <span className="grey small"> {line.note}</span>}
            </th>
            <td>{blank(line.proceeds)}</td>
            <td>{blank(line.basis)}</td>
            <td>{blank(line.adjustment)}</td>
            <td>{line.amount === null ? unknown : signedExactMoney(line.amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function TwoColumns({ caption, head, children }: { caption: string; head: readonly string[]; children: ReactNode }) {
  return (
    <table className="form-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {head.map((name, at) => (
            <th key={name || at} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

const taxLines = [
  ['Taxable income', 'taxable'],
  ['Income tax, by the rate schedule', 'incomeTax'],
  ['At most: ordinary rates on everything (IRC §1(h)(1))', 'regularTax'],
  ['Net investment income tax (IRC §1411)', 'investmentTax'],
  ['State, at the planning rate', 'stateTax'],
  ['Together', 'total'],
] as const

function TaxTable({ tax, next }: { tax: YearTax; next: number }) {
  return (
    <TwoColumns caption="The year's tax without and with these sales" head={['What', 'Without', 'With']}>
      {taxLines.map(([what, key]) => (
        <tr key={key} className={key === 'total' ? 'sum' : undefined}>
          <th scope="row">{what}</th>
          <td>{exactMoney(tax.without[key])}</td>
          <td>{exactMoney(tax.with[key])}</td>
        </tr>
      ))}
      <tr className="sum">
        <th scope="row">The sales cost (or save)</th>
        <td />
        <td>{signedExactMoney(tax.difference)}</td>
      </tr>
      <tr>
        <th scope="row">Loss carried into {next}, in no tax of this year</th>
        <td>{exactMoney(tax.without.carried)}</td>
        <td>{exactMoney(tax.with.carried)}</td>
      </tr>
    </TwoColumns>
  )
}

function CarryoverTable({ carryover, next }: { carryover: Carryover; next: number }) {
  if (carryover.lines.length === 0) return <p>No loss is carried into {next}.</p>
  return (
    <>
      <TwoColumns caption={`Capital Loss Carryover Worksheet, into ${next}`} head={['Line', 'What', 'Amount']}>
        {carryover.lines.map(line => (
          <tr key={line.line} className={line.line === '8' || line.line === '13' ? 'sum' : undefined}>
            <td className="form-line">{line.line}</td>
            <th scope="row">{line.what}</th>
            <td>{exactMoney(line.amount)}</td>
          </tr>
        ))}
      </TwoColumns>
      {carryover.note && <p>{carryover.note}</p>}
    </>
  )
}

function SeparateReturns({ view }: { view: YearView }) {
  if (view.returns.length === 0) return null
  return (
    <TwoColumns
      caption="Separate returns: sales of the book, before carryovers"
      head={['Whose return', 'Short-term', 'Long-term', 'Net', 'Loss it deducts']}
    >
      {view.returns.map(one => (
        <tr key={one.name}>
          <th scope="row">
            {one.name}
            <span className="grey small">
              {' '}
              {counted(one.sales, 'sale')}
              {one.unknown > 0 && `, ${one.unknown} unknown`}
            </span>
          </th>
          <td>{signedExactMoney(one.short)}</td>
          <td>{signedExactMoney(one.long)}</td>
          <td>{signedExactMoney(one.net)}</td>
          <td>{one.lossAllowed === null ? unknown : exactMoney(one.lossAllowed)}</td>
        </tr>
      ))}
    </TwoColumns>
  )
}

function HandOvers({ view }: { view: YearView }) {
  if (view.handOvers.length === 0) return null
  return (
    <TwoColumns caption="Losses handed over between years" head={['Years', 'Worked out', 'Entered', '']}>
      {view.handOvers.map(over => (
        <tr key={over.from}>
          <th scope="row">
            {over.from} into {over.to}
          </th>
          <td>
            short {exactMoney(over.computed.short)}, long {exactMoney(over.computed.long)}
          </td>
          <td>
            short {exactMoney(over.entered.short)}, long {exactMoney(over.entered.long)}
          </td>
          <td>{over.agrees ? 'agree' : 'differ'}</td>
        </tr>
      ))}
    </TwoColumns>
  )
}
