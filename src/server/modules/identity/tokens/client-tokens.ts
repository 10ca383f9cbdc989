import { createToken, hashToken, matchesToken } from '#server/crafts/crypto/token.ts'
import { system } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { accountOpened, clientSecretRenewed, tokenCreated } from '../events.ts'
import { clientScopes, clientTokenSeconds, type TokenScope } from '../model.ts'
import { findAccountByLogin, getSecrets, insertAccount, updateAccount } from '../queries/accounts.ts'
import { insertToken } from '../queries/tokens.ts'
import { clientNotAccepted, scopeUnknown } from '../refusals.ts'
import { endEveryToken } from '../sessions/end-access.ts'
import { type Attempt, countAttempt, forgiveAttempt } from '../staff/attempts.ts'

const scheme = 'sha256:'
const nobody = Buffer.alloc(32)

/** A client's secret is 256 random bits, which a plain hash protects as well as a slow one: nobody can guess it. */
function sealClientSecret(secret: string): string {
  return `${scheme}${hashToken(secret).toString('hex')}`
}

export interface ClientRequest {
  clientId: string
  secret: string
  /** As asked for (RFC 6749 §3.3): names parted by one space each; undefined for all. */
  scope?: string | undefined
  address: string
}

/** RFC 6749 §5.1. */
export interface ClientToken {
  access_token: string
  token_type: 'Bearer'
  expires_in: number
  scope: string
}

/**
 * The access token of a client system (RFC 6749 §4.4), good for an hour. An unknown client and a wrong
 * secret are refused alike, and after some failures from one address it has to wait; nobody elsewhere does.
 */
export async function issueClientToken(
  { clientId, secret, scope, address }: ClientRequest,
  now = new Date(),
): Promise<ClientToken> {
  const scopes = scope === undefined ? [...clientScopes] : readScopes(scope)
  const attempt: Attempt = { subject: { kind: 'client', value: clientId }, address }
  await perform(system, (work) => countAttempt(work, attempt), { now })
  return perform(
    system,
    async (work) => {
      const account = await findAccountByLogin(work.tx, 'client', clientId)
      const hash = account && (await getSecrets(work.tx, account.id)).passwordHash
      const stored = hash?.startsWith(scheme) ? Buffer.from(hash.slice(scheme.length), 'hex') : nobody
      const isRight = matchesToken(secret, stored)
      if (!account || !isRight || account.status !== 'active') throw clientNotAccepted()
      await forgiveAttempt(work, attempt, now)

      const token = createToken()
      const id = newId(now.getTime())
      const expiresAt = new Date(now.getTime() + clientTokenSeconds * 1000)
      await insertToken(work.tx, {
        id,
        tokenHash: hashToken(token),
        accountId: account.id,
        agencyId: null,
        kind: 'client',
        label: clientId,
        createdAt: now,
        expiresAt,
        scopes,
      })
      await work.record(
        tokenCreated(account.id, { tokenId: id, kind: 'client', expiresAt: expiresAt.toISOString() }),
      )
      return {
        access_token: token,
        token_type: 'Bearer',
        expires_in: clientTokenSeconds,
        scope: scopes.join(' '),
      }
    },
    { now },
  )
}

function readScopes(text: string): TokenScope[] {
  const asked = new Set(text.split(' '))
  const known = clientScopes.filter((scope) => asked.has(scope))
  if (known.length === 0 || known.length !== asked.size) throw scopeUnknown()
  return known
}

/** Opens the account of a client system. It cannot sign in until `renewClientSecret` has given it a secret. */
export async function openClientAccount(
  work: Work,
  { clientId, name }: { clientId: string; name: string },
): Promise<string> {
  const known = await findAccountByLogin(work.tx, 'client', clientId)
  if (known) return known.id
  const id = newId(work.now.getTime())
  await insertAccount(work.tx, { id, kind: 'client', login: clientId, displayName: name })
  await work.record(accountOpened(id, { kind: 'client' }))
  return id
}

/** A new secret for a client system, told once; the former one and every token it opened stop working. */
export async function renewClientSecret(work: Work, clientId: string): Promise<string | undefined> {
  const account = await findAccountByLogin(work.tx, 'client', clientId)
  if (!account) return undefined
  const secret = createToken()
  await updateAccount(work.tx, account.id, { passwordHash: sealClientSecret(secret) })
  await work.record(clientSecretRenewed(account.id, {}))
  await endEveryToken(work, account.id)
  return secret
}
