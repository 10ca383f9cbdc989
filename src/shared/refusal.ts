type Status = 400 | 401 | 403 | 404 | 405 | 408 | 409 | 410 | 413 | 415 | 422 | 429 | 503

/** What a caller may need to know beside the code. The names that problem details use themselves are taken (RFC 9457). */
export type RefusalDetails = { [name: string]: unknown } & {
  [taken in 'type' | 'title' | 'status' | 'detail' | 'instance' | 'reference']?: never
}

/** An expected "no": the request was understood and a rule forbids it. Anything else thrown is a defect. */
export class Refusal extends Error {
  readonly code: string
  readonly status: Status
  readonly details: RefusalDetails

  constructor(code: string, status: Status, details: RefusalDetails) {
    super(code)
    this.code = code
    this.status = status
    this.details = details
  }
}

const statuses = new Map<string, Status>()

/** The HTTP status of a refusal, once the file that declares it is loaded. */
export function statusOfRefusal(code: string): number | undefined {
  return statuses.get(code)
}

/** Declares one reason to say no. `code` names its message, `refusals[code]`, and never changes once released. */
export function defineRefusal(code: string, status: Status) {
  statuses.set(code, status)
  return (details: RefusalDetails = {}) => new Refusal(code, status, details)
}
