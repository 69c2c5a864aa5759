/** A screen's body: its one first-level heading, a line of words under it, what stands at its right, and the matter below. */
import type { ReactNode } from 'react'

interface ScreenFrameProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly aside?: ReactNode
  readonly children: ReactNode
  /** The page scrolls as a whole instead of its panels (forms). */
  readonly scrolls?: boolean
}

export function ScreenFrame({ title, lead, aside, children, scrolls }: ScreenFrameProps) {
  return (
    <div className={scrolls ? 'screen scrolls' : 'screen'}>
      <header className="screen-head">
        <div className="screen-title">
          <h1 className="clip" title={title} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className="grey clip">{lead}</p>}
        </div>
        {aside && <div className="line">{aside}</div>}
      </header>
      {children}
    </div>
  )
}
