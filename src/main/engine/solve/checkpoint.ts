/** Called once a step of long work (an interior point polish, a node of the tree); throws where the work is to stop. */
export interface Checkpoint {
  /** `gap`: what is proven so far, relative; left out while there is no plan. */
  advance(done: number, of: number, gap?: number): void
}
