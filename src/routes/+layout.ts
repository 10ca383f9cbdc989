// Plain HTML unless a room asks for more: citizens' pages must work on the oldest phone in the province.
export const csr = false
