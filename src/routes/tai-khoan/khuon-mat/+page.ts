// The camera needs script; files of pictures do not.
export const csr = true
