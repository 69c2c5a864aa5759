/** What stands behind the plan: what limits it and what more room would bring, lots that stay and why, trades that do not pay, what must not be bought, what is simplified. */
import { useState } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Proposal, ProposalAccount } from '../../../shared/model/proposal.ts'
import { counted, date, sharesHeld, signedMoney } from '../../../shared/present/format.ts'
import { termWord } from '../../../shared/present/words.ts'
import { Button } from '../../parts/button.tsx'
import { FigureValue } from '../../parts/figure.tsx'
import { GiftInKind } from './as-one.tsx'
import { CashByDatePanel } from './cash-by-date.tsx'
import { lotTrail } from './trails.ts'
import { scoreInWords } from './words.ts'

interface BehindProps {
  readonly shown: Proposal
  readonly household: HouseholdId
  readonly asOf: CivilDate
}

export function Behind({ shown, household, asOf }: BehindProps) {
  const limits = [
    ...(shown.joint?.limits ?? []).map(limit => ({ accountName: shown.householdName, ...limit })),
    ...shown.accounts.flatMap(({ accountName, limits: own }) => own.map(limit => ({ accountName, ...limit }))),
  ]
  const dropped = shown.accounts.flatMap(({ accountName, dropped: own }) => own.map(one => ({ ...one, accountName })))
  const notes = [...new Set([...shown.notes, ...shown.accounts.flatMap(account => account.notes)])]
  const several = shown.accounts.length > 1
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard
    <section className="panel behind" aria-label="Behind the plan" tabIndex={0}>
      <CashByDatePanel shown={shown} />
      <GiftInKind gift={shown.gift} />
      <h2>What limits it</h2>
      {limits.length === 0 ? (
        <p className="grey small">No limit stands in the way of a better plan.</p>
      ) : (
        <p className="grey small">{scoreInWords}</p>
      )}
      <ul>
        {limits.map(({ accountName, limit, words }) => (
          <li key={`${accountName} ${limit}`}>
            {words} {several && <span className="grey small">{accountName}</span>}
          </li>
        ))}
      </ul>
      <Unsold shown={shown} household={household} asOf={asOf} />
      {dropped.length > 0 && (
        <>
          <h2>Trades that do not pay</h2>
          <ul>
            {dropped.map(({ accountName, security, symbol, words }) => (
              <li key={`${accountName} ${security}`}>
                {words ?? `${symbol}: too small to pay once it is whole shares.`}{' '}
                {several && <span className="grey small">{accountName}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      <Sentences title="Do not buy" list={shown.bars} />
      <Sentences title="What the costs rest on" list={shown.costNotes ?? []} />
      <Sentences title="What is simplified" list={notes} />
      <p className="grey small">{shown.order}</p>
    </section>
  )
}

function Sentences({ title, list }: { title: string; list: readonly string[] }) {
  if (list.length === 0) return null
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {list.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  )
}

const shownAtFirst = 12

function Unsold({ shown, household, asOf }: BehindProps) {
  const [all, setAll] = useState(false)
  const lots = shown.accounts.flatMap(account => account.unsold.map(lot => ({ ...lot, account })))
  if (lots.length === 0) return null
  return (
    <>
      <h2>Lots that stay</h2>
      <ul>
        {(all ? lots : lots.slice(0, shownAtFirst)).map(({ account, ...lot }) => (
          <UnsoldLot key={`${account.account} ${lot.lot}`} lot={lot} account={account} household={household} asOf={asOf} />
        ))}
      </ul>
      {!all && lots.length > shownAtFirst && (
        <Button look="plain" onPress={() => setAll(true)}>
          {`All ${counted(lots.length, 'lot')}`}
        </Button>
      )}
    </>
  )
}

interface UnsoldLotProps {
  readonly lot: ProposalAccount['unsold'][number]
  readonly account: ProposalAccount
  readonly household: HouseholdId
  readonly asOf: CivilDate
}

function UnsoldLot({ lot, account, household, asOf }: UnsoldLotProps) {
  const trail = lotTrail(household, asOf, lot.lot)
  // the trail is of the whole lot: what is left of one has no trail of its own
  const inPart = account.trades.some(trade => trade.lots.some(sold => sold.lot === lot.lot))
  const name = `${lot.symbol} of ${date(lot.acquired)}`
  return (
    <li>
      <span className="unsold-head">
        <strong>{lot.symbol}</strong> {sharesHeld(lot.shares)} · acquired {date(lot.acquired)} · {termWord(lot.term)} ·{' '}
        <FigureValue
          label={`Gain or loss of ${name}`}
          value={lot.gain === null ? 'gain unknown' : signedMoney(lot.gain)}
          trail={inPart ? null : trail('gain')}
        />
      </span>
      <span className="grey small">
        {lot.why} {account.accountName}
      </span>
    </li>
  )
}
