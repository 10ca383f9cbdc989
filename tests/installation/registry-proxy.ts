/** A registry as people behind a company's proxy meet it: everything passes a certificate only that company vouches for. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

export interface RegistryProxy {
  url: string
  /** The authority that vouches for it, as a PEM file. */
  authority: string
  requests(): number
  close(): Promise<void>
}

/** Passes requests on to `registry`; addresses of it in what comes back lead through the proxy again. */
export async function openRegistryProxy(registry: string, folder: string): Promise<RegistryProxy> {
  const { key, cert, authority } = makeCertificates(folder)
  const upstream = registry.replace(/\/$/, '')
  let requests = 0
  const server = createServer({ key, cert }, async (request, response) => {
    requests++
    try {
      const { accept = '*/*' } = request.headers
      const answer = await fetch(`${upstream}${request.url}`, { headers: { accept } })
      const type = answer.headers.get('content-type') ?? ''
      const body = Buffer.from(await answer.arrayBuffer())
      response.writeHead(answer.status, { 'content-type': type })
      response.end(type.includes('json') ? body.toString().replaceAll(upstream, url) : body)
    } catch {
      response.writeHead(502).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `https://localhost:${(server.address() as AddressInfo).port}`
  return {
    url,
    authority,
    requests: () => requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function makeCertificates(folder: string) {
  mkdirSync(folder)
  const at = (name: string) => join(folder, name)
  const openssl = (...words: string[]) => execFileSync('openssl', words, { stdio: 'pipe' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  openssl('req', '-x509', ...newKey, '-subj', '/CN=Proxy', '-keyout', at('ca.key'), '-out', at('ca.pem'))
  openssl(
    'req',
    ...['-x509', ...newKey, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
    ...['-addext', 'basicConstraints=critical,CA:FALSE', '-CA', at('ca.pem'), '-CAkey', at('ca.key')],
    ...['-keyout', at('key.pem'), '-out', at('cert.pem')],
  )
  return { key: readFileSync(at('key.pem')), cert: readFileSync(at('cert.pem')), authority: at('ca.pem') }
}
