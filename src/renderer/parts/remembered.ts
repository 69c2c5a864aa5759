/** Small choices of this machine (theme, panel sizes): kept in the browser's storage, never anything about a client. */
import { useCallback, useState } from 'react'

const prefix = 'lotwright.'

export function remembered<Value>(name: string, otherwise: Value, check: (value: unknown) => value is Value): Value {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(prefix + name) ?? 'null')
    return check(value) ? value : otherwise
  } catch {
    return otherwise
  }
}

export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // storage may be switched off or full; the choice then lasts as long as the window
  }
}

export function useRemembered<Value>(
  name: string,
  otherwise: Value,
  check: (value: unknown) => value is Value,
): [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => remembered(name, otherwise, check))
  const set = useCallback(
    (next: Value) => {
      setValue(next)
      remember(name, next)
    },
    [name],
  )
  return [value, set]
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean'
}
