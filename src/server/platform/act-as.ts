/**
 * Who a transaction acts for, said so that the database believes it: row policies trust a claim only with its proof under
 * keys/actor.key (docs/decisions/0013). Whoever has the application's password but not this key acts for nobody.
 */
import type { ClientBase } from 'pg'
import { hmacOf } from '#server/crafts/crypto/sha256.ts'
import { type Actor, system } from './actor.ts'

/** For `platform.act_as`: the claim and its proof. */
export function claimOf(actor: Actor, key: Uint8Array): [claim: string, proof: Buffer] {
  const parts =
    actor.kind === 'citizen'
      ? [actor.kind, actor.id, actor.accountId, '{}', '{}', '']
      : actor.kind === 'officer'
        ? [actor.kind, actor.id, actor.id, arrayOf(actor.agencyIds), arrayOf(actor.roles), actor.scope]
        : [actor.kind, '', '', '{}', '{}', '']
  if (parts.some((part) => part.includes(separator))) throw new Error('An actor is named in plain characters')
  const claim = parts.join(separator)
  return [claim, hmacOf(key, `claim${claim}`)]
}

const separator = '\x1f'

/** As PostgreSQL writes an array of texts. */
function arrayOf(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}

/** The key as the database keeps it: filled up to a block of SHA-256 and XORed, ready for HMAC (RFC 2104 §2). */
export function padsOf(key: Uint8Array): { inner: Buffer; outer: Buffer } {
  const padded = (mark: number) => Buffer.from(Array.from({ length: 64 }, (_, at) => (key[at] ?? 0) ^ mark))
  return { inner: padded(0x36), outer: padded(0x5c) }
}

/** From here on this client's transaction reads as the program does, where row policies bind its role at all. */
export async function readAsProgram(client: ClientBase, key: Uint8Array | undefined): Promise<void> {
  const { rows } = await client.query(`select row_security_active('platform.event_log') as is_bound`)
  if (key && rows[0]?.is_bound) await client.query('select platform.act_as($1, $2)', claimOf(system, key))
}
