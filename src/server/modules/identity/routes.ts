import type { Context } from 'hono'
import { Hono } from 'hono'
import { describeFailure } from '#server/platform/web/failure.ts'
import type { ApiEnvironment } from '#server/platform/web/http.ts'
import { Refusal } from '#shared/refusal.ts'
import { issueClientToken } from './tokens/client-tokens.ts'
import { type Client, readTokenRequest } from './tokens/token-request.ts'

/** The token endpoint. Its requests and answers are those of RFC 6749, not the problem details of the rest. */
export const identityRoutes: Hono<ApiEnvironment> = new Hono<ApiEnvironment>()

identityRoutes.post('/oauth/token', async (c) => {
  // RFC 6749 §5.1: nobody in between may keep a token.
  c.header('cache-control', 'no-store')
  c.header('pragma', 'no-cache')
  const request = await readTokenRequest(c.req.raw)
  if ('error' in request) {
    const { error, description, status } = request
    return status === 401 ? answerNoClient(c) : c.json({ error, error_description: description }, status)
  }
  return answer(c, request)
})

async function answer(c: Context<ApiEnvironment>, { scope, ...client }: Client) {
  try {
    return c.json(await issueClientToken({ ...client, scope, address: c.env?.address ?? '' }))
  } catch (error) {
    const { code, status, details, reference } = describeFailure(error)
    if (!(error instanceof Refusal)) {
      return c.json({ error: 'server_error', error_description: reference }, status === 503 ? 503 : 500)
    }
    if (code === 'identity.scope_unknown') {
      return c.json({ error: 'invalid_scope', error_description: 'A scope asked for is not known.' }, 400)
    }
    if (status !== 429) return answerNoClient(c)
    const seconds = Number(details.seconds)
    c.header('retry-after', String(seconds))
    const error_description = `Too many failed attempts. Try again in ${seconds} s.`
    return c.json({ error: 'temporarily_unavailable', error_description }, 429)
  }
}

function answerNoClient(c: Context<ApiEnvironment>) {
  c.header('www-authenticate', 'Basic realm="nhip", charset="UTF-8"')
  return c.json({ error: 'invalid_client', error_description: 'The client or its secret is not known.' }, 401)
}
