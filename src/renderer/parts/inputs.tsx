/**
 * Fields for exact values. Text is kept as typed; the value, or the sentence that says what is wrong, is told on every change, and the text
 * is written out in full when the field is left. `onChange(undefined)` says that what stands there is not a value.
 */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Cents } from '../../shared/kernel/cents.ts'
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import { decimalFromScaled } from '../../shared/kernel/decimal.ts'
import type { Shares } from '../../shared/kernel/shares.ts'
import { Field } from './field.tsx'
import { moneyText, sharesText, type Typed, typedDate, typedMoney, typedPercent, typedShares, typedWhole } from './typed.ts'

interface CommonProps {
  readonly label: string
  readonly help?: ReactNode
  /** An error the screen found (a sum that does not add up); the field's own errors come first. */
  readonly error?: string | null
  readonly disabled?: boolean
  /** May be left empty; the value is then null. */
  readonly optional?: boolean
}

interface ValueProps<Value> extends CommonProps {
  readonly value: Value | null
  readonly onChange: (value: Value | null | undefined) => void
}

interface ExactProps<Value> extends ValueProps<Value> {
  readonly unit?: string
  readonly parse: (text: string) => Typed<Value>
  readonly write: (value: Value | null) => string
  readonly sample: string
  readonly kind: 'number' | 'date'
}

function ExactInput<Value>(props: ExactProps<Value>) {
  const { label, value, onChange, unit, help, error, disabled, optional, parse, write, sample, kind } = props
  const id = useId()
  const [text, setText] = useState(() => write(value))
  const [own, setOwn] = useState<string | null>(null)
  const written = write(value)
  const told = useRef(written)
  // Only a value that came from outside replaces the text; what was told from here already stands there as typed.
  useEffect(() => {
    if (written === told.current) return
    told.current = written
    setText(written)
    setOwn(null)
  }, [written])

  function take(next: string) {
    setText(next)
    const read = parse(next)
    const wrong = read.ok ? (read.value === null && !optional ? 'This is needed.' : null) : read.error
    setOwn(wrong)
    const value = read.ok && wrong === null ? read.value : undefined
    told.current = write(value ?? null)
    onChange(value)
  }

  const wrong = own ?? error ?? null
  return (
    <Field id={id} label={label} help={help} error={wrong} {...(unit ? { unit } : {})}>
      <input
        id={id}
        className={kind}
        value={text}
        placeholder={sample}
        disabled={disabled}
        inputMode={kind === 'number' ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-said`}
        onChange={event => take(event.target.value)}
        onBlur={() => own === null && setText(written)}
      />
    </Field>
  )
}

export function MoneyInput(props: ValueProps<Cents>) {
  return <ExactInput {...props} unit="$" parse={typedMoney} write={moneyText} sample="0.00" kind="number" />
}

export function ShareInput(props: ValueProps<Shares>) {
  return <ExactInput {...props} unit="sh" parse={typedShares} write={sharesText} sample="0" kind="number" />
}

export function DateInput(props: ValueProps<CivilDate>) {
  return <ExactInput {...props} parse={typedDate} write={writeDate} sample="2026-11-21" kind="date" />
}

export function WholeInput({ unit = '', ...props }: ValueProps<number> & { readonly unit?: string }) {
  return <ExactInput {...props} unit={unit} parse={typedWhole} write={writeWhole} sample="0" kind="number" />
}

/** Hundredths of a percent (or of a basis point, or of a point), typed as such: 250 reads `2.5`. */
export function HundredthsInput({ unit, ...props }: ValueProps<number> & { readonly unit: string }) {
  return <ExactInput {...props} unit={unit} parse={parseHundredths} write={writeHundredths} sample="0" kind="number" />
}

/** A rate held as a fraction (0.238), typed as a percentage (`23.8`) with at most four decimals. */
export function RateInput(props: ValueProps<number>) {
  return <ExactInput {...props} unit="%" parse={parseRate} write={writeRate} sample="0" kind="number" />
}

const writeDate = (value: CivilDate | null) => value ?? ''
const writeWhole = (value: number | null) => (value === null ? '' : String(value))
const parseHundredths = (text: string) => typedPercent(text, 2)
const writeHundredths = (value: number | null) => (value === null ? '' : decimalFromScaled(value, 2))
const writeRate = (value: number | null) => (value === null ? '' : decimalFromScaled(Math.round(value * 1_000_000), 4))
function parseRate(text: string): Typed<number> {
  const read = typedPercent(text, 4)
  if (!read.ok || read.value === null) return read
  return read.value < 0 || read.value > 1_000_000
    ? { ok: false, error: 'A rate lies between 0 and 100 %.' }
    : { ok: true, value: read.value / 1_000_000 }
}

interface TextProps extends CommonProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** When the focus goes elsewhere. */
  readonly onLeave?: () => void
  readonly longest?: number
  readonly lines?: number
  readonly placeholder?: string
}

export function TextInput({ label, value, onChange, onLeave, help, error, disabled, longest = 120, lines = 1, placeholder }: TextProps) {
  const id = useId()
  const common = {
    id,
    value,
    disabled,
    placeholder,
    maxLength: longest,
    'aria-invalid': Boolean(error),
    'aria-describedby': `${id}-said`,
    autoComplete: 'off',
    onBlur: onLeave,
  }
  return (
    <Field id={id} label={label} help={help} error={error}>
      {lines > 1 ? (
        <textarea {...common} rows={lines} onChange={event => onChange(event.target.value)} />
      ) : (
        <input {...common} onChange={event => onChange(event.target.value)} />
      )}
    </Field>
  )
}

interface SelectProps<Value extends string> extends CommonProps {
  readonly value: Value | null
  /** Word shown where nothing is chosen; without it a choice is needed. */
  readonly none?: string
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value | null) => void
}

export function Select<Value extends string>({ label, value, none, choices, onChange, help, error, disabled }: SelectProps<Value>) {
  const id = useId()
  return (
    <Field id={id} label={label} help={help} error={error}>
      <select
        id={id}
        value={value ?? ''}
        disabled={disabled}
        aria-describedby={`${id}-said`}
        onChange={event => onChange(event.target.value === '' ? null : (event.target.value as Value))}
      >
        {(none !== undefined || value === null) && <option value="">{none ?? 'Choose'}</option>}
        {choices.map(choice => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

export function CheckBox({
  label,
  value,
  onChange,
  disabled,
}: {
  label: string
  value: boolean
  onChange: (value: boolean) => void
  disabled?: boolean
}) {
  return (
    <label className="check-box">
      <input type="checkbox" checked={value} disabled={disabled} onChange={event => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  )
}
