/** Answers as small as the other side can take them: a page is a fifth of its size on the way to an old phone. */
const compressible = /^(text\/(html|plain|css)|application\/(json|problem\+json|javascript))\b/

/** The same answer in gzip when asked for and worth it; event streams and files go out as they are. */
export function compress(request: Request, response: Response): Response {
  const { headers, body, status } = response
  if (!body || status === 304 || headers.has('content-encoding')) return response
  if (!compressible.test(headers.get('content-type') ?? '')) return response
  headers.append('vary', 'accept-encoding')
  if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) return response
  if (Number(headers.get('content-length') ?? 1_000) < 600) return response
  headers.delete('content-length')
  headers.set('content-encoding', 'gzip')
  // A strong validator names exact bytes; these are other bytes of the same content.
  const tag = headers.get('etag')
  if (tag?.startsWith('"')) headers.set('etag', `W/${tag}`)
  const compressed = body.pipeThrough(new CompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>)
  return new Response(compressed, { status, headers })
}
