/** Accounts without a plan: which limits no plan keeps together and by how much each would have to give way, or why the account was left out. */
import type { Proposal, ProposalAccount } from '../../../shared/model/proposal.ts'
import { withGivenWay } from '../../../shared/present/give-way.ts'
import { Button } from '../../parts/button.tsx'
import { Banner } from '../../parts/faces.tsx'
import type { Planning } from './use-plan.ts'

export function Clashes({ shown, plan }: { shown: Proposal; plan: Planning }) {
  const without = shown.accounts.filter(account => account.conflict.length > 0 || account.refusal !== null || account.status === 'unsolved')
  const together = shown.joint?.conflict ?? []
  if (without.length === 0 && together.length === 0) return null
  return (
    <section className="clashes" aria-label="Accounts without a plan">
      {together.length > 0 && (
        <Banner weight="stop">
          <p>
            <strong>{shown.householdName}:</strong> {shown.words}
          </p>
          <ClashList conflict={together} plan={plan} />
        </Banner>
      )}
      {without.map(account => (
        <AccountWithout key={account.account} account={account} plan={plan} />
      ))}
    </section>
  )
}

function AccountWithout({ account, plan }: { account: ProposalAccount; plan: Planning }) {
  const { accountName, words, refusal, conflict } = account
  return (
    <Banner weight={conflict.length > 0 ? 'stop' : 'warning'}>
      <p>
        <strong>{accountName}:</strong> {refusal?.what ?? words}
      </p>
      {refusal?.remedy && <p>{refusal.remedy}</p>}
      <ClashList conflict={conflict} plan={plan} />
    </Banner>
  )
}

function ClashList({ conflict, plan }: { conflict: ProposalAccount['conflict']; plan: Planning }) {
  return (
    <ul className="clash-list">
      {conflict.map(clash => (
        <li key={clash.limit}>
          {clash.words}
          <GiveWay clash={clash} plan={plan} />
        </li>
      ))}
    </ul>
  )
}

/** Applies the cheapest relaxation: the plan is solved anew by itself. */
function GiveWay({ clash, plan }: { clash: ProposalAccount['conflict'][number]; plan: Planning }) {
  const wishes = withGivenWay(plan.wishes, clash)
  if (wishes === null) return null
  return (
    <Button label={`Let it give way: ${clash.limit}`} onPress={() => plan.wish(wishes)}>
      Let it give way
    </Button>
  )
}
