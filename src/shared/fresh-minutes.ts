/** How long a proof of who one is counts as fresh. */
export const freshMinutes = 5

/** How long after it was made a token may sign: the proof it was made with counts once for a batch, not for the token's life. */
export const signingTokenMinutes = 60
