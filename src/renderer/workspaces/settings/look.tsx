/** Light, dark, or as the system says. */
import { useFrame } from '../../shell/frame.tsx'
import { type ThemeChoice, themeChoices } from '../../shell/theme.ts'

const words: Readonly<Record<ThemeChoice, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' }

export function Look() {
  const { theme } = useFrame()
  return (
    <fieldset className="panel">
      <legend>Light or dark</legend>
      {themeChoices.map(choice => (
        <label key={choice} className="check-box">
          <input type="radio" name="look" checked={theme.choice === choice} onChange={() => theme.choose(choice)} />
          <span>{words[choice]}</span>
        </label>
      ))}
      <p className="grey small">Paper is always black on white.</p>
    </fieldset>
  )
}
