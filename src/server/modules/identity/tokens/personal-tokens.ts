import { createToken, hashToken } from '#server/crafts/crypto/token.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { requireFreshFactor } from '#server/platform/web/guards.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { tokenCreated, tokenEnded } from '../events.ts'
import { longestTokenDays, type TokenScope } from '../model.ts'
import { endOpenTokens, insertToken, listOpenTokens } from '../queries/tokens.ts'
import { forgetPrincipals } from '../sessions/principal-cache.ts'
import { accountIdOf } from '../sessions/sessions.ts'

/** Recognisable, so that a token left in a public place can be found by its first letters. */
const prefix = 'nhip_'

export interface PersonalToken {
  id: string
  /** Shown once; the database keeps only its hash. */
  token: string
  expiresAt: Date
}

/** A token with which a program acts as this person, at the agency acted for now, within these scopes. */
export async function createPersonalToken(
  work: Work,
  actor: Citizen | Officer,
  { label, days, scopes }: { label: string; days: number; scopes: TokenScope[] },
): Promise<PersonalToken> {
  requireFreshFactor(actor, work.now)
  const agencyId = actor.kind === 'officer' ? actor.agencyId : null
  return insertPersonalToken(work, { accountId: accountIdOf(actor), agencyId, label, days, scopes })
}

/** The same for an account named by whoever runs this machine; without scopes for everything the account may do. */
export async function insertPersonalToken(
  work: Work,
  {
    accountId,
    agencyId,
    label,
    days,
    scopes = null,
  }: {
    accountId: string
    agencyId: string | null
    label: string
    days: number
    scopes?: TokenScope[] | null
  },
): Promise<PersonalToken> {
  const secret = createToken()
  const id = newId(work.now.getTime())
  const lifetime = Math.min(Math.max(days, 1), longestTokenDays) * 86_400_000
  const expiresAt = new Date(work.now.getTime() + lifetime)
  const token = {
    id,
    tokenHash: hashToken(secret),
    accountId,
    agencyId,
    kind: 'personal' as const,
    label,
    createdAt: work.now,
    expiresAt,
    scopes,
  }
  await asProgram(work, () => insertToken(work.tx, token))
  await work.record(
    tokenCreated(accountId, { tokenId: id, kind: 'personal', expiresAt: expiresAt.toISOString() }),
  )
  return { id, token: `${prefix}${secret}`, expiresAt }
}

export async function listPersonalTokens(work: Work, actor: Citizen | Officer) {
  return listOpenTokens(work.tx, accountIdOf(actor), work.now)
}

/** Ends a token of one's own. Repeating changes nothing. */
export async function endPersonalToken(work: Work, actor: Citizen | Officer, id: string): Promise<void> {
  const accountId = accountIdOf(actor)
  for (const tokenId of await endOpenTokens(work.tx, accountId, work.now, id)) {
    await work.record(tokenEnded(accountId, { tokenId }))
  }
  forgetPrincipals(accountId)
}
