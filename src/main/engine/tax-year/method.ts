/** The method behind a year's figures, sentence by sentence, each with its source: printed with the CPA pack and shown below the forms. */
import type { FormChoices } from '../../../shared/model/tax-year.ts'
import { type BookingPolicy, defaultPolicy } from '../lots/policy.ts'

const tackings: Readonly<Record<BookingPolicy['tacking'], string>> = {
  'sum-of-days': 'the days the loss shares were held are added to those of the replacement (IRC §1223(3))',
  'without-overlap':
    'the days the loss shares were held are added to those of the replacement, days on which both were held once (IRC §1223(3))',
  'original-date': "the replacement takes over the loss shares' own date (IRC §1223(3), the other reading)",
}

export function methodStatement(choices: FormChoices, policy: BookingPolicy = defaultPolicy): string[] {
  return [
    'Basis is total cost with purchase costs; proceeds are net of selling costs (Pub. 550). Lots leave as the order named them, else by the account’s method (Reg. §1.1012-1(c)).',
    'Wash sales are matched share for share over all accounts of the household, IRAs and declared identical securities included, within 30 days before and after the trade date (IRC §1091(a); Reg. §1.1091-1).',
    'Losses in order of sale, replacements in order of purchase, each share once (Reg. §1.1091-1(b) to (e)); shares of one lot or order never replace each other (Rev. Rul. 56-602).',
    `Holding period after a wash: ${tackings[policy.tacking]}. Column (b) keeps the actual day of purchase; the term follows the tacked day.`,
    policy.olderSharesReplace
      ? 'Shares bought before the loss shares, inside the window and still held, count as replacements (literal Reg. §1.1091-1(a)).'
      : 'Only shares bought after the loss shares count as replacements.',
    `A replacement bought in ${shelteredWords(policy)} makes the loss permanent: no basis, no holding period (Rev. Rul. 2008-5).${flaggedWords(policy)}`,
    "The custodian's figures are those of its realized file where one was imported; otherwise they are worked out by a broker's rules: one account, one CUSIP (Reg. §1.6045-1(d)(6)).",
    'Boxes: basis counts as reported where the purchase date makes the security covered (IRC §6045(g)(3)); gifts, inheritances and transfers count as not reported. Hold them against box 12 of Form 1099-B.',
    choices.wholeDollars
      ? 'Amounts are rounded to whole dollars, 50 cents and more up; totals and column (h) are rounded from exact cents.'
      : 'Amounts are exact cents.',
    choices.combineLots
      ? 'The lots of one sale stand on one row where account, box and codes agree; column (b) is then VARIOUS.'
      : 'Each lot of a sale stands on a row of its own.',
  ]
}

/** Accounts whose purchases lose a loss for good, as the firm reads a ruling that speaks of IRAs. */
function shelteredWords({ planLikeIra, healthLikeIra }: BookingPolicy): string {
  const accounts = ['an IRA', 'a Roth IRA', ...(healthLikeIra ? ['a health savings account'] : []), ...(planLikeIra ? ['a 401(k)'] : [])]
  return `${accounts.slice(0, -1).join(', ')} or ${accounts.at(-1)}`
}

function flaggedWords({ planLikeIra, healthLikeIra }: BookingPolicy): string {
  const accounts = [...(planLikeIra ? [] : ['a 401(k)']), ...(healthLikeIra ? [] : ['a health savings account'])]
  return accounts.length === 0 ? '' : ` A purchase in ${accounts.join(' or ')} is flagged and not decided.`
}
