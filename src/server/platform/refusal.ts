type Status = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503

/** An expected "no": the request was understood and a rule forbids it. Anything else thrown is a defect. */
export class Refusal extends Error {
  readonly code: string
  readonly status: Status
  readonly details: Record<string, unknown>

  constructor(code: string, status: Status, details: Record<string, unknown>) {
    super(code)
    this.code = code
    this.status = status
    this.details = details
  }
}

/** Declares one reason to say no. `code` names its message, `refusals[code]`, and never changes once released. */
export function defineRefusal(code: string, status: Status) {
  return (details: Record<string, unknown> = {}) => new Refusal(code, status, details)
}
