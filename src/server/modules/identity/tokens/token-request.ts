/** What a client asks of the token endpoint, read as RFC 6749 §2.3.1, §3.2 and §4.4.2 want it. */

/** A client that has named itself in one way. */
export interface Client {
  clientId: string
  secret: string
  scope: string | undefined
}

interface Mistake {
  error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope'
  description: string
  status: 400 | 401 | 413
}

const longestBody = 8192
const formType = /^application\/x-www-form-urlencoded\s*(;|$)/i
/** RFC 6749 §3.3. */
const scopeSyntax = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/

/** Reads the request, or says which error of RFC 6749 §5.2 it is. A parameter without a value counts as left out. */
export async function readTokenRequest(request: Request): Promise<Client | Mistake> {
  if (!formType.test(request.headers.get('content-type') ?? '')) {
    return invalid('Send application/x-www-form-urlencoded.')
  }
  if (['client_id', 'client_secret'].some((name) => new URL(request.url).searchParams.has(name))) {
    return invalid('Credentials belong into the header or the body, never into the address.')
  }
  const text = await readText(request)
  if (text === undefined) return { ...invalid('The body is too long.'), status: 413 }
  const body = new URLSearchParams(text)
  const names = [...body.keys()]
  if (new Set(names).size !== names.length) return invalid('A parameter is repeated.')

  const grant = body.get('grant_type')
  if (!grant) return invalid('grant_type is missing.')
  if (grant !== 'client_credentials') {
    return { error: 'unsupported_grant_type', description: 'Use client_credentials.', status: 400 }
  }
  const client = readClient(request.headers.get('authorization'), body)
  if ('error' in client) return client
  const scope = body.get('scope') || undefined
  if (scope !== undefined && !scopeSyntax.test(scope)) {
    return { error: 'invalid_scope', description: 'Scopes are parted by one space each.', status: 400 }
  }
  return { ...client, scope }
}

function readClient(
  header: string | null,
  body: URLSearchParams,
): { clientId: string; secret: string } | Mistake {
  const id = body.get('client_id') ?? ''
  const secret = body.get('client_secret') ?? ''
  if (header === null) return id && secret ? { clientId: id, secret } : noClient
  if (secret) return invalid('Authenticate in the header or in the body, not in both.')
  const basic = readBasic(header)
  if (!basic) return noClient
  return id && id !== basic.clientId ? invalid('client_id differs from the one in the header.') : basic
}

/** RFC 6749 §2.3.1: both halves are form-encoded before they are joined. */
function readBasic(header: string): { clientId: string; secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(header)?.[1] ?? ''
  const [, id, secret] = /^([^:]+):(.+)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? []
  if (id === undefined || secret === undefined) return undefined
  return { clientId: decodeForm(id), secret: decodeForm(secret) }
}

/** Separators of a form that somebody forgot to encode stand for themselves. */
function decodeForm(text: string): string {
  return new URLSearchParams(`x=${text.replaceAll('&', '%26')}`).get('x') ?? ''
}

async function readText(request: Request): Promise<string | undefined> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of request.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > longestBody) return undefined
  }
  return text
}

const noClient: Mistake = { error: 'invalid_client', description: 'No client is named.', status: 401 }

function invalid(description: string): Mistake {
  return { error: 'invalid_request', description, status: 400 }
}
