/** A group of wishes that is closed at first: its line says what is asked there, so nothing is hidden without a word. It opens at once where something other than usual is asked. */
import { type ReactNode, useState } from 'react'

interface WishSummaryProps {
  readonly title: string
  /** What is asked, in a few words: `all 3, as the targets are`. */
  readonly said: string
  readonly unusual: boolean
  readonly children: ReactNode
}

export function WishSummary({ title, said, unusual, children }: WishSummaryProps) {
  const [open, setOpen] = useState(unusual)
  return (
    <details className="wish-more" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{title}</strong> <span className="grey">{said}</span>
      </summary>
      {children}
    </details>
  )
}
