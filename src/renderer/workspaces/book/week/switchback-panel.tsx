/** The two sides of one switchback beside each other, with what follows from each in sentences. */
import type { Switchback } from '../../../../shared/model/week.ts'
import { date, money, roughBasisPoints, shareCount, signedMoney } from '../../../../shared/present/format.ts'
import { Button } from '../../../parts/button.tsx'
import { Status } from '../../../parts/status.tsx'
import { switchbackStates } from './switchback-columns.ts'

interface PanelProps {
  readonly row: Switchback
  readonly onKeep: () => void
  readonly onSwitch: () => void
  /** The basket is read: a sale can be put into it. */
  readonly ready: boolean
}

export function SwitchbackPanel({ row, onKeep, onSwitch, ready }: PanelProps) {
  const { held, sold, keep, switchBack, decision } = row
  const isKept = decision?.mark === 'keep'
  return (
    <aside className="panel preview" aria-label="Keep or switch back">
      <h2>
        {held.symbol} for {sold.symbol}
      </h2>
      <div className="line">
        <Status {...switchbackStates[row.state]} />
        <span className="grey">
          sold {date(row.soldOn)} at a loss of {money(row.loss)}
        </span>
      </div>
      <div className="line wrap">
        <Button keys="K" onPress={onKeep}>
          {isKept ? 'Take the decision back (K)' : `Keep ${held.symbol} (K)`}
        </Button>
        <Button
          look="strong"
          icon="harvest"
          keys="B"
          disabled={!ready || switchBack.barred.length > 0}
          tip={switchBack.barred[0]}
          onPress={onSwitch}
        >
          Switch back: to the basket (B)
        </Button>
      </div>
      <p>
        {row.accountName} holds {shareCount(row.shares)} sh of {held.name}, worth {money(row.value)}, in place of {sold.name}.
      </p>
      <Sides row={row} />
      <Words title={`Keep ${held.symbol}`} words={keep.words} />
      <Words title={`Switch back to ${sold.symbol}`} words={[...switchBack.barred, ...switchBack.words]} />
      {decision && (
        <p>
          {isKept ? 'Kept' : 'Open again'} by {decision.who} on {date(decision.asOf)}: {decision.why}
        </p>
      )}
    </aside>
  )
}

function Sides({ row: { keep, switchBack, sold } }: { row: Switchback }) {
  const lines = [
    ['Tax of this year', signedMoney(keep.tax), signedMoney(switchBack.tax)],
    ['Short-term result', money(0), signedMoney(switchBack.gainShort)],
    ['Long-term result', money(0), signedMoney(switchBack.gainLong)],
    ...(switchBack.washed > 0 ? [['Losses washed', money(0), money(switchBack.washed)]] : []),
    ['Loss carried on', money(0), signedMoney(switchBack.carried)],
    ['Cost of trading', money(keep.cost), money(switchBack.cost)],
    ['Tracking error', roughBasisPoints(keep.trackingError), roughBasisPoints(switchBack.trackingError)],
    ['Buys', 'nothing', `${shareCount(switchBack.buys)} sh of ${sold.symbol}`],
    ['Cash left', money(0), money(switchBack.cashLeft)],
  ]
  return (
    <table className="two-sides">
      <caption className="hidden-label">Both sides of the choice, estimated</caption>
      <thead>
        <tr>
          <th scope="col">est.</th>
          <th scope="col">Keep</th>
          <th scope="col">Switch back</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([label, kept, switched]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{kept}</td>
            <td>{switched}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Words({ title, words }: { title: string; words: readonly string[] }) {
  return (
    <section>
      <h3>{title}</h3>
      {words.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  )
}
