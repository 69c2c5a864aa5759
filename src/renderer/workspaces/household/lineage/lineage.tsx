/** The lineage of a lot as a page: its steps below each other in order, the lines they run along at the left, and in words for eyes and ears alike. */
import { useMemo } from 'react'
import type { HouseholdId } from '../../../../shared/kernel/id.ts'
import { id } from '../../../../shared/kernel/id.ts'
import type { Lineage, LineageKind, LineageNode } from '../../../../shared/model/lineage.ts'
import { counted, date, exactMoney, sharesHeld } from '../../../../shared/present/format.ts'
import { useSession } from '../../../desk/session.tsx'
import { useQuery } from '../../../desk/use-query.ts'
import { AnswerView } from '../../../parts/answer.tsx'
import { Button } from '../../../parts/button.tsx'
import { CopyButton } from '../../../parts/copy-button.tsx'
import { ScreenFrame } from '../../../parts/screen-frame.tsx'
import { LaneDrawing } from './drawing.tsx'
import { type LaneRow, lanesOf } from './lanes.ts'
import { LineageLink } from './link.tsx'
import './lineage.css'

export function LineagePage({ household, lot }: { household: HouseholdId; lot: string }) {
  const { asOf } = useSession()
  const answer = useQuery('lot.lineage', { household, asOf, lot: id<'lot'>(lot) })
  const lineage = answer.value
  return (
    <ScreenFrame
      title={lineage ? `Lineage of ${lineage.title}` : 'Lineage of a lot'}
      lead={lineage ? leadOf(lineage) : 'How a lot came to its basis and dates'}
      aside={
        <>
          {lineage && <CopyButton text={lineageText(lineage)}>Copy as text</CopyButton>}
          <Button icon="back" onPress={() => history.back()}>
            Back
          </Button>
        </>
      }
    >
      <AnswerView answer={answer} what="Following the lot">
        {found => <Steps household={household} lineage={found} />}
      </AnswerView>
    </ScreenFrame>
  )
}

function leadOf({ nodes, asOf }: Lineage): string {
  const washes = nodes.filter(node => node.kind === 'washed').length
  return `${counted(nodes.length, 'step')}, ${washes === 0 ? 'no loss moved' : counted(washes, 'wash', 'washes')} · as of ${date(asOf)}`
}

function Steps({ household, lineage }: { household: HouseholdId; lineage: Lineage }) {
  const { rows, width } = useMemo(() => lanesOf(lineage), [lineage])
  return (
    <section className="lineage" aria-label="Steps of the lot">
      <p className="small grey lineage-key">
        <span>● acquired</span> <span>◆ took over a loss</span> <span>▼ sold</span> <span>■ held now</span> <span>○ anything else</span>
        <span>solid line: shares with their basis</span> <span>dashed line: a disallowed loss</span>{' '}
        <span>faint: parts that run elsewhere</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ol className="lineage-steps" tabIndex={0} aria-label={`${lineage.title}, ${counted(rows.length, 'step')}`}>
        {rows.map(row => (
          <Step key={row.node.id} household={household} row={row} width={width} asked={lineage.lot} />
        ))}
      </ol>
    </section>
  )
}

function Step({ household, row, width, asked }: { household: HouseholdId; row: LaneRow; width: number; asked: string }) {
  const { node } = row
  const elsewhere = !node.own && node.lot !== asked
  return (
    <li className={`lineage-step ${node.own ? 'own' : ''} ${node.aside ? 'aside' : ''}`}>
      <LaneDrawing row={row} width={width} />
      <div className="lineage-words">
        <p className="line between">
          <span className="lineage-title">
            <strong>
              {node.title} {node.symbol}
            </strong>
            <span className="grey"> {whereOf(node)}</span>
          </span>
          <span className="tabular lineage-basis">
            <span className="grey small">basis </span>
            {exactMoney(node.basis)}
          </span>
        </p>
        <p>{node.words}</p>
        {node.rules.length > 0 && (
          <details>
            <summary className="small grey">{ruleHead(node)}</summary>
            <ul className="small grey">
              {node.rules.map(cited => (
                <li key={cited.what}>
                  {cited.what}: {cited.rule}
                </li>
              ))}
            </ul>
          </details>
        )}
        <p className="line small grey">
          {node.source !== '' && <span className="lineage-source">{node.source}</span>}
          {node.aside && <span>runs elsewhere</span>}
          {elsewhere && (
            <LineageLink household={household} lot={node.lot} of={`${node.symbol} of ${node.accountName}`}>
              Lineage of this lot
            </LineageLink>
          )}
        </p>
      </div>
    </li>
  )
}

function whereOf(node: LineageNode): string {
  return `${node.day === null ? 'now' : date(node.day)} · ${node.accountName}`
}

function ruleHead({ rules }: LineageNode): string {
  return `${[...new Set(rules.map(cited => cited.rule))].slice(0, 2).join('; ')}${rules.length > 2 ? ` and ${rules.length - 2} more` : ''}`
}

const kindWords: Readonly<Record<LineageKind, string>> = {
  bought: 'acquired',
  reinvested: 'acquired',
  received: 'acquired',
  stated: 'acquired',
  moved: 'moved',
  split: 'restated',
  rebased: 'new basis',
  washed: 'loss taken over',
  sold: 'sold',
  left: 'left',
  open: 'held now',
}

/** For a letter or a file note. */
export function lineageText({ title, nodes }: Lineage): string {
  const lines = nodes.map(
    (node, index) =>
      `${index + 1}. ${node.day === null ? 'Now' : date(node.day)}, ${kindWords[node.kind]}: ${sharesHeld(node.shares)} ${node.symbol} in ${node.accountName}. ${node.words}${node.rules.length > 0 ? ` (${node.rules.map(cited => cited.rule).join('; ')})` : ''}${node.source === '' ? '' : ` [${node.source}]`}`,
  )
  return [`Lineage of ${title}`, ...lines].join('\n')
}
