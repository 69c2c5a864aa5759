/**
 * Where a figure comes from: its working as a nest of figures, each with the words of its formula, the rule of law, and the file and line
 * (or the person) behind it. Stands beside the screen, not over it; Esc closes and gives the focus back.
 */
import { useEffect, useRef } from 'react'
import type { Trace } from '../../shared/model/trace.ts'
import { type TrailRequest, useTrail } from '../desk/trail.tsx'
import { type Answer, useQuery } from '../desk/use-query.ts'
import { AnswerView } from './answer.tsx'
import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'

export function TrailPanel() {
  const { request, close } = useTrail()
  return request ? <OpenTrail key={JSON.stringify(request.input)} request={request} onClose={close} /> : null
}

function OpenTrail({ request, onClose }: { request: TrailRequest; onClose: () => void }) {
  const ofReview = useQuery('trail.open', request.of === 'review' ? request.input : null)
  const ofTicket = useQuery('ticket.trail', request.of === 'ticket' ? request.input : null)
  const ofPlan = useQuery('proposal.trail', request.of === 'plan' ? request.input : null)
  const ofPast = useQuery('past.trail', request.of === 'past' ? request.input : null)
  const ofPerformance = useQuery('performance.trail', request.of === 'performance' ? request.input : null)
  const answer: Answer<Trace> = { review: ofReview, ticket: ofTicket, plan: ofPlan, past: ofPast, performance: ofPerformance }[request.of]
  const panel = useRef<HTMLElement>(null)
  const opener = useRef(document.activeElement)
  useEffect(() => {
    panel.current?.focus()
    const from = opener.current
    return () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus()
    }
  }, [])

  return (
    <aside
      ref={panel}
      className="trail-panel"
      aria-label="Trail of a figure"
      tabIndex={-1}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <header className="line between">
        <h2>Where this comes from</h2>
        <Button look="plain" icon="close" onPress={onClose}>
          Close
        </Button>
      </header>
      <AnswerView answer={answer} what="Reading the trail">
        {trace => (
          <div className="stack">
            <TraceItem trace={trace} depth={0} />
            <CopyButton text={traceText(trace)}>Copy as text</CopyButton>
          </div>
        )}
      </AnswerView>
    </aside>
  )
}

/** The first two levels stand open; deeper ones open on demand. */
function TraceItem({ trace, depth }: { trace: Trace; depth: number }) {
  const head = (
    <span className="trace-head">
      <span className="trace-label">{trace.label}</span>
      <span className="trace-value">{trace.value}</span>
    </span>
  )
  const words = <TraceWords trace={trace} />
  if (trace.inputs.length === 0)
    return (
      <div className="trace leaf">
        {head}
        {words}
      </div>
    )
  return (
    <details className="trace" open={depth < 2}>
      <summary>{head}</summary>
      {words}
      <ol className="trace-inputs">
        {trace.inputs.map((input, index) => (
          // Inputs have no identity of their own: their order in the formula is what they are.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <TraceItem trace={input} depth={depth + 1} />
          </li>
        ))}
      </ol>
    </details>
  )
}

function TraceWords({ trace }: { trace: Trace }) {
  return (
    <div className="trace-words">
      {trace.formula && <p>{trace.formula}</p>}
      {trace.rule && <p className="trace-rule">{trace.rule}</p>}
      {trace.source && <p className="trace-source">{trace.source}</p>}
    </div>
  )
}

/** The whole nest as indented lines, for a letter or a file note. */
export function traceText(trace: Trace, indent = ''): string {
  const words = [trace.formula, trace.rule, trace.source].filter(text => text !== undefined && text !== '')
  const line = `${indent}${trace.label}: ${trace.value}${words.length > 0 ? ` (${words.join('; ')})` : ''}`
  return [line, ...trace.inputs.map(input => traceText(input, `${indent}  `))].join('\n')
}
