/**
 * Shows an answer of useQuery or useJobQuery with its faces: at work, refused, and (above an older answer) that a newer one is on its way
 * or could not be had. Screens only write what they do with the value.
 */
import type { ReactNode } from 'react'
import type { Answer } from '../desk/use-query.ts'
import { Button } from './button.tsx'
import { ErrorFace, LoadingFace, RefusalBanner } from './faces.tsx'

interface AnswerViewProps<Value> {
  readonly answer: Answer<Value>
  /** What is under way, `Reviewing the book`. */
  readonly what: string
  readonly children: (value: Value) => ReactNode
}

export function AnswerView<Value>({ answer, what, children }: AnswerViewProps<Value>) {
  if (answer.value === undefined) {
    if (answer.refusal) return <ErrorFace refusal={answer.refusal} onRetry={answer.refresh} />
    return <LoadingFace what={what} step={answer.progress} onStop={answer.stop} />
  }
  return (
    <>
      {answer.refusal && (
        <div className="line">
          <RefusalBanner refusal={answer.refusal} />
          <Button onPress={answer.refresh}>Try again</Button>
        </div>
      )}
      {children(answer.value)}
    </>
  )
}
