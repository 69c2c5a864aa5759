/** Lots that stay, with the rule that holds each; on demand every single change that would let it in, found by solving again, with progress and a stop. */
import { useState } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { LotEntry } from '../../../shared/model/plan-explained.ts'
import type { Proposal, ProposalAccount } from '../../../shared/model/proposal.ts'
import { counted, date, sharesHeld, signedMoney } from '../../../shared/present/format.ts'
import { firstUnsold } from '../../../shared/present/plan-words.ts'
import { termWord } from '../../../shared/present/words.ts'
import { useJob } from '../../desk/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Progress, RefusalBanner } from '../../parts/faces.tsx'
import { FigureValue } from '../../parts/figure.tsx'
import { lotTrail } from './trails.ts'

interface UnsoldProps {
  readonly shown: Proposal
  readonly household: HouseholdId
  readonly asOf: CivilDate
}

export function Unsold({ shown, household, asOf }: UnsoldProps) {
  const [all, setAll] = useState(false)
  const entries = useEntries(shown)
  const lots = shown.accounts.flatMap(account => account.unsold.map(lot => ({ ...lot, account })))
  if (lots.length === 0) return null
  const listed = all ? lots : firstUnsold(lots)
  // of a lot sold in part something is in already
  const open = listed.filter(({ account, lot }) => !isSoldInPart(account, lot) && entries.of(account.account, lot) === undefined)
  return (
    <section aria-label="Lots that stay">
      <header className="unsold-title">
        <h2>Lots that stay</h2>
        {entries.running ? (
          <Progress what="Solving again" step={entries.progress} onStop={entries.stop} />
        ) : (
          entries.can &&
          open.length > 0 && (
            <Button look="plain" onPress={() => entries.ask(open.map(({ account, lot }) => ({ account: account.account, lot })))}>
              What would let them in
            </Button>
          )
        )}
      </header>
      {entries.refusal && <RefusalBanner refusal={entries.refusal} onClear={entries.clear} />}
      <ul>
        {listed.map(({ account, ...lot }) => (
          <UnsoldLot
            key={`${account.account} ${lot.lot}`}
            lot={lot}
            account={account}
            household={household}
            asOf={asOf}
            entry={entries.of(account.account, lot.lot)}
            onAsk={entries.can && !entries.running ? () => entries.ask([{ account: account.account, lot: lot.lot }]) : null}
          />
        ))}
      </ul>
      {!all && lots.length > listed.length && (
        <Button look="plain" onPress={() => setAll(true)}>
          {`All ${counted(lots.length, 'lot')}`}
        </Button>
      )}
    </section>
  )
}

interface Known {
  readonly of: string
  readonly list: readonly LotEntry[]
}

/** Told of the solver's own plan as it stands; what was found stays until the plan is another. */
function useEntries(shown: Proposal) {
  const { run, stop, running, progress, refusal, clear } = useJob('proposal.entry')
  const plan = `${shown.id} ${shown.revision}`
  const [known, setKnown] = useState<Known>({ of: plan, list: [] })
  const list = known.of === plan ? known.list : []
  return {
    stop,
    running,
    progress,
    refusal,
    clear,
    can: shown.edit === null && shown.certificate !== null && !shown.stale,
    of: (account: string, lot: string) => list.find(each => each.account === account && each.lot === lot),
    ask: (lots: { readonly account: LotEntry['account']; readonly lot: LotEntry['lot'] }[]) =>
      void run({ proposal: shown.id, revision: shown.revision, lots }).then(outcome => {
        if (outcome.ok) setKnown(before => ({ of: plan, list: [...(before.of === plan ? before.list : []), ...outcome.value.lots] }))
      }),
  }
}

interface UnsoldLotProps {
  readonly lot: ProposalAccount['unsold'][number]
  readonly account: ProposalAccount
  readonly household: HouseholdId
  readonly asOf: CivilDate
  readonly entry: LotEntry | undefined
  readonly onAsk: (() => void) | null
}

function UnsoldLot({ lot, account, household, asOf, entry, onAsk }: UnsoldLotProps) {
  const trail = lotTrail(household, asOf, lot.lot)
  // the trail is of the whole lot: what is left of one has no trail of its own
  const inPart = isSoldInPart(account, lot.lot)
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
      {entry === undefined ? (
        onAsk &&
        !inPart && (
          <Button look="plain" label={`What would let it in: ${name}`} onPress={onAsk}>
            What would let it in
          </Button>
        )
      ) : (
        <LetsItIn entry={entry} name={name} />
      )}
    </li>
  )
}

function isSoldInPart({ trades }: ProposalAccount, lot: string): boolean {
  return trades.some(trade => trade.lots.some(sold => sold.lot === lot))
}

function LetsItIn({ entry, name }: { entry: LotEntry; name: string }) {
  return (
    <section className="lets-in" aria-label={`What would let in ${name}`}>
      <ul>
        {entry.changes.map(({ kind, enough, words }) => (
          <li key={words} className={enough ? '' : 'grey'} data-kind={kind}>
            {words}
          </li>
        ))}
      </ul>
      <p className="grey small">{entry.words}</p>
    </section>
  )
}
