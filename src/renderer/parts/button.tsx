/** Buttons. `strong` is the one thing to do on a screen; `plain` sits in lines of text and tables; the rest is `quiet`. */
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

interface ButtonProps {
  readonly children: ReactNode
  readonly onPress: () => void
  readonly look?: 'strong' | 'quiet' | 'plain'
  readonly icon?: IconName
  readonly disabled?: boolean
  /** Why it cannot be pressed, or what it does; shown on hover and read out. */
  readonly tip?: string | undefined
  readonly keys?: string
  readonly pressed?: boolean
  /** A name for ears where the shown words are not enough on their own. */
  readonly label?: string
}

export function Button({ children, onPress, look = 'quiet', icon, disabled, tip, keys, pressed, label }: ButtonProps) {
  return (
    <button
      type="button"
      className={`button ${look}`}
      onClick={onPress}
      disabled={disabled}
      title={tip}
      aria-pressed={pressed}
      aria-label={label}
      aria-keyshortcuts={keys?.replaceAll(' ', '')}
    >
      {icon && <Icon name={icon} />}
      <span className="clip">{children}</span>
    </button>
  )
}
