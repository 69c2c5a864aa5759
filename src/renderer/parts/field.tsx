/** A labelled control: label above, unit beside it (dollars before, all others after), help or error below. The control inside is found by its id. */
import type { ReactNode } from 'react'

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly unit?: string
  readonly help?: ReactNode
  readonly error?: string | null | undefined
  readonly children: ReactNode
}

export function Field({ id, label, unit, help, error, children }: FieldProps) {
  return (
    <div className={error ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      <div className="field-line">
        {unit === '$' && <span className="field-unit">$</span>}
        {children}
        {unit && unit !== '$' && <span className="field-unit">{unit}</span>}
      </div>
      <p id={`${id}-said`} className="field-said" role={error ? 'alert' : undefined}>
        {error ?? help ?? ''}
      </p>
    </div>
  )
}
