/** The first pages of a plan on paper: whose it is, what to read first, before and after, how good it is, tax now and later, and the choice as a picture. */
import type { Content } from 'pdfmake/interfaces'
import type { Waiting } from '../../../shared/model/meeting.ts'
import type { PlanFigures, Proposal } from '../../../shared/model/proposal.ts'
import { counted, date, signedMoney } from '../../../shared/present/format.ts'
import { clashInFull } from '../../../shared/present/give-way.ts'
import { figureLines, hasPlan } from '../../../shared/present/plan-words.ts'
import { sampleNote } from '../../../shared/present/words.ts'
import { readFirstBox, sheet, words } from '../pieces.ts'
import { bullets, heading, type PaperColumn, paperTable, paragraph, together } from '../year/tables.ts'
import { allocationPicture, curvePicture } from './pictures.ts'
import { type Detail, firstOf, type PlanPaper, shortened } from './pieces.ts'

export function planCover(paper: PlanPaper, detail: Detail): Content[] {
  const { proposal, firm } = paper
  const priced = proposal.pricesAsOf === null ? 'no prices' : `prices of ${date(proposal.pricesAsOf)}`
  return [
    ...(firm === '' ? [] : [words(firm)]),
    words(hasPlan(proposal) ? 'Rebalance proposal' : 'Rebalance: no plan', { role: 'H1', fontSize: 20, bold: true, margin: [0, 6, 0, 1] }),
    words(proposal.householdName, { fontSize: 14, margin: [0, 0, 0, 1] }),
    words(
      `${proposal.id}, revision ${proposal.revision}: ${proposal.title} · as of ${date(proposal.asOf)} · ${priced} · trades of ${date(proposal.tradeDay)}`,
      { margin: [0, 0, 0, 6] },
    ),
    ...readFirst(paper, detail),
    {
      columns: [
        { width: 268, stack: [heading(hasPlan(proposal) ? 'What changes' : 'As it is', 'Estimated'), figuresTable(proposal)] },
        {
          width: '*',
          stack: [
            heading('What you hold', 'Weights by asset class'),
            allocationPicture(proposal.allocation.slice(0, 14), hasPlan(proposal)),
          ],
        },
      ],
      columnGap: 18,
    },
    ...(hasPlan(proposal)
      ? [heading('How good it is'), ...goodness(proposal), ...taxNowAndLater(paper)]
      : [heading('Why there is no plan'), ...whyNone(proposal, detail)]),
    ...choicePicture(proposal),
  ]
}

/** What clashes, and by how much each would have to give way for a plan to exist, everything else left as it is: any one of them is enough. */
function whyNone({ words: said, joint, accounts, wishes }: Proposal, detail: Detail): Content[] {
  const apart = accounts.filter(({ conflict, refusal, words: own }) => conflict.length > 0 || refusal !== null || own !== said)
  const clashes = (conflict: Proposal['accounts'][number]['conflict']) =>
    conflict.length === 0
      ? []
      : [
          bullets(
            firstOf(
              conflict.map(clash => clashInFull(wishes, clash)),
              detail,
            ),
          ),
        ]
  const shown = apart.slice(0, detail.lines)
  return [
    paragraph(`${said} Nothing is traded.`),
    ...clashes(joint?.conflict ?? []),
    ...shown.flatMap(({ accountName, words: own, refusal, conflict }) => [
      paragraph(
        shortened(
          `${accountName}: ${refusal === null ? own : [refusal.what, refusal.remedy].filter(text => text !== '').join(' ')}`,
          detail.letters,
        ),
      ),
      ...clashes(conflict),
    ]),
    ...(shown.length === apart.length ? [] : [paragraph(`And ${counted(apart.length - shown.length, 'account')} more, on the screen.`)]),
    paragraph('Where one of them gives way as told, and all else stays, there is a plan.'),
  ]
}

/** What nobody may miss: a sample, limits that clash, accounts that are left out, what a change by hand breaks. */
function readFirst({ proposal, sample }: PlanPaper, detail: Detail): Content[] {
  if (!hasPlan(proposal))
    return readFirstBox(
      [...(sample ? [`${sampleNote}.`] : []), 'There is no plan: nothing is traded. Why, and what would make one, stands below.'],
      6,
    )
  const { status, accounts, joint, edit } = proposal
  const clashes = [...(joint?.conflict ?? []), ...accounts.flatMap(account => account.conflict)]
  const lines = [
    ...(sample ? [`${sampleNote}.`] : []),
    ...(status === 'optimal' || status === 'by-rule' || status === 'custom' ? [] : [proposal.words]),
    ...clashes.map(clash => clash.words),
    ...accounts.flatMap(({ accountName, refusal }) => (refusal === null ? [] : [`${accountName} is left out: ${refusal.what}`])),
    ...(edit?.trouble ?? []),
  ]
  return readFirstBox(firstOf(lines, detail), 6)
}

function figuresTable({ before, after, baselines, accounts }: Proposal): Content {
  const hifo = baselines.find(({ name }) => name === 'HIFO')?.figures ?? null
  const plan = hasPlan({ accounts }) ? after : null
  const known = [before, ...(plan === null ? [] : [plan]), ...(hifo === null ? [] : [hifo])]
  const column = (head: string, figures: PlanFigures): PaperColumn<(typeof figureLines)[number]> => ({
    head,
    width: 54,
    figure: true,
    cell: line => line.of(figures),
  })
  return paperTable(
    [
      { head: 'est.', width: '*', cell: line => line.label },
      column('now', before),
      ...(plan === null ? [] : [column('plan', plan)]),
      ...(hifo === null ? [] : [column('full, HIFO', hifo)]),
    ],
    figureLines.filter(({ unless }) => !unless || !known.every(unless)),
  )
}

const checkedWords = {
  good: 'Checked by a program that shares no code with the solver.',
  broken: 'THE CHECK FAILED.',
  'not-checked': 'Not checked.',
}

function goodness({ certificate, words: said, edit, joint, order, accounts }: Proposal): Content[] {
  const proof = certificate === null ? said : `This plan is ${certificate.words}. ${checkedWords[certificate.checked]}`
  return [
    paragraph(proof),
    ...(edit === null ? [] : [paragraph(`Changed by hand: ${edit.words}`)]),
    ...(joint === undefined ? [] : [paragraph(joint.words)]),
    paragraph(`${counted(accounts.length, 'account')}. ${order}`),
  ]
}

/** As a range, in one place, never as one number that adds what is saved to what is only put off. */
function taxNowAndLater({ later, waiting }: PlanPaper): Content[] {
  const assumed = [...later.assumed, ...(waiting?.compared ? waiting.assumed : [])]
  return [
    together(
      heading('Tax now and tax later'),
      paragraph(later.words),
      ...(waiting === null ? [] : [paragraph(`Now or in January: ${waiting.words}`), ...januaryTable(waiting)]),
      ...(assumed.length === 0 ? [] : [words(assumed.join(' '), { fontSize: sheet.small, margin: [0, 0, 0, 4] })]),
    ),
  ]
}

function januaryTable({ compared }: Waiting): Content[] {
  if (compared === null) return []
  type Year = typeof compared.now
  const line = (label: string, of: (year: Year) => number) => ({
    label,
    now: signedMoney(of(compared.now)),
    january: signedMoney(of(compared.january)),
  })
  return [
    paperTable(
      [
        { head: 'the same sales, est.', width: 200, cell: row => row.label },
        { head: date(compared.now.day), width: 80, figure: true, cell: row => row.now },
        { head: date(compared.january.day), width: 80, figure: true, cell: row => row.january },
      ],
      [
        line('Short-term result', year => year.short),
        line('Long-term result', year => year.long),
        line('Tax of that year', year => year.tax),
        line('Loss carried on', year => year.carried),
      ],
    ),
  ]
}

function choicePicture(proposal: Proposal): Content[] {
  const picture = curvePicture(proposal)
  if (picture.length === 0) return []
  const ring = hasPlan(proposal) ? ` Ring: ${proposal.edit === null ? 'this plan' : 'your plan'}.` : ''
  const many = proposal.curve.length > 0 ? 'Every dot is a plan of its own. ' : ''
  return [
    together(
      heading('The choice', `${many}Squares: what else could be done.${ring} Lower and further left is better.`),
      ...picture,
      ...knee(proposal),
    ),
  ]
}

function knee({ benefit, edit }: Proposal): Content[] {
  const at = edit === null ? benefit.find(point => point.knee) : undefined
  if (at === undefined || at.tickets === 0 || at.tickets === benefit.at(-1)?.tickets) return []
  return [paragraph(shortened(`${counted(at.tickets, 'order')} would keep ${Math.round(at.benefit / 10_000)} % of the benefit.`, 200))]
}
