/** Where a form comes from. A browser says it with every form, and no other site can make it say something else. */
import type { IncomingMessage } from 'node:http'

/** What a page of another site can have a browser send without asking (Fetch, CORS-safelisted content types). */
const formTypes = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])
const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Whether this is a form that no page of `origin` sent: it must not act in the name of whoever is signed in. */
export function isForeignForm(
  { method = '', headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  origin: string,
): boolean {
  if (!changing.has(method) || headers.origin === origin) return false
  const [type = ''] = (headers['content-type'] ?? '').split(';', 1)
  // Without a type too: an empty body needs none.
  return type.trim() === '' || formTypes.has(type.trim().toLowerCase())
}
