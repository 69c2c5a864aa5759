/** What stands behind the plan: cash by date, lots that stay and why, trades that do not pay, what must not be bought, what is simplified. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Proposal } from '../../../shared/model/proposal.ts'
import { riskSentences } from '../../../shared/present/plan-words.ts'
import { GiftInKind } from './as-one.tsx'
import { CashByDatePanel } from './cash-by-date.tsx'
import { Unsold } from './unsold.tsx'

interface BehindProps {
  readonly shown: Proposal
  readonly household: HouseholdId
  readonly asOf: CivilDate
}

export function Behind({ shown, household, asOf }: BehindProps) {
  const dropped = shown.accounts.flatMap(({ accountName, dropped: own }) => own.map(one => ({ ...one, accountName })))
  const notes = [...new Set([...shown.notes, ...shown.accounts.flatMap(account => account.notes)])]
  const several = shown.accounts.length > 1
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard
    <section className="panel behind" aria-label="Behind the plan" tabIndex={0}>
      <CashByDatePanel shown={shown} />
      <GiftInKind gift={shown.gift} />
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
      <Sentences title="What the risk rests on" list={riskSentences(shown.risk)} />
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
