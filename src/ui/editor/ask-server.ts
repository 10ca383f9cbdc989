/** Asks the page's own door; what was refused comes back in words, a lost line as such. */

export type Answer<Told> =
  | { ok: true; told: Told }
  | { ok: false; code: string; message: string; status: number }

export async function askServer<Told>(
  address: string,
  asked: object,
  { keepalive = false } = {},
): Promise<Answer<Told>> {
  const body = JSON.stringify(asked)
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
      // The browser finishes it after the page has gone; larger ones it would refuse.
      keepalive: keepalive && body.length < 60_000,
    })
    const told = await answer.json().catch(() => ({}))
    if (answer.ok) return { ok: true, told }
    return { ok: false, status: answer.status, code: told.code ?? '', message: told.message ?? '' }
  } catch {
    return { ok: false, status: 0, code: 'offline', message: '' }
  }
}

/** A lost line, or a server that has too much to do: the same may be taken a little later. */
export function isWorthAsking(status: number): boolean {
  return status === 0 || status === 429 || status >= 500
}
