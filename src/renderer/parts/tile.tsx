/** A tile of the book: how many, how much, in words; pressing it filters the grid below, pressing it again takes the filter back. */
interface TileProps {
  readonly title: string
  readonly count: string
  readonly amount: string | null
  readonly what: string
  readonly pressed: boolean
  readonly quiet: boolean
  readonly onPress: () => void
}

export function Tile({ title, count, amount, what, pressed, quiet, onPress }: TileProps) {
  return (
    <button type="button" className={quiet ? 'tile nothing' : 'tile'} aria-pressed={pressed} onClick={onPress} title={what}>
      <span className="tile-title clip">{title}</span>
      <span className="tile-count">
        {count}
        {amount !== null && <span className="tile-amount">{amount}</span>}
      </span>
      <span className="tile-what">{what}</span>
    </button>
  )
}
