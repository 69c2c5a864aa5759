/** The year so far by character, as Schedule D will ask for it: what was realized, what section 1091 took out, what is carried in. */
import type { HouseholdView } from '../../../shared/model/views.ts'
import { exactMoney, signedExactMoney } from '../../../shared/present/format.ts'
import { FigureValue } from '../../parts/figure.tsx'
import { trailIn } from './trails.ts'

export function Realized({ view }: { view: HouseholdView }) {
  const { realized } = view.review
  const trail = trailIn(view)
  const lines = [
    { label: 'Recognized gain or loss', short: realized.short, long: realized.long, figures: ['short', 'long'] },
    {
      label: 'Loss carried in from earlier years',
      short: -realized.carryforwardShort,
      long: -realized.carryforwardLong,
      figures: ['carryforwardShort', 'carryforwardLong'],
    },
  ] as const
  const net = { short: realized.short - realized.carryforwardShort, long: realized.long - realized.carryforwardLong }
  return (
    <div className="realized">
      <table className="sheet">
        <caption>Realized in {realized.year}, after wash sale adjustments</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Short-term</th>
            <th scope="col">Long-term</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <tr key={line.label}>
              <th scope="row">{line.label}</th>
              <td>
                <FigureValue
                  label={`${line.label}, short-term`}
                  value={signedExactMoney(line.short)}
                  trail={trail('realized', [], line.figures[0])}
                />
              </td>
              <td>
                <FigureValue
                  label={`${line.label}, long-term`}
                  value={signedExactMoney(line.long)}
                  trail={trail('realized', [], line.figures[1])}
                />
              </td>
            </tr>
          ))}
          <tr className="sum">
            <th scope="row">Net by character</th>
            <td>{signedExactMoney(net.short)}</td>
            <td>{signedExactMoney(net.long)}</td>
          </tr>
        </tbody>
      </table>
      <dl className="facts panel">
        <dt>Disallowed and moved into basis (IRC §1091(d))</dt>
        <dd>
          <FigureValue label="Disallowed" value={exactMoney(realized.disallowed)} trail={trail('realized', [], 'disallowed')} />
        </dd>
        <dt>Lost for good in a retirement account (Rev. Rul. 2008-5)</dt>
        <dd>
          <FigureValue
            label="Lost for good"
            value={exactMoney(realized.permanentlyDisallowed)}
            trail={trail('realized', [], 'permanentlyDisallowed')}
          />
        </dd>
        <dt>Source</dt>
        <dd>{realized.source.split('+').join(' and ') || 'nothing recorded'}</dd>
      </dl>
    </div>
  )
}
