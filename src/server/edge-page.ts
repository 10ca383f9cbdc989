/** What the edge says itself, before any page or operation: to people as a page, to programs as problem details. */
import type { IncomingHttpHeaders } from 'node:http'
import { m } from '#shared/messages/index.ts'
import { inLanguage, type Language } from '#shared/messages/request-language.server.ts'

interface EdgeRefusal {
  status: number
  code: string
  details?: Record<string, unknown>
}

interface Asked {
  isPerson: boolean
  language: Language
}

/** Who asked, as far as these headers tell: a browser that opens a page accepts HTML by name. */
export function whoAsks({ accept = '', cookie = '' }: IncomingHttpHeaders): Asked {
  const language = /(^|;\s*)ngon-ngu=en(;|$)/.test(cookie) ? 'en' : 'vi'
  return { isPerson: accept.toLowerCase().includes('text/html'), language }
}

/** The same, read from bytes that never became a request. */
export function whoAsksRaw(bytes: Uint8Array | undefined): Asked {
  const text = Buffer.from(bytes ?? []).toString('latin1')
  const lineOf = (name: string) => new RegExp(`^${name}:(.*)$`, 'im').exec(text)?.[1] ?? ''
  return whoAsks({ accept: lineOf('accept'), cookie: lineOf('cookie').trim() })
}

/** The body of a refusal of the edge and its type, in the words of whoever asked. */
export function sayAtEdge(
  { isPerson, language }: Asked,
  refusal: EdgeRefusal,
): { type: string; body: string } {
  return inLanguage(language, () =>
    isPerson
      ? { type: 'text/html; charset=utf-8', body: pageOf(language, refusal) }
      : { type: 'application/problem+json', body: problemOf(refusal) },
  )
}

/** Problem details, RFC 9457. */
function problemOf({ status, code, details = {} }: EdgeRefusal): string {
  return JSON.stringify({ type: `/api/v1#${code}`, title: code, status, detail: m.refusal(code, details) })
}

/** It depends on no build: what built the pages may be what is in the way. */
function pageOf(language: Language, { code, details = {} }: EdgeRefusal): string {
  const { title, unsent, byCode, home } = m.ui.errors.edge
  const words = byCode[code] ?? m.refusal(code, details)
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${escaped(m.ui.titleOf(title))}</title>
    <link rel="stylesheet" href="/error.css">
  </head>
  <body>
    <header>Nhịp</header>
    <main>
      <h1>${escaped(title)}</h1>
      <p>${escaped(words)}</p>
      <p>${escaped(unsent)}</p>
      <p><a href="/">${escaped(home)}</a></p>
    </main>
  </body>
</html>
`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
