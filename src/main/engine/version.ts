/** Name and version of the arithmetic: on every review and ticket, so that a figure can be told from one of another release. */
export const engineVersion = 'lotwright-engine 0.1.0'
