/** Pages of what stands in for others in the demo: plain HTML in our look, without script, each under an address of its own. */
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'

const uiFolder = join(process.cwd(), 'src/ui')
const fontFiles = ['be-vietnam-pro-400.woff2', 'be-vietnam-pro-600.woff2']

const ownStyles = `
.top .wrap{padding-block:var(--s4);font-weight:600}`

/** The tokens and what every look shares, and `styles` behind them; its fonts lie below `path`. */
export function stylesheet(path: string, styles: string): string {
  return ['tokens.css', ...importsOf('shared.css')]
    .map((file) => readSheet(file).replaceAll('../../fonts/', `${path}/chu/`))
    .concat(ownStyles, styles)
    .join('\n')
}

function importsOf(file: string): string[] {
  return [...readSheet(file).matchAll(/^@import "\.\/(.+)";$/gm)].map(([, path]) => path ?? '')
}

function readSheet(file: string): string {
  return readFileSync(join(uiFolder, 'css', file), 'utf8')
}

export function font(name: string): Buffer | undefined {
  return fontFiles.includes(name) ? readFileSync(join(uiFolder, 'fonts', name)) : undefined
}

/** `body` is HTML, the rest is text. */
export function frame(text: { title: string; top: string; sheet: string; body: string }): string {
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(text.title)}</title><link rel="icon" href="/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="${escapeHtml(text.sheet)}"></head>
<body><header class="top"><div class="wrap">${escapeHtml(text.top)}</div></header>
<main><div class="wrap page"><div class="one flow">${text.body}</div></div></main></body></html>`
}

export function sendPage(response: ServerResponse, status: number, html: string): void {
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  )
  response.setHeader('cache-control', 'no-store')
  response.setHeader('referrer-policy', 'same-origin')
  send(response, status, 'text/html; charset=utf-8', html)
}

export function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type })
  response.end(body)
}

/** A body of at most so many bytes; throws beyond. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    chunks.push(chunk)
    length += chunk.length
    if (length > mostBytes) throw new RangeError('body too long')
  }
  return Buffer.concat(chunks)
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
