/** The schema that marks a database being filled by a move: nothing starts with it, and the next move makes it anew. */
export const movingMark = 'nhip_moving'
