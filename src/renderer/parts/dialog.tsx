/** A modal dialog on the browser's own element: focus is kept inside and begins at `data-first`, Esc closes, focus goes back. */
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button.tsx'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons at the foot; a way out is always there. */
  readonly foot?: ReactNode
  readonly width?: number
}

export function Dialog({ title, onClose, children, foot, width = 560 }: DialogProps) {
  const id = useId()
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const opener = document.activeElement
    box.current?.showModal()
    box.current?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => {
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])

  return (
    <dialog
      ref={box}
      className="dialog"
      aria-labelledby={id}
      style={{ width }}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
    >
      <header className="line between">
        <h2 id={id}>{title}</h2>
        <Button look="plain" icon="close" onPress={onClose}>
          Close
        </Button>
      </header>
      <div className="dialog-body">{children}</div>
      {foot && <footer className="line dialog-foot">{foot}</footer>}
    </dialog>
  )
}
