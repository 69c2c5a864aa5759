/**
 * Box, codes and columns (e) and (g) of Form 8949 for one sale (instructions to Form 8949; RULES 11). Whether a basis was reported to the IRS is not in
 * any file the desk reads, so the box follows a rule and says so: covered by the day of purchase (IRC section 6045(g)(3); Reg. §1.6045-1(a)(15)).
 *   stock bought from 2011 on, funds and reinvested dividends from 2012, bonds and options from 2014, digital assets from 2026: basis reported
 *   earlier, unknown, received as a gift, by inheritance or by transfer: not reported; an account without a number, and shares put into a retirement account
 *   in kind, have no Form 1099-B
 */
import { type Cents, cents, noCents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { Account, Security } from '../../../shared/model/book.ts'
import type { OpenLot, Term } from '../../../shared/model/ledger.ts'
import type { Box, SaleResult } from '../../../shared/model/tax-year.ts'
import { date } from '../../../shared/present/format.ts'

export interface BoxFacts {
  readonly account: Pick<Account, 'number'>
  readonly security: Pick<Security, 'kind'>
  readonly acquired: CivilDate | null
  readonly origin: OpenLot['origin'] | null
  readonly sold: CivilDate
  readonly term: Term | null
  /** Put into a retirement account in kind. */
  readonly contributed: boolean
}

const coveredFrom: Readonly<Record<Security['kind'], string>> = {
  stock: '2011-01-01',
  etf: '2012-01-01',
  'mutual-fund': '2012-01-01',
  'money-market': '2012-01-01',
  bond: '2014-01-01',
  option: '2014-01-01',
  'digital-asset': '2026-01-01',
  other: '2014-01-01',
}
const digitalBoxesFrom = '2025-01-01'

const letters = { short: ['A', 'B', 'C'], long: ['D', 'E', 'F'] } as const
const digitalLetters = { short: ['G', 'H', 'I'], long: ['J', 'K', 'L'] } as const

export function boxOf(facts: BoxFacts): { readonly box: Box | null; readonly why: string } {
  const { column, why } = reporting(facts)
  if (facts.term === null) return { box: null, why: 'the term is unknown, so neither part of the form can take the sale' }
  const digital = facts.security.kind === 'digital-asset' && facts.sold >= digitalBoxesFrom
  return { box: (digital ? digitalLetters : letters)[facts.term][column], why }
}

function reporting({ account, security, acquired, origin, contributed }: BoxFacts): { readonly column: 0 | 1 | 2; readonly why: string } {
  if (contributed)
    return {
      column: 2,
      why: 'put into a retirement account in kind, which the custodian does not see as a sale: no Form 1099-B is expected',
    }
  if (account.number.trim() === '') return { column: 2, why: 'the account has no number: no Form 1099-B is expected' }
  if (acquired === null) return { column: 1, why: 'the day of purchase is unknown: taken as not covered' }
  if (origin === 'gift' || origin === 'inherited' || origin === 'transfer')
    return { column: 1, why: 'received, not bought here: taken as not covered; see boxes 5 and 12 of Form 1099-B' }
  const from = origin === 'drip' && security.kind !== 'digital-asset' ? '2012-01-01' : coveredFrom[security.kind]
  return acquired >= from
    ? { column: 0, why: `covered by its day of purchase (bought from ${date(from)} on); see box 12 of Form 1099-B` }
    : { column: 1, why: `bought before ${date(from)}: not a covered security` }
}

export interface FormColumns {
  readonly columnE: Cents | null
  readonly codes: string
  readonly adjustment: Cents
}

/**
 * Column (e) is the figure of Form 1099-B where its basis was reported, even a wrong one; (g) corrects it with code B. Code W: the disallowed loss, positive.
 * Code L: a loss that is not deductible for another reason, positive too; the basis is whole. Code T: the form's term was wrong. Codes stand in alphabetical order; (h) = (d) − (e) + (g) is then what the return recognizes.
 */
export function formColumns(
  box: Box | null,
  own: { readonly basis: Cents | null; readonly disallowed: Cents; readonly term: Term | null; readonly contributed?: Cents },
  reported: SaleResult | null,
): FormColumns {
  if (own.basis === null) return { columnE: null, codes: '', adjustment: noCents }
  const covered = box !== null && 'ADGJ'.includes(box)
  const refused = own.contributed ?? 0
  const basis = cents(own.basis + refused)
  const columnE = covered && reported !== null && reported.basis !== null ? reported.basis : basis
  const codes = [
    ...(columnE === basis ? [] : ['B']),
    ...(refused === 0 ? [] : ['L']),
    ...(reported !== null && reported.term !== null && own.term !== null && reported.term !== own.term ? ['T'] : []),
    ...(own.disallowed === 0 ? [] : ['W']),
  ]
  return { columnE, codes: codes.join(''), adjustment: cents(columnE - own.basis + own.disallowed) }
}
