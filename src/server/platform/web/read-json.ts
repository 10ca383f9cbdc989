/** JSON from outside, read once: bounded, valid UTF-8, not too deep, and text PostgreSQL can keep. */
import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { defineRefusal } from '#shared/refusal.ts'
import { isStorable, notText } from '../storable-text.ts'

const tooLarge = defineRefusal('platform.body_too_large', 413)
const tooDeep = defineRefusal('platform.body_too_deep', 422)
const notJson = defineRefusal('platform.not_json', 400)

/** A form's answers fit many times over; files go to /files. */
const mostBytes = 512 * 1024
const deepest = 24

/** For routes whose body is JSON; a body of another type is left to the route's own validator, which refuses it. */
export const readJson: MiddlewareHandler<{ Variables: { bodyMark?: Buffer } }> = async (c, next) => {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? '')) return next()
  if (Number(c.req.header('content-length') ?? 0) > mostBytes) throw tooLarge({ most: mostBytes })
  const bytes = await readLimited(c.req.raw)
  const body = parse(bytes)
  c.set('bodyMark', createHash('sha256').update(bytes).digest())
  // The route's validator asks for the JSON again: it gets what was parsed here.
  Object.assign(c.req, { json: async () => body })
  return next()
}

async function readLimited(request: Request): Promise<Buffer> {
  if (request.headers.has('content-length')) return Buffer.from(await request.arrayBuffer())
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.length
    if (length > mostBytes) throw tooLarge({ most: mostBytes })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function parse(bytes: Buffer): unknown {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    throw notJson()
  }
  if (depthOf(text) > deepest) throw tooDeep({ deepest })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw notJson()
  }
  // Only an escape can bring in what no text holds: NUL, or half of a character.
  if (/\\u(0000|d[89a-f])/i.test(text) && !isText(value)) throw notText()
  return value
}

function isText(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => isText(key) && isText(inner))
}

/** How deep brackets nest outside strings, found without building anything. */
function depthOf(text: string): number {
  let depth = 0
  let found = 0
  let isQuoted = false
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index)
    if (isQuoted) {
      if (char === 92) index += 1
      else if (char === 34) isQuoted = false
    } else if (char === 34) isQuoted = true
    else if (char === 91 || char === 123) found = Math.max(found, ++depth)
    else if (char === 93 || char === 125) depth -= 1
  }
  return found
}
