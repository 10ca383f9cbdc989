/** A file recorded elsewhere, sent in pieces: what the server has of it is not sent again. */

export interface FileToSend {
  /** `/hop/<meeting>/ghi-am/<id>/tep` */
  address: string
  file: Blob & { name: string }
  /** When it began, as it was typed. */
  clock: string
}

/** `refused` in the words of the server; what was sent stays in every case. */
export type SentFile = 'sent' | 'stopped' | 'broken' | 'signed out' | { refused: string }

interface Answer {
  pieceBytes?: number
  pieces?: number
  here?: number[]
  message?: string
}

const tries = 4
const timeLimitMs = 120_000

/** Sends what is missing, and says how far it is, from 0 to 1. A piece whose line breaks is sent again some times. */
export async function sendFile(
  { address, file, clock }: FileToSend,
  { told, signal, wait = later }: Sending,
): Promise<SentFile> {
  const head = JSON.stringify({ name: file.name, size: file.size, clock })
  const begun = await ask(address, { body: head, signal })
  if ('ended' in begun) return begun.ended
  const { pieceBytes = 0, pieces = 0, here = [] } = begun.answer
  if (!(pieceBytes > 0)) return 'broken'
  const missing = Array.from({ length: pieces }, (_, number) => number).filter((one) => !here.includes(one))
  for (const [at, number] of missing.entries()) {
    told((pieces - missing.length + at) / pieces)
    const bytes = await file
      .slice(number * pieceBytes, (number + 1) * pieceBytes)
      .arrayBuffer()
      .catch(() => undefined)
    if (!bytes) return 'broken'
    const headers = { 'x-chunk-sha256': hex(await crypto.subtle.digest('SHA-256', bytes)) }
    for (let turn = 1; ; turn++) {
      const sent = await ask(`${address}/${number}`, { body: bytes, headers, signal })
      if (!('ended' in sent)) break
      if (sent.ended !== 'broken' || turn === tries) return sent.ended
      await wait(turn * 1000)
    }
  }
  told(1)
  return 'sent'
}

export interface Sending {
  told: (share: number) => void
  signal: AbortSignal
  wait?: (ms: number) => Promise<void>
}

async function ask(
  address: string,
  { body, headers, signal }: { body: BodyInit; headers?: Record<string, string>; signal: AbortSignal },
): Promise<{ answer: Answer } | { ended: SentFile }> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)])
  const response = await fetch(address, {
    method: 'PUT',
    headers: {
      'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream',
      ...headers,
    },
    body,
    signal: limited,
  }).catch(() => undefined)
  if (signal.aborted) return { ended: 'stopped' }
  const answer: Answer | undefined = await response?.json().catch(() => undefined)
  // An answer without words is not ours: some machine on the way, or a page to sign in.
  if (!response || (!answer && response.status !== 401)) return { ended: 'broken' }
  if (response.status === 401) return { ended: 'signed out' }
  if (response.ok) return { answer: answer ?? {} }
  const isPassing = response.status === 429 || response.status >= 500
  return { ended: isPassing && !answer?.message ? 'broken' : { refused: answer?.message ?? '' } }
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function later(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
