/** Server-sent events, the little of them both ends need: `event: name`, `data: one line of JSON`, an empty line. */
export function eventText(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}

/**
 * Reads a body to its end. A reply of many megabytes arrives in pieces without a line end; pieces are joined once, when the event is
 * complete, instead of once per piece.
 */
export async function readEvents(body: ReadableStream<Uint8Array>, take: (name: string, data: unknown) => void): Promise<void> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let pieces: string[] = []
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const text = decoder.decode(value, { stream: true })
    pieces.push(text)
    if (!text.includes('\n')) continue
    const parts = pieces.join('').split('\n\n')
    pieces = [parts.pop() ?? '']
    for (const part of parts) takeOne(part, take)
  }
}

function takeOne(part: string, take: (name: string, data: unknown) => void): void {
  const found = /^event: ([\w.-]+)\ndata: /.exec(part)
  if (found) take(found[1] as string, JSON.parse(part.slice(found[0].length)))
}
