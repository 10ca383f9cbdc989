/**
 * Answers as small as the other side can take them: a page is a fifth of its size on the way to an old phone.
 *
 * Compressing what an attacker can guess beside what he wants to know leaks it by length (BREACH). Here: the session is
 * a cookie, never in a body; forms are guarded by their origin, not by a token, and the keys in them are random, used
 * once and open nothing; cookies are SameSite=Lax, so that another site cannot have signed-in answers fetched in number.
 */
import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { type BrotliCompress, constants, createBrotliCompress, createGzip, type Gzip } from 'node:zlib'

type Write = (chunk: string | Uint8Array, ...rest: unknown[]) => boolean
type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[]

const text =
  /^(text\/(?!event-stream)|application\/(json|javascript|xml|[\w.-]+\+(json|xml))|image\/svg\+xml)/i
const smallest = 1024

/**
 * Makes this answer leave in brotli or gzip if it is text, of a kilobyte or more, and the other side takes it. What is
 * already encoded, a part of a file, or a stream of events goes out untouched and at once.
 */
export function compress(request: IncomingMessage, response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response)
  const write = response.write.bind(response) as Write
  const end = response.end.bind(response) as (...rest: unknown[]) => ServerResponse
  const flushHeaders = response.flushHeaders.bind(response)
  let compressor: BrotliCompress | Gzip | undefined
  // A body of unknown length goes out as it comes; one that is there already is packed as a whole.
  let flushKind: number | undefined

  /** The last moment to choose: the headers leave now. */
  function leave(length?: number): void {
    if (response.headersSent) return
    if (!isText(response)) {
      writeHead(response.statusCode)
      return
    }
    addVary(response)
    const stated = response.getHeader('content-length')
    const size = length ?? (stated === undefined ? undefined : Number(stated))
    const encoding = chooseEncoding(request.headers['accept-encoding'])
    if (!encoding || (size ?? smallest) < smallest) {
      writeHead(response.statusCode)
      return
    }
    response.removeHeader('content-length')
    response.setHeader('content-encoding', encoding)
    weaken(response)
    writeHead(response.statusCode)
    if (request.method === 'HEAD') return
    if (size === undefined)
      flushKind = encoding === 'br' ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH
    compressor = encoding === 'br' ? openBrotli(size) : createGzip({ level: 6 })
    compressor.on('data', (chunk: Buffer) => {
      if (!write(chunk)) compressor?.pause()
    })
    compressor.on('drain', () => response.emit('drain'))
    compressor.on('end', () => end())
    compressor.on('error', (error) => response.destroy(error))
    response.on('drain', () => compressor?.resume())
    response.once('close', () => compressor?.destroy())
  }

  Object.assign(response, {
    writeHead(status: number, reason?: string | Headers, headers?: Headers) {
      response.statusCode = status
      if (typeof reason === 'string') response.statusMessage = reason
      setHeaders(response, typeof reason === 'string' ? headers : reason)
      if (!isText(response)) {
        // A 304 stands for an answer that may have been compressed.
        if (status === 304) addVary(response)
        writeHead(status)
      }
      return response
    },
    flushHeaders() {
      leave()
      flushHeaders()
    },
    write(chunk: string | Uint8Array, ...rest: unknown[]) {
      leave()
      if (!compressor) return write(chunk, ...rest)
      const more = (compressor.write as Write).call(compressor, chunk, ...rest)
      if (flushKind !== undefined) compressor.flush(flushKind)
      return more
    },
    end(...rest: unknown[]) {
      const [chunk] = rest
      const hasChunk = typeof chunk === 'string' || chunk instanceof Uint8Array
      if (!response.headersSent)
        leave(request.method === 'HEAD' ? undefined : hasChunk ? Buffer.byteLength(chunk) : 0)
      if (!compressor) return end(...rest)
      ;(compressor.end as (...rest: unknown[]) => void).apply(compressor, rest)
      return response
    },
  })
}

function isText(response: ServerResponse): boolean {
  const { statusCode } = response
  if (statusCode < 200 || statusCode === 204 || statusCode === 206 || statusCode === 304) return false
  if (response.hasHeader('content-encoding')) return false
  if (/\bno-transform\b/.test(String(response.getHeader('cache-control') ?? ''))) return false
  return text.test(String(response.getHeader('content-type') ?? ''))
}

/** Brotli where it is taken as gladly as gzip: as quick at this level, and a tenth smaller. */
function chooseEncoding(accepted = ''): 'br' | 'gzip' | undefined {
  const weights = new Map(
    accepted.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase())
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return [name, weight === undefined ? 1 : Number(weight) || 0]
    }),
  )
  const any = weights.get('*') ?? 0
  const br = weights.get('br') ?? any
  const gzip = weights.get('gzip') ?? any
  if (br > 0 && br >= gzip) return 'br'
  return gzip > 0 ? 'gzip' : undefined
}

function openBrotli(size: number | undefined): BrotliCompress {
  return createBrotliCompress({
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: 4,
      // A window of 256 kB: the usual four megabytes for each answer under way would be memory for nothing.
      [constants.BROTLI_PARAM_LGWIN]: 18,
      ...(size === undefined ? {} : { [constants.BROTLI_PARAM_SIZE_HINT]: size }),
    },
  })
}

function addVary(response: ServerResponse): void {
  const vary = String(response.getHeader('vary') ?? '')
  if (!/(^|,)\s*(\*|accept-encoding)\s*(,|$)/i.test(vary)) {
    response.setHeader('vary', vary ? `${vary}, Accept-Encoding` : 'Accept-Encoding')
  }
}

/** A strong validator names exact bytes; these are other bytes of the same content. */
function weaken(response: ServerResponse): void {
  const tag = response.getHeader('etag')
  if (typeof tag === 'string' && tag.startsWith('"')) response.setHeader('etag', `W/${tag}`)
}

function setHeaders(response: ServerResponse, headers: Headers | undefined): void {
  if (Array.isArray(headers)) {
    for (let i = 0; i + 1 < headers.length; i += 2) {
      response.appendHeader(String(headers[i]), String(headers[i + 1]))
    }
    return
  }
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value !== undefined) response.setHeader(name, value)
  }
}
