/** How good the plan is: the certificate in a sentence that opens the checker's own findings; of a plan changed by hand, what the change costs against the optimum. */
import { useState } from 'react'
import type { Certificate } from '../../../shared/model/plan-explained.ts'
import type { Proposal } from '../../../shared/model/proposal.ts'
import { count, exactScore, roughBasisPoints, signedExactMoney } from '../../../shared/present/format.ts'
import { partOfWhole, scoreInWords } from '../../../shared/present/plan-words.ts'
import type { TrailRequest } from '../../desk/trail.tsx'
import { Button } from '../../parts/button.tsx'
import { Banner } from '../../parts/faces.tsx'
import { FigureValue } from '../../parts/figure.tsx'
import { Status } from '../../parts/status.tsx'
import { AsOne } from './as-one.tsx'
import { planTrail } from './trails.ts'

const checkedWords = {
  good: { tone: 'ready', word: 'Checked' },
  broken: { tone: 'blocked', word: 'Check failed' },
  'not-checked': { tone: 'quiet', word: 'Not checked' },
} as const

export function Proof({ shown, solved }: { shown: Proposal; solved: Proposal | null }) {
  const [open, setOpen] = useState(false)
  const optimum = shown.certificate === null ? solved : shown
  const certificate = optimum?.certificate ?? null
  return (
    <section className="panel proof" aria-label="How good the plan is">
      {shown.edit && <EditCost edit={shown.edit} />}
      {certificate === null ? (
        <p>{shown.words}</p>
      ) : (
        <>
          <p className="certificate">
            {shown.certificate === null ? 'The optimum it was made from is ' : 'This plan is '}
            <strong>{certificate.words}</strong>. <Status {...checkedWords[certificate.checked]} />
          </p>
          <Button look="plain" icon={open ? 'down' : 'trail'} pressed={open} onPress={() => setOpen(!open)}>
            {open ? 'Hide the check' : 'How it was checked'}
          </Button>
          {open && <Findings certificate={certificate} accounts={optimum?.accounts ?? []} trail={optimum && planTrail(optimum, 'score')} />}
        </>
      )}
      <AsOne shown={shown} />
    </section>
  )
}

interface FindingsProps {
  readonly certificate: Certificate
  readonly accounts: Proposal['accounts']
  readonly trail: TrailRequest | null
}

/** The sums, then what the checker found: of the household where it has findings of its own, and of each account. */
function Findings({ certificate, accounts, trail }: FindingsProps) {
  const { objective, bound, apart, gap, gross, nodes, settling, checks } = certificate
  return (
    <div className="findings">
      <dl className="facts">
        <dt>Score of the plan</dt>
        <dd>
          <FigureValue label="Score of the plan" value={exactScore(objective)} trail={trail} />
        </dd>
        <dt>No plan can score below</dt>
        <dd>{exactScore(bound)}</dd>
        {gross !== undefined && apart !== undefined && (
          <>
            <dt>Between them</dt>
            <dd>{exactScore(apart)}</dd>
            <dt>Risk, cost and tax without their signs</dt>
            <dd>{exactScore(gross)}</dd>
          </>
        )}
        <dt>{gross === undefined ? 'Gap' : 'Gap: the one as part of the other'}</dt>
        <dd>{gap === null ? 'unknown' : `at most ${partOfWhole(gap)}`}</dd>
        <dt>Of it for whole shares</dt>
        <dd>{exactScore(settling)}</dd>
        <dt>Searched</dt>
        <dd>{count(nodes)} branches</dd>
      </dl>
      <p className="grey small">{scoreInWords} The checker shares no code with the solver.</p>
      {checks.length > 0 && <Checks list={checks} />}
      {accounts.map(
        ({ account, accountName, certificate: own }) =>
          own !== null &&
          own.checks.length > 0 && (
            <details key={account} open={accounts.length === 1 || own.checked === 'broken'}>
              <summary>
                {accountName}: {own.words} <Status {...checkedWords[own.checked]} />
              </summary>
              <Checks list={own.checks} />
            </details>
          ),
      )}
    </div>
  )
}

function Checks({ list }: { list: Certificate['checks'] }) {
  return (
    <ul>
      {list.map(({ name, verdict, found }) => (
        <li key={name}>
          <Status tone={verdict === 'broken' ? 'blocked' : verdict === 'not checked' ? 'quiet' : 'ready'} word={verdict} />
          <span>
            {name} <span className="grey">{found}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** More is worse: a cost against the solver's plan, told by term. */
function EditCost({ edit }: { edit: NonNullable<Proposal['edit']> }) {
  const { short, long, washed, permanent, tax, cost, trackingError } = edit
  const parts = [
    ['Tax', signedExactMoney(tax), tax],
    ['Short-term result', signedExactMoney(short), short],
    ['Long-term result', signedExactMoney(long), long],
    ['Losses washed', signedExactMoney(washed), washed],
    ['Lost for good', signedExactMoney(permanent), permanent],
    ['Cost of trading', signedExactMoney(cost), cost],
    ['Tracking error', `${(trackingError ?? 0) > 0 ? '+' : ''}${roughBasisPoints(trackingError)}`, trackingError],
  ] as const
  return (
    <section className="edit-cost" aria-label="What your change costs">
      <h2>What your change costs</h2>
      {parts.every(([, , value]) => value === 0) && <p>Nothing against the optimum.</p>}
      <dl className="facts">
        {parts
          .filter(([, , value]) => value !== 0)
          .map(([label, text]) => (
            <div key={label} className="fact">
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
      {edit.trouble.map(trouble => (
        <Banner key={trouble} weight="warning">
          {trouble}
        </Banner>
      ))}
    </section>
  )
}
