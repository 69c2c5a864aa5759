/** The published examples of the law, run on this build when asked: citation, facts, what the source says comes out and what comes out here. */
import { useState } from 'react'
import type { CheckedExample } from '../../../shared/model/selftest.ts'
import { count } from '../../../shared/present/format.ts'
import { type Answer, useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Status } from '../../parts/status.tsx'

interface Selftest {
  readonly examples: readonly CheckedExample[]
}

export function PublishedExamples() {
  const [asked, setAsked] = useState(false)
  const answer = useQuery('selftest.run', asked ? {} : null)
  return (
    <section className="panel" aria-labelledby="examples">
      <h2 id="examples">Published examples</h2>
      <p className="grey">
        Examples that the Treasury, the IRS and its publications print, and rules they state in words, run on this build: the same engine
        that books the lots. Where a source gives no figures, ours stand in their place, and it is said.
      </p>
      <div className="line">
        <Button look="strong" icon="ready" onPress={() => (asked ? answer.refresh() : setAsked(true))} disabled={answer.loading}>
          {asked ? 'Run again' : 'Run the published examples'}
        </Button>
      </div>
      {asked && <Results answer={answer} />}
    </section>
  )
}

function Results({ answer }: { answer: Answer<Selftest> }) {
  return (
    <AnswerView answer={answer} what="Running the examples">
      {({ examples }) => {
        const failing = examples.filter(example => !example.holds)
        return (
          <>
            <p role="status">
              {failing.length === 0
                ? `All ${count(examples.length)} examples hold on this build.`
                : `${count(failing.length)} of ${count(examples.length)} examples fail: do not rely on this build for lots, wash sales or tax.`}
            </p>
            <ul className="examples" aria-label="Examples">
              {[...failing, ...examples.filter(example => example.holds)].map(example => (
                <Example key={example.id} example={example} />
              ))}
            </ul>
          </>
        )
      }}
    </AnswerView>
  )
}

function Example({ example }: { example: CheckedExample }) {
  const { id, citation, title, figures, facts, checked, holds } = example
  return (
    <li>
      <details open={!holds}>
        <summary>
          <Status tone={holds ? 'ready' : 'blocked'} word={holds ? 'Holds' : 'Fails'} />
          <span>
            {title}
            <span className="grey example-citation">
              {citation}
              {figures === 'ours' && '; our figures'}
            </span>
          </span>
        </summary>
        <ul className="example-facts" aria-label={`Facts of ${id}`}>
          {facts.map((fact, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: facts are a fixed text, and two purchases may read the same
            <li key={at}>{fact}</li>
          ))}
        </ul>
        <table className="example-figures">
          <caption className="hidden-label">What comes out of {title}</caption>
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col" className="number">
                Stated
              </th>
              <th scope="col" className="number">
                On this build
              </th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {checked.map((figure, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lots left may read the same
              <tr key={at}>
                <th scope="row">{figure.name}</th>
                <td className="number">{figure.expected}</td>
                <td className="number">{figure.found}</td>
                <td>
                  <Status tone={figure.holds ? 'ready' : 'blocked'} word={figure.holds ? 'Holds' : 'Fails'} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </li>
  )
}
