/** What had to be estimated for want of data, counted by fallback; and what is wrong, each with its place and remedy. */
import type { WhenProblem, WhenView } from '../../../../shared/model/when.ts'
import { counted } from '../../../../shared/present/format.ts'
import { Status } from '../../../parts/status.tsx'

export function Estimated({ flags }: { flags: WhenView['flags'] }) {
  const total = flags.reduce((sum, flag) => sum + flag.count, 0)
  return (
    <section className="panel" aria-label="Estimated">
      <h2>{total === 0 ? 'Nothing is estimated' : `${counted(total, 'figure')} estimated for want of data`}</h2>
      {flags.map(flag => (
        <details key={flag.fallback}>
          <summary>
            {flag.label}: {flag.count}
          </summary>
          <ul className="plain-list">
            {flag.words.map(words => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}

export function Problems({ problems }: { problems: readonly WhenProblem[] }) {
  if (problems.length === 0) return null
  return (
    <section className="panel" aria-label="What is wrong">
      <h2>What is wrong</h2>
      <ul className="when-problems">
        {problems.map(problem => (
          <li key={`${problem.code} ${problem.where} ${problem.what}`}>
            <Status tone={problem.weight === 'blocks' ? 'blocked' : 'caution'} word={problem.weight === 'blocks' ? 'Blocks' : 'Warning'} />
            <span>
              {problem.what} <span className="grey">{problem.where}.</span> {problem.remedy}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
