/** One chunk over the line, and what its answer means for it and for those behind it. */
import type { KeptChunk } from './kept.ts'
import type { SendOutcome } from './send-chunks.ts'

const timeLimitMs = 30_000

export async function sendOne(
  { meeting, recording, number, startsMs, sha256, bytes }: KeptChunk,
  recorded: number,
): Promise<SendOutcome> {
  const response = await fetch(`/hop/${meeting}/ghi-am/${recording}/${number}`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      'x-chunk-sha256': sha256,
      'x-chunk-starts': String(startsMs),
      'x-chunk-recorded': String(recorded),
    },
    body: bytes,
    signal: AbortSignal.timeout(timeLimitMs),
  }).catch(() => undefined)
  if (!response) return { later: 'line' }
  const answer = await response.json().catch(() => undefined)
  return meaningOf(response.status, answer)
}

interface Answer {
  isOver?: boolean
  code?: string
  message?: string
}

/** Exported for its test. */
export function meaningOf(status: number, answer: Answer | undefined): SendOutcome {
  // An answer without words is not ours: some machine on the way, or a page to sign in.
  if (status >= 200 && status < 300)
    return answer?.isOver === undefined ? { later: 'line' } : { taken: true, isOver: answer.isOver }
  if (status === 401) return { later: 'signed out' }
  if (status === 408 || status === 429) return { later: 'line' }
  const { code, message } = answer ?? {}
  if (!message) return { later: 'line' }
  if (code === 'files.disk_full' || code === 'files.not_writable') return { later: 'full' }
  // Busy, broken on the way, a defect that only this one meets.
  if (status >= 500 || code === 'meetings.chunk_broken') return { notNow: message }
  return { refused: message }
}
