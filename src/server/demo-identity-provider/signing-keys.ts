import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { JWK } from 'oidc-provider'
import { openKeptFile } from '#server/platform/kept-file.ts'

/** The demo provider's signing key, made on first use and kept: a restart must not invalidate what it signed. */
export function openSigningKeys(folder: string): { keys: JWK[] } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'demo-identity-provider.jwk.json')
  const key = openKeptFile(path, () => JSON.stringify(createSigningKey()))
  return { keys: [JSON.parse(key.toString('utf8'))] }
}

function createSigningKey(): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = privateKey.export({ format: 'jwk' }) as JWK

  return { ...jwk, use: 'sig', alg: 'ES256', kid: randomUUID() }
}
