/** Copies a text (a code, a trace id, a ticket's words) and says that it did. */
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'

export function CopyButton({ text, children = 'Copy' }: { text: string; children?: string }) {
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => {
    if (said === null) return
    const timer = setTimeout(() => setSaid(null), 2000)
    return () => clearTimeout(timer)
  }, [said])

  function copy() {
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Select the text and copy it by hand'),
    )
  }

  return (
    <Button look="plain" icon="copy" onPress={copy}>
      <span aria-live="polite">{said ?? children}</span>
    </Button>
  )
}
