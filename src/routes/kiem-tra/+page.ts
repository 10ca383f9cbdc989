// Plain HTML: someone at a counter holds a paper in one hand and an old phone in the other.
export const csr = false
