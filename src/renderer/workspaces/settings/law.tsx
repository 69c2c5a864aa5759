/** The law's open points: each question with its options, what they do, and who decided it when and why. A change asks for a name and a reason. */
import { useState } from 'react'
import { type LawChoice, type LawSwitchId, lawDecisions, lawSwitches, lawSwitchIds } from '../../../shared/model/law.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { date } from '../../../shared/present/format.ts'
import { isChanged } from '../../../shared/present/law.ts'
import { useSession } from '../../desk/session.tsx'
import { type Act, useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { Status } from '../../parts/status.tsx'
import { SaveLine } from './save-line.tsx'

export function OpenPoints() {
  const answer = useQuery('settings.read', {})
  const save = useCommand('settings.save')
  return (
    <AnswerView answer={answer} what="Reading the settings">
      {settings => (
        <div className="stack">
          <p className="grey">
            Statute and rulings leave these questions open. Every ticket, review and CPA pack says which of them your firm reads otherwise
            than by default.
          </p>
          {lawSwitchIds.map(id => (
            <OpenPoint key={`${id} ${settings.law?.[id]?.option}`} id={id} settings={settings} save={save} />
          ))}
          <Decisions />
        </div>
      )}
    </AnswerView>
  )
}

interface OpenPointProps {
  readonly id: LawSwitchId
  readonly settings: Settings
  readonly save: Act<'settings.save'>
}

function OpenPoint({ id, settings, save }: OpenPointProps) {
  const { asOf } = useSession()
  const { title, question, citation, options } = lawSwitches[id]
  const stored: LawChoice | undefined = settings.law?.[id]
  const inForce = stored?.option ?? options[0].id
  const [chosen, setChosen] = useState<string>(inForce)
  const [author, setAuthor] = useState('')
  const [reason, setReason] = useState('')
  const open = chosen !== inForce
  const missing = [...(author.trim() === '' ? ['your name'] : []), ...(reason.trim() === '' ? ['the reason'] : [])]

  const store = () => {
    const decision = { option: chosen, author: author.trim(), date: asOf, reason: reason.trim() }
    void save.run({ ...settings, law: { ...settings.law, [id]: decision } } as Settings)
  }

  return (
    <fieldset className="open-point">
      <legend>{title}</legend>
      <p>
        {question} <span className="grey small">{citation}</span>
      </p>
      {options.map((option, at) => (
        <label key={option.id} className="open-point-option">
          <input type="radio" name={id} checked={chosen === option.id} onChange={() => setChosen(option.id)} />
          <span>
            <strong>{option.label}</strong>
            {at === 0 && <span className="grey small"> default</span>}
            <br />
            <span className="grey">{option.does}</span>
          </span>
        </label>
      ))}
      {stored !== undefined && (
        <p className="line small">
          <Status
            tone={isChanged(settings.law, id) ? 'caution' : 'ready'}
            word={isChanged(settings.law, id) ? 'not the default' : 'decided'}
          />
          {stored.author} on {date(stored.date)}: {stored.reason}
        </p>
      )}
      {open && (
        <div className="stack">
          <div className="fields">
            <TextInput label="Decided by" longest={120} value={author} onChange={setAuthor} />
            <TextInput label="Reason" longest={500} lines={2} value={reason} onChange={setReason} />
          </div>
          <SaveLine missing={missing} running={save.running} saved={false} refusal={save.refusal} onClear={save.clear} onSave={store}>
            Decide
          </SaveLine>
        </div>
      )}
    </fieldset>
  )
}

function Decisions() {
  return (
    <section className="stack" aria-label="Decided once for all">
      <h2>Decided once for all</h2>
      <dl className="law-decisions">
        {lawDecisions.map(({ title, decision, citation }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              {decision} <span className="grey small">{citation}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
