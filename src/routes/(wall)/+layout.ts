// The wall is live: its numbers arrive by a stream.
export const csr = true
