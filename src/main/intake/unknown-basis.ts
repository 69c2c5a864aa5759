/** Custodians' words for a basis they do not have; they state an unknown, not a zero. */
export const unknownBasis = /^(incomplete|not tracked|unavailable|unknown|not provided|missing)$/i
