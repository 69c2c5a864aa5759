/** One scenario year by year: its figures, the lots it sells and what it buys; this year can be taken over as the ordinary plan. */
import { useState } from 'react'
import type { TransitionScenario, TransitionYear } from '../../../../shared/model/transition.ts'
import { basisPoints, counted, date, money, shareCount, signedMoney } from '../../../../shared/present/format.ts'
import { Button } from '../../../parts/button.tsx'
import { Status } from '../../../parts/status.tsx'
import { Tabs } from '../../../parts/tabs.tsx'

interface YearsOfProps {
  readonly scenario: TransitionScenario
  /** More than one account: each order names its own. */
  readonly several: boolean
  /** Of an older book: shown, not acted on. */
  readonly stale: boolean
  readonly onTake: () => void
}

export function YearsOf({ scenario, several, stale, onTake }: YearsOfProps) {
  const { title, words, proof, check, years, first } = scenario
  const [at, setAt] = useState('0')
  const year = years[Number(at)] ?? years[0]
  if (year === undefined) return null
  const idle = (years[0]?.sales.length ?? 0) + (years[0]?.purchases.length ?? 0) === 0
  return (
    <section className="years-of" aria-label={`${title}, year by year`}>
      <header className="line between">
        <div>
          <h3>{title}</h3>
          <p className="grey small">
            {words} {proof}
          </p>
          <p className="small">
            <Status
              tone={check.checked === 'good' ? 'ready' : 'blocked'}
              word={check.checked === 'good' ? 'checked independently' : 'refused by the check'}
            />{' '}
            {check.words}
          </p>
        </div>
        <Button
          look="strong"
          icon="rebalance"
          disabled={first === null || stale}
          tip={
            stale
              ? 'The book moved since: plan the years again'
              : first === null
                ? 'This year could not be planned'
                : 'Solves this year again as the ordinary plan, with its proof and tickets'
          }
          onPress={onTake}
        >
          {idle ? 'Take year one: it rests' : 'Take year one'}
        </Button>
      </header>
      <Tabs
        label="Years"
        current={years[Number(at)] ? at : '0'}
        onChoose={setAt}
        tabs={years.map((each, index) => ({ key: String(index), label: `${each.year}`, count: each.sales.length + each.purchases.length }))}
      >
        <OneYear year={year} several={several} />
      </Tabs>
    </section>
  )
}

interface OneYearProps {
  readonly year: TransitionYear
  readonly several: boolean
}

function OneYear({ year, several }: OneYearProps) {
  return (
    <>
      <p className="small years-facts">
        {date(year.date)} · {year.words} {year.budget === null ? '' : `Budget ${money(year.budget)}. `}
        Short-term {signedMoney(year.short)}, long-term {signedMoney(year.long)}, est. tax added {signedMoney(year.tax)}, cost{' '}
        {money(year.cost)}, tracking error {basisPoints(Math.round(year.trackingError / 100) * 100)}; gain left {signedMoney(year.embedded)}
        .
        {year.carriedShort + year.carriedLong > 0 &&
          ` Losses carried on: ${money(year.carriedShort)} short, ${money(year.carriedLong)} long.`}
        {year.table !== year.year && ` Reckoned by the table of ${year.table}.`}
      </p>
      {year.sales.length + year.purchases.length === 0 ? (
        <p className="grey">Nothing is traded.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="years-scroll" tabIndex={0} aria-label={`Trades of ${year.year}`}>
          <Trades year={year} several={several} />
        </section>
      )}
    </>
  )
}

function Trades({ year: { year, sales, purchases }, several }: OneYearProps) {
  return (
    <table className="years-table">
      <caption className="hidden-label">
        {counted(sales.length, 'lot')} sold and {counted(purchases.length, 'purchase')} in {year}
      </caption>
      <thead>
        <tr>
          {['Order', ...(several ? ['Account'] : []), 'Lot of', 'Term', 'Shares', 'Est. amount', 'Est. gain'].map(head => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sales.map(({ accountName, lot, symbol, acquired, term, shares, proceeds, gain }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lots bought in the plan have no name of their own
          <tr key={`${lot} ${at}`}>
            <th scope="row">Sell {symbol}</th>
            {several && <td className="name">{accountName}</td>}
            <td>{lot === null ? 'bought in the plan' : acquired === null ? 'unknown' : date(acquired)}</td>
            <td>{term === null ? 'no gain' : term}</td>
            <td>{shareCount(shares)}</td>
            <td>{money(proceeds)}</td>
            <td>{signedMoney(gain)}</td>
          </tr>
        ))}
        {purchases.map(({ account, accountName, security, symbol, shares, amount }) => (
          <tr key={`${account} ${security}`}>
            <th scope="row">Buy {symbol}</th>
            {several && <td className="name">{accountName}</td>}
            <td />
            <td />
            <td>{shareCount(shares)}</td>
            <td>{money(amount)}</td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  )
}
