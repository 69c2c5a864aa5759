/**
 * The law's open points: where statute, regulation and rulings leave a choice, the firm chooses, and every result says which choice it was made with. Each
 * switch names its question, where the question comes from, what each option does and which one is used unless the firm decides otherwise. Decisions without
 * a switch stand below. Words and lists only, no schema: windows and printed sheets read it as it is. Texts of law: docs/law.md.
 */

interface LawOption {
  readonly id: string
  /** As a choice in a list. */
  readonly label: string
  /** What it does to results, in one sentence. */
  readonly does: string
}

interface LawSwitch {
  readonly title: string
  readonly question: string
  readonly citation: string
  /** The first is the default. */
  readonly options: readonly [LawOption, LawOption, ...LawOption[]]
}

export const lawSwitches = {
  tacking: {
    title: 'Holding period of replacement shares',
    question: 'How do the days the loss shares were held count for the shares that replace them?',
    citation: 'IRC §1223(3); Pub. 550 "Holding Period"',
    options: [
      {
        id: 'sum-of-days',
        label: 'Add all days',
        does: 'Every day the loss shares were held is added, also days on which both were held.',
      },
      {
        id: 'without-overlap',
        label: 'Add days once',
        does: 'Days on which loss shares and replacement were both held are counted once, so the period starts with the earlier of the two.',
      },
      {
        id: 'original-date',
        label: 'Take the old date',
        does: 'The replacement takes over the date of the loss shares; a gap between sale and purchase counts too.',
      },
    ],
  },
  inheritedLoss: {
    title: 'Holding period after an inherited loss',
    question:
      'Shares inherited less than a year ago count as held for more than a year. Do the shares that replace them after a loss count so too?',
    citation: 'IRC §1223(3), (9)',
    options: [
      {
        id: 'days-held',
        label: 'Days held only',
        does: 'Only the days the inherited shares were really held are added, so the replacement may be short-term.',
      },
      {
        id: 'more-than-a-year',
        label: 'More than a year',
        does: 'The inherited shares pass on the more than one year they are taken to have been held, so the replacement is long-term at once.',
      },
    ],
  },
  olderLot: {
    title: 'Older lot in the window',
    question: 'Do shares bought before the loss shares, but inside the window, replace them?',
    citation: 'Reg. §1.1091-1(a)',
    options: [
      {
        id: 'replaces',
        label: 'They do',
        does: 'Any purchase of the 61 days replaces, whether it came before or after the loss shares were bought.',
      },
      {
        id: 'does-not-replace',
        label: 'They do not',
        does: 'Only shares bought after the loss shares replace them; an older lot leaves the loss allowed.',
      },
    ],
  },
  soldReplacement: {
    title: 'Replacement already sold',
    question: 'Does a purchase of the thirty days before the loss sale count when its shares were sold before that sale?',
    citation: 'Reg. §1.1091-1(a), (c); §1.1091-2(a)',
    options: [
      { id: 'while-held', label: 'Only while held', does: 'A purchase counts as far as it is still held when the loss shares are sold.' },
      {
        id: 'literal',
        label: 'Sold ones count too',
        does: 'Shares bought in the window and sold on an earlier day disallow the loss all the same; no property is left to carry it, so the loss is lost.',
      },
    ],
  },
  sameDayOrders: {
    title: 'Separate orders of one day',
    question: 'Are two orders for one security in one account on one day one purchase, whose shares cannot replace each other?',
    citation: 'Rev. Rul. 56-602; Reg. §1.1091-1(c)',
    options: [
      {
        id: 'separate',
        label: 'Separate purchases',
        does: 'Each order is a lot of its own; selling one at a loss is washed by the other while it is held.',
      },
      {
        id: 'one-lot',
        label: 'One purchase',
        does: 'Orders of one day are one purchase, as fills of one order are; they do not wash each other.',
      },
    ],
  },
  employerPlan: {
    title: 'Purchase in a 401(k) or 529 plan',
    question: 'Does a purchase inside an employer or education plan disallow a loss in a taxable account?',
    citation: 'Rev. Rul. 2008-5 (speaks of IRAs only)',
    options: [
      { id: 'flag-only', label: 'Flag only', does: 'The purchase is shown and the loss stays allowed until a person decides.' },
      { id: 'like-ira', label: 'Like an IRA', does: 'The loss is disallowed and lost for good, as with an IRA.' },
    ],
  },
  healthAccount: {
    title: 'Purchase in a health savings account',
    question: 'Does a purchase inside a health savings account disallow a loss in a taxable account?',
    citation: 'Rev. Rul. 2008-5 (speaks of IRAs only); IRC §223(e)',
    options: [
      { id: 'like-ira', label: 'Like an IRA', does: 'The loss is disallowed and lost for good, as with an IRA.' },
      { id: 'flag-only', label: 'Flag only', does: 'The purchase is shown and the loss stays allowed until a person decides.' },
    ],
  },
  spouseReturn: {
    title: 'Spouse who files separately',
    question: 'Where spouses file separate returns and one buys what the other sold at a loss, where does the disallowed loss go?',
    citation: 'Pub. 550 "Wash Sales"; IRC §1091(d)',
    options: [
      {
        id: 'flag',
        label: 'Into no basis, flagged',
        does: 'The loss is disallowed and put into no basis until a person decides; it is counted as lost until then.',
      },
      {
        id: 'spouse-lot',
        label: "Into the spouse's lot",
        does: "The spouse's lot takes the disallowed loss into its basis and the days into its holding period.",
      },
    ],
  },
  sameDayTies: {
    title: 'Purchases of one day',
    question: 'Of purchases on one day in several accounts, which replaces first?',
    citation: 'Reg. §1.1091-1(c), (d)',
    options: [
      {
        id: 'execution-order',
        label: 'Order of execution',
        does: 'The order in which they were executed, as the records state it; where IRAs first or IRAs last would be worse for a sale not traded yet, that is said beside it with its dollars.',
      },
      {
        id: 'ira-first',
        label: 'IRA first',
        does: 'A purchase in an IRA or health account replaces before those of the same day elsewhere, which mostly loses more.',
      },
    ],
  },
  untimedLosses: {
    title: 'Loss of a day without its hour',
    question:
      'Only a custodian’s file tells of a loss, by its day. Were shares that an IRA or another account sold on that very day still held when the loss was made?',
    citation: 'Reg. §1.1091-1(a), (b); Rev. Rul. 2008-5',
    options: [
      {
        id: 'still-held',
        label: 'Still held',
        does: 'The loss comes first, so shares bought in the window and sold elsewhere that day replace the loss shares; in an IRA the loss is gone for good.',
      },
      {
        id: 'sold-before',
        label: 'Sold before it',
        does: 'Other sales of that day come first, and what they sold replaces nothing.',
      },
    ],
  },
  averageRounding: {
    title: 'Rounding of average basis',
    question: 'Is the average basis of a share rounded to cents before it is multiplied by the shares sold?',
    citation: 'Reg. §1.1012-1(e)(7); Pub. 550 Table 4-2',
    options: [
      {
        id: 'exact',
        label: 'Exact',
        does: 'The pool is divided by shares without rounding: 210 shares of a pool averaging 22.1951 have a basis of 4,660.98.',
      },
      {
        id: 'irs-cents',
        label: 'Rounded to cents',
        does: 'The average of a share is rounded to cents as in the table of the IRS: 210 shares at 22.20 have a basis of 4,662.00.',
      },
    ],
  },
  digitalAssets: {
    title: 'Digital assets',
    question: 'Do the wash sale rules reach a digital asset, which is property and neither stock nor a security?',
    citation: 'IRC §1091(a) (stock or securities); bill H.R. 9172 of 2026, not enacted',
    options: [
      {
        id: 'property',
        label: 'Property',
        does: 'A loss in a digital asset is allowed whatever is bought around it, and buying one washes no other loss; nothing is locked.',
      },
      {
        id: 'like-stock',
        label: 'Like stock',
        does: 'Digital assets are matched, locked and judged like stock, as the bill would have it; it is not law.',
      },
    ],
  },
} as const satisfies Readonly<Record<string, LawSwitch>>

export type LawSwitchId = keyof typeof lawSwitches
export const lawSwitchIds = Object.keys(lawSwitches) as LawSwitchId[]

/** One option for every switch. */
export type Law = { readonly [Id in LawSwitchId]: (typeof lawSwitches)[Id]['options'][number]['id'] }

/** What the firm decided, switch by switch, with who, when and why; a switch that is left out stands at its default. */
export type LawChoices = { readonly [Id in LawSwitchId]?: LawChoice<Law[Id]> | undefined }

export interface LawChoice<Option extends string = string> {
  readonly option: Option
  readonly author: string
  readonly date: string
  readonly reason: string
}

export const defaultLaw: Law = Object.fromEntries(lawSwitchIds.map(id => [id, lawSwitches[id].options[0].id])) as unknown as Law

/** The law as the firm reads it. `undefined`: nothing was ever decided, so every switch is at its default. */
export function lawOf(choices: LawChoices | undefined): Law {
  if (choices === undefined) return defaultLaw
  return Object.fromEntries(lawSwitchIds.map(id => [id, choices[id]?.option ?? defaultLaw[id]])) as unknown as Law
}

/** Decided once for all, without a switch: what was open, and how it is done here. */
export const lawDecisions: readonly { readonly title: string; readonly decision: string; readonly citation: string }[] = [
  {
    title: 'Split between loss and purchase',
    decision:
      'Shares sold at a loss and not yet replaced are restated in shares after the split, so that 100 sold before a 2:1 split are replaced by 200 bought after it.',
    citation: 'no authority found; follows IRC §307',
  },
  {
    title: 'Lots sold together',
    decision: 'Lots sold in one sale are treated as sold in the order in which they were acquired.',
    citation: 'Reg. §1.1091-1(b)',
  },
  {
    title: 'Order of relief',
    decision:
      'First in, first out and last in, first out go by the actual day of purchase; highest and lowest basis by the basis after wash sales.',
    citation: 'Reg. §1.1012-1(c)',
  },
  {
    title: 'Date on Form 8949',
    decision: 'Column (b) shows the actual day of purchase; the term follows the date with the days of the loss shares added.',
    citation: 'Instructions for Form 8949; IRC §1223(3)',
  },
  {
    title: 'In kind out of a retirement account',
    decision:
      'Shares distributed in kind from an IRA, plan or health account to a taxable account have their value of that day as basis and count from that day; they are not bought, so they replace no loss. Without a value the basis is unknown.',
    citation: 'IRC §408(d)(1); Pub. 590-B; Reg. §1.408A-6, Q&A-16; Reg. §1.1091-1(f)',
  },
  {
    title: 'In kind into a retirement account',
    decision:
      'Shares that go from a taxable account into an IRA, plan or health account, which take cash only, are taken as sold at their value of that day: a gain is taxed, a loss is not allowed (Form 8949, code L), and an issue asks a person, because a rollover is no sale.',
    citation: 'IRC §408(a)(1), (d)(3); §267(a)(1), (b)(4); Commissioner v. Keystone, 508 U.S. 152',
  },
  {
    title: 'Gift of unknown value',
    decision:
      "Shares received as a gift and sold below the donor's basis, with no record of their value when given, have an unknown result until it is entered.",
    citation: 'IRC §1015(a); Pub. 550 (2025) p. 60',
  },
  {
    title: 'Separate returns',
    decision:
      'Where spouses file separately and accounts name their owners, sales are summed return by return, each with its own limit on losses, and no tax of one return is shown.',
    citation: 'IRC §1211(b); Pub. 550, "Married individuals"',
  },
  {
    title: 'Inside a lot statement',
    decision:
      'Sales told by a custodian’s realized file and purchases already sold, both from before a lot statement, are matched like any other. What the file says is disallowed stands in the basis the custodian states for the same account and security and is not disallowed again; losses of other accounts are not in that basis and are added. Without a file, the custodian is taken to have washed what lies inside its account; where that puts a loss into a basis that the law gives elsewhere, it is named.',
    citation: 'IRC §1091(a), (d); Rev. Rul. 2008-5; Reg. §1.6045-1(d)(6)(iii)',
  },
  {
    title: 'A custodian’s own wash',
    decision:
      'A loss that a custodian has washed inside its own account, while another account bought first, goes where the law puts it: the loss comes out of the basis and the days the custodian states, down to what the shares cost, and is matched like any other. Only where file and lot file, and the trades where they are known, agree on what the shares cost; otherwise the custodian’s figures stay and a person is told what would settle it.',
    citation: 'IRC §1091(d); Reg. §1.1091-1(b) to (e); §1.6045-1(d)(6)(iii); Rev. Rul. 2008-5; Form 8949 instructions, codes B and W',
  },
  {
    title: 'Bought and sold before a lot statement',
    decision:
      'Shares bought that a later lot statement does not show went with the last sales and transfers before it, the older shares with the earlier ones. Where no trade can have taken them they decide nothing and are named.',
    citation: 'Reg. §1.1012-1(c)(1)',
  },
  {
    title: 'One sale, two records',
    decision:
      'A line of a realized file and a sale of the ledger are one sale where account, security, shares and proceeds agree and at most two trading days lie between; the trade date counts. Shares the file does not tell of, and results it does not know, are the ledger’s.',
    citation: 'Pub. 550, "Holding Period" (trade dates)',
  },
]
