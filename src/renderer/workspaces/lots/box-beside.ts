/** From one box of shares to another by arrow keys, with what stands in it selected; at either end it stays where it is. */
export function toBox(list: HTMLElement | null, at: number): void {
  const all = [...(list?.querySelectorAll<HTMLInputElement>('input[data-box]') ?? [])]
  const box = all[Math.max(0, Math.min(all.length - 1, at))]
  box?.focus()
  box?.select()
}
