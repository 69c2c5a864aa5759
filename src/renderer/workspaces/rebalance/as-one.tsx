/** Of a household planned as one: what the same wishes would come to account by account. Of a plan with a gift: the lots to give. */
import type { Proposal } from '../../../shared/model/proposal.ts'
import { date, exactMoney, money, roughBasisPoints, sharesHeld, signedMoney } from '../../../shared/present/format.ts'

export function AsOne({ shown }: { shown: Proposal }) {
  const { joint, after } = shown
  if (joint === undefined) return null
  const { apart, words } = joint
  return (
    <section className="as-one" aria-label="As one or account by account">
      <p className="small">{words}</p>
      {apart !== null && (
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col" className="of">
                As one
              </th>
              <th scope="col" className="of">
                By account
              </th>
            </tr>
          </thead>
          <tbody>
            <Row label="Tax of the year" one={signedMoney(after.tax)} other={signedMoney(apart.tax)} />
            <Row label="Tracking error" one={roughBasisPoints(after.trackingError)} other={roughBasisPoints(apart.trackingError)} />
            <Row label="Cost of trading" one={money(after.cost)} other={money(apart.cost)} />
          </tbody>
        </table>
      )}
    </section>
  )
}

function Row({ label, one, other }: { label: string; one: string; other: string }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{one}</td>
      <td>{other}</td>
    </tr>
  )
}

export function GiftInKind({ gift }: { gift: Proposal['gift'] }) {
  if (gift === undefined) return null
  return (
    <>
      <h2>Give in kind</h2>
      <p>{gift.words}</p>
      <ul>
        {gift.lots.map(lot => (
          <li key={lot.lot}>
            <strong>{lot.symbol}</strong> {sharesHeld(lot.shares)} · acquired {date(lot.acquired)} · {exactMoney(lot.value)}, gain{' '}
            {exactMoney(lot.gain)} <span className="grey small">{lot.accountName}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
