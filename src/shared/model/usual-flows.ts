/** Needs and deposits due within so many days count in a plan, where the firm has not said otherwise. Without zod, so that the window can read it. */
export const usualFlowDays = 30
