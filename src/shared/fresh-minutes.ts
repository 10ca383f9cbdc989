/** How long a proof of who one is counts as fresh. */
export const freshMinutes = 5
