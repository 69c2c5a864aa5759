/** Keys as caps: `<KeyHint keys="Alt+Enter" />`. On a Mac the same keys carry their Mac names. */
const isMac = /Mac/.test(globalThis.navigator?.platform ?? '')
const macNames: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' }

export function KeyHint({ keys }: { keys: string }) {
  const caps = keys.split('+').map(key => (isMac ? (macNames[key] ?? key) : key))
  return (
    <span className="keys">
      {caps.map(cap => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  )
}
