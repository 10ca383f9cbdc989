import { Hono } from 'hono'
import { describeFailure } from '#server/platform/failure.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { issueClientToken } from './client-tokens.ts'

/** The token endpoint. Its requests and answers are those of RFC 6749, not the problem details of the rest. */
export const identityRoutes: Hono = new Hono()

identityRoutes.post('/oauth/token', async (c) => {
  // RFC 6749 §5.1: nobody in between may keep a token.
  c.header('cache-control', 'no-store')
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    return c.json(
      { error: 'invalid_request', error_description: 'Send application/x-www-form-urlencoded.' },
      400,
    )
  }
  const body = await readBody(c.req.raw)
  if (!body) return c.json({ error: 'invalid_request', error_description: 'The body is too long.' }, 413)
  if (!body.get('grant_type')) {
    return c.json({ error: 'invalid_request', error_description: 'grant_type is missing.' }, 400)
  }
  if (body.get('grant_type') !== 'client_credentials') {
    return c.json({ error: 'unsupported_grant_type', error_description: 'Use client_credentials.' }, 400)
  }
  const header = c.req.header('authorization')
  const client = header ? readBasic(header) : readFields(body)
  try {
    return c.json(await issueClientToken(client?.id ?? '', client?.secret ?? ''))
  } catch (error) {
    if (error instanceof Refusal) {
      c.header('www-authenticate', 'Basic realm="nhip", charset="UTF-8"')
      return c.json(
        { error: 'invalid_client', error_description: 'The client or its secret is not known.' },
        401,
      )
    }
    const { status, reference } = describeFailure(error)
    return c.json({ error: 'server_error', error_description: reference }, status === 503 ? 503 : 500)
  }
})

const longestBody = 8192

async function readBody(request: Request): Promise<URLSearchParams | undefined> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of request.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > longestBody) return undefined
  }
  return new URLSearchParams(text)
}

/** RFC 6749 §2.3.1: both halves are form-encoded before they are joined. */
function readBasic(header: string): { id: string; secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(header)?.[1]
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? []
  if (id === undefined || secret === undefined) return undefined
  const decode = (text: string) => new URLSearchParams(`x=${text}`).get('x') ?? ''
  return { id: decode(id), secret: decode(secret) }
}

function readFields(body: URLSearchParams): { id: string; secret: string } | undefined {
  const id = body.get('client_id')
  const secret = body.get('client_secret')
  return id && secret ? { id, secret } : undefined
}
