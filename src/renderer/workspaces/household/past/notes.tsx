/** Beside the simulated past: tracking error by regime of the VIX, what to keep in mind, and which prices it is made of. */
import type { Past } from '../../../../shared/model/past.ts'
import { count, date, percent, roughBasisPoints } from '../../../../shared/present/format.ts'

const heads = { normal: 'VIX below 20', elevated: '20 to 30', stress: '30 and above' } as const

export function Regimes({ past: { rules } }: { past: Past }) {
  const known = rules[0]?.regimes.some(({ days }) => days > 0) ?? false
  return (
    <section className="panel" aria-label="Tracking error by regime">
      <h2>Tracking error by regime</h2>
      {known ? (
        <table className="when-table">
          <thead>
            <tr>
              <th scope="col">Rule</th>
              {rules[0]?.regimes.map(({ regime, days }) => (
                <th scope="col" key={regime}>
                  {heads[regime]}
                  <br />
                  <span className="small">{count(days)} days</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map(rule => (
              <tr key={rule.name}>
                <th scope="row">{rule.name}</th>
                {rule.regimes.map(({ regime, trackingError }) => (
                  <td key={regime}>{trackingError === null ? 'too few days' : roughBasisPoints(trackingError)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="grey">Unknown: the book has no price series named VIX over these days. Import its daily closes under Data.</p>
      )}
    </section>
  )
}

export function Cautions({ past: { warnings, taxWords, costWords } }: { past: Past }) {
  return (
    <section className="panel" aria-label="What to keep in mind">
      <h2>What to keep in mind</h2>
      <ul className="plain-list">
        {warnings.map(({ code, what }) => (
          <li key={`${code} ${what}`}>{what}</li>
        ))}
      </ul>
      <h3>How costs and taxes are modelled</h3>
      <p>{costWords}</p>
      <p>{taxWords}</p>
    </section>
  )
}

export function Prices({ past: { assets } }: { past: Past }) {
  return (
    <section className="panel" aria-label="Prices of the past">
      <h2>Targets and their prices</h2>
      <table className="when-table">
        <thead>
          <tr>
            <th scope="col">Security</th>
            <th scope="col">Target</th>
            <th scope="col">Prices</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
          </tr>
        </thead>
        <tbody>
          {assets.map(asset => (
            <tr key={asset.security}>
              <th scope="row">
                {asset.symbol}
                {asset.used ? '' : ' (left out)'}
              </th>
              <td>{percent(asset.target)}</td>
              <td>{count(asset.prices)}</td>
              <td>{asset.from === null ? 'none' : date(asset.from)}</td>
              <td>{asset.to === null ? 'none' : date(asset.to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
