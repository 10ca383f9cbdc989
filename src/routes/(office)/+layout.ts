// Officers' pages work without script and are quicker with it.
export const csr = true
