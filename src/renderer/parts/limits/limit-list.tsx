/** Limits of plans of one level (the firm's, a household's, a plan's) with those of the levels farther from it: each in words, to be changed, taken away or let go. */
import { useState } from 'react'
import type { Outcome, Refusal } from '../../../shared/kernel/outcome.ts'
import type { LimitSource, PlanLimit } from '../../../shared/model/plan-limits.ts'
import { limitKey, limitWords, sourceWords, withLimit } from '../../../shared/present/plan-limits.ts'
import { Button } from '../button.tsx'
import { type GroupNames, LimitForm } from './limit-form.tsx'

interface LimitListProps {
  readonly level: LimitSource
  readonly own: readonly PlanLimit[] | undefined
  /** Of the levels behind, the farthest first. */
  readonly behind: readonly { readonly source: LimitSource; readonly limits: readonly PlanLimit[] | undefined }[]
  readonly names: GroupNames
  readonly running?: boolean
  readonly refusals?: readonly (Refusal | undefined)[]
  readonly onChange: (limits: PlanLimit[]) => Promise<Outcome<unknown>> | undefined
}

interface Row {
  readonly limit: PlanLimit
  readonly source: LimitSource
  /** A nearer level lets it go. */
  readonly off: boolean
}

export function LimitList({ level, own = [], behind, names, running, refusals, onChange }: LimitListProps) {
  const [open, setOpen] = useState<{ readonly limit: PlanLimit | null } | null>(null)
  const rows = rowsOf(level, own, behind)
  const without = (limit: PlanLimit) => own.filter(each => limitKey(each) !== limitKey(limit))
  return (
    <>
      {rows.length > 0 && (
        <ul className="limit-list" aria-label="Limits in force">
          {rows.map(({ limit, source, off }) => (
            <li key={limitKey(limit)}>
              <span className={off ? 'grey' : undefined}>
                {limitWords(limit)}
                {off && ' (let go)'} {told(limit, source === level ? null : source)}
              </span>
              <span className="line">
                {off ? (
                  <Button look="plain" label={`Ask again: ${limitWords(limit)}`} onPress={() => void onChange(without(limit))}>
                    Ask again
                  </Button>
                ) : (
                  <>
                    <Button look="plain" label={`Change: ${limitWords(limit)}`} onPress={() => setOpen({ limit })}>
                      Change
                    </Button>
                    <Button
                      look="plain"
                      label={`${source === level ? 'Remove' : 'Let go'}: ${limitWords(limit)}`}
                      onPress={() => void onChange(source === level ? without(limit) : withLimit(own, { ...limit, off: true }))}
                    >
                      {source === level ? 'Remove' : 'Let go'}
                    </Button>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Button look="plain" icon="plus" onPress={() => setOpen({ limit: null })}>
        Add a limit
      </Button>
      {open && (
        <LimitForm
          limit={open.limit}
          names={names}
          {...(running === undefined ? {} : { running })}
          {...(refusals === undefined ? {} : { refusals })}
          onSave={limit => onChange(withLimit(open.limit === null ? own : without(open.limit), limit))}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

/** Whose it is and why, where that is to be said. */
function told({ reason }: PlanLimit, source: LimitSource | null) {
  const parts = [...(source === null ? [] : [sourceWords[source]]), ...(reason ? [reason] : [])]
  return parts.length === 0 ? null : <span className="grey small">{parts.join(' · ')}</span>
}

/** One row a key: the nearest that asks, and whether a nearer level lets it go. */
function rowsOf(level: LimitSource, own: readonly PlanLimit[], behind: LimitListProps['behind']): Row[] {
  const found = new Map<string, Row>()
  for (const { source, limits } of [...behind, { source: level, limits: own }]) {
    for (const limit of limits ?? []) {
      const key = limitKey(limit)
      const before = found.get(key)
      if (limit.off !== true) found.set(key, { limit, source, off: false })
      else if (before !== undefined && source === level) found.set(key, { ...before, off: true })
      else found.delete(key)
    }
  }
  return [...found.values()]
}
