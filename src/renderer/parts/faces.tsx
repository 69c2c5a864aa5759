/** The faces of a screen that cannot show its matter: nothing there, still at work, refused, and a banner above what it does show. */
import { type ReactNode, useEffect, useState } from 'react'
import type { Progress as Step } from '../../shared/contract/bridge.ts'
import type { Refusal } from '../../shared/kernel/outcome.ts'
import { refusalLine } from '../../shared/kernel/outcome.ts'
import { count } from '../../shared/present/format.ts'
import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import { Icon } from './icon.tsx'

/** `stop` and `warning` interrupt a screen reader; a note does not. */
export function Banner({ weight, children, action }: { weight: 'note' | 'warning' | 'stop'; children: ReactNode; action?: ReactNode }) {
  const icon = weight === 'note' ? 'note' : weight === 'warning' ? 'caution' : 'blocked'
  return (
    <div className={`banner ${weight}`} role={weight === 'note' ? 'status' : 'alert'}>
      <Icon name={icon} />
      <div className="banner-text">{children}</div>
      {action}
    </div>
  )
}

/** What is not there and what to do about it. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="face">
      <h2>{title}</h2>
      {children && <div className="face-text">{children}</div>}
      {action && <div className="line">{action}</div>}
    </div>
  )
}

/** A refusal as a whole screen: what, where, what to do; the code and trace id can be copied. */
export function ErrorFace({ refusal, onRetry }: { refusal: Refusal; onRetry?: (() => void) | undefined }) {
  return (
    <div className="face" role="alert">
      <h2>{refusal.code === 'cancelled' ? 'Stopped' : 'This cannot be shown'}</h2>
      <RefusalText refusal={refusal} />
      <div className="line">
        {onRetry && (
          <Button look="strong" onPress={onRetry}>
            Try again
          </Button>
        )}
        <CopyButton text={refusalLine(refusal)}>Copy details</CopyButton>
      </div>
    </div>
  )
}

/** A refusal inside a form or above a grid. */
export function RefusalBanner({ refusal, onClear }: { refusal: Refusal; onClear?: () => void }) {
  return (
    <Banner
      weight={refusal.code === 'cancelled' ? 'note' : 'stop'}
      action={
        <>
          <CopyButton text={refusalLine(refusal)}>Copy details</CopyButton>
          {onClear && (
            <Button look="plain" icon="close" onPress={onClear}>
              Dismiss
            </Button>
          )}
        </>
      }
    >
      <RefusalText refusal={refusal} />
    </Banner>
  )
}

function RefusalText({ refusal }: { refusal: Refusal }) {
  return (
    <div className="refusal">
      <p>{refusal.what}</p>
      {refusal.where && <p className="grey">Where: {refusal.where}</p>}
      {refusal.remedy && <p>{refusal.remedy}</p>}
      <p className="grey small">Code {refusal.code}</p>
    </div>
  )
}

/** A bar with its words and a stop. Without a step yet it says only what is under way, and nothing at all for the first 250 ms. */
export function Progress({ what, step, onStop }: { what: string; step: Step | null; onStop?: (() => void) | undefined }) {
  const waited = useLater(250)
  if (!waited && step === null) return <div className="progress" />
  const part = step && step.of > 0 ? Math.min(1, step.done / step.of) : undefined
  return (
    <div className="progress" role="status">
      <span className="clip">
        {what}
        {step ? progressWords(step) : ''}
      </span>
      <progress aria-label={what} {...(part === undefined ? {} : { value: part })} max={1} />
      {onStop && (
        <Button look="plain" icon="stop" onPress={onStop}>
          Stop
        </Button>
      )}
    </div>
  )
}

/** `330 of 600 households`, or with a name behind it: ` · 12 of 40 · lots.csv`. */
export function progressWords({ done, of, what }: Step): string {
  const steps = of > 1 ? `${count(done)} of ${count(of)}` : ''
  if (!what) return steps && ` · ${steps}`
  return /^[a-z ]+$/.test(what) ? ` · ${steps} ${what}` : ` · ${[steps, what].filter(Boolean).join(' · ')}`
}

/** A whole screen at work. */
export function LoadingFace({ what, step = null, onStop }: { what: string; step?: Step | null; onStop?: (() => void) | undefined }) {
  return (
    <div className="face loading">
      <Progress what={what} step={step} onStop={onStop} />
    </div>
  )
}

function useLater(milliseconds: number): boolean {
  const [later, setLater] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), milliseconds)
    return () => clearTimeout(timer)
  }, [milliseconds])
  return later
}
