/** The part of a form that takes a record back: a reason is asked for and kept, because nothing disappears without one. */
import { useState } from 'react'
import { Button } from './button.tsx'
import { TextInput } from './inputs.tsx'

export function TakeBack({ children, running, onRemove }: { children: string; running: boolean; onRemove: (reason: string) => void }) {
  const [why, setWhy] = useState('')
  return (
    <fieldset className="line take-back">
      <legend>Take it back</legend>
      <TextInput label="Why" longest={500} value={why} onChange={setWhy} />
      <Button disabled={running || why.trim() === ''} onPress={() => onRemove(why.trim())}>
        {children}
      </Button>
    </fieldset>
  )
}
