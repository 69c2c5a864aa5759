/** Called once a step of long work (an interior point polish, a node of the tree); throws where the work is to stop. */
export interface Checkpoint {
  advance(done: number, of: number): void
}
