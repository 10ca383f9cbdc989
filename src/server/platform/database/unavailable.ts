/** Errors that mean "this cannot be served now": the connection, the server, the disk or this process, never the question. */

/** What Node and PostgreSQL (appendix A of its manual) call them. */
const codes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  // Every descriptor of this process or of the machine is in use.
  'EMFILE',
  'ENFILE',
  // No thread could be started: no descriptor, no memory.
  'ERR_WORKER_INIT_FAILED',
  // Read-only: a standby, or a disk that stopped writing.
  '25006',
  // The server ended a transaction that took or rested too long, or a statement.
  '25P03',
  '25P04',
  '57014',
  // Two transactions in each other's way; the next attempt finds the way free.
  '40001',
  '40P01',
  '55P03',
])
/** Connection lost; no room for one more connection, memory or disk; shutting down or starting. */
const classes = ['08', '53', '57P']

/** The words of pg and pg-pool, which give no code. */
const words = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
]

/** EIO, ENOMEM, ENFILE, EMFILE and ENOSPC as a library written in Rust tells them, by their numbers. */
const osErrors = /\(os error (?:5|12|23|24|28)\)/

/** Whether the same request may succeed in a moment. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && (codes.has(code) || classes.some((start) => code.startsWith(start)))) {
    return true
  }
  if (osErrors.test(error.message)) return true
  if (words.some((start) => error.message.startsWith(start))) return true
  return isUnavailable(error.cause)
}
