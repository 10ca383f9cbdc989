// Forms and links only: nothing here needs script.
export const csr = false
