/** Every refusal in words, for the page that the `type` of problem details leads to. */

import { refusalCodes, vi } from '#shared/messages/vi.ts'
import { statusOfRefusal } from '#shared/refusal.ts'

export interface ListedRefusal {
  code: string
  status?: number
  words: string
}

/** What the words of a refusal may name; whatever is not here is shown as “…”. */
const sample: Record<string, unknown> = {
  allowed: ['GET', 'HEAD'],
  deepest: 24,
  fields: ['answers.child.fullName'],
  issues: [{ field: 'answers.child.fullName', code: 'missing' }],
  kind: 'other',
  limit: undefined,
  minutes: 10,
  missing: [{ key: 'chung-sinh', name: 'Giấy chứng sinh' }],
  most: 20,
  problems: [],
  scope: 'dossiers:write',
  seconds: 60,
}

/** The same name means bytes to some. */
const sampleBytes = { most: 512 * 1024 }

export function listRefusals(): ListedRefusal[] {
  return refusalCodes.map((code) => {
    const own: Record<string, unknown> = code.endsWith('_too_large') ? { ...sample, ...sampleBytes } : sample
    const details = new Proxy(own, { get: (known, name) => (name in known ? known[String(name)] : '…') })
    const status = statusOfRefusal(code)
    return { code, ...(status ? { status } : {}), words: vi.refusal(code, details) }
  })
}
