import { createHash } from 'node:crypto'
import { randomNonce, randomPKCECodeVerifier } from 'openid-client'
import { createToken } from '#server/crafts/crypto/token.ts'
import { findPersonByIdNumber, registerPerson } from '#server/modules/registry/index.ts'
import { system } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { readPersonName } from '#shared/text/index.ts'
import { accountLinked, accountOpened, confirmed } from '../events.ts'
import { type PersonClaims, readClaims, signInMinutes } from '../model.ts'
import {
  type Account,
  findAccountByPerson,
  findAccountBySubject,
  insertAccount,
  lockAccountRow,
  updateAccount,
} from '../queries/accounts.ts'
import { setSessionConfirmed } from '../queries/sessions.ts'
import { insertSignInState, takeSignInState } from '../queries/sign-in.ts'
import {
  accountLocked,
  claimsMissing,
  claimsNameInvalid,
  confirmedByAnother,
  notAskedAnew,
  personDiffers,
  signInExpired,
} from '../refusals.ts'
import { forgetPrincipals } from '../sessions/principal-cache.ts'
import { type Browser, startSession } from '../sessions/start-session.ts'
import type { FinishedSignIn } from '../staff/second-step.ts'
import { authorizationUrl, redeemAnswer } from './oidc-provider.ts'
import type { OidcSettings } from './oidc-settings.ts'

/**
 * Begins a citizen's sign-in: where to send the browser, and the key that binds the answer to it. A browser
 * that has a key keeps it, so that two tabs may sign in side by side.
 */
export async function beginCitizenSignIn(
  settings: OidcSettings,
  {
    browserKey = createToken(),
    returnTo,
    confirms,
  }: {
    browserKey?: string | undefined
    returnTo: string
    /** An open session whose owner is to prove anew who they are: no other session is opened. */
    confirms?: string | undefined
  },
  now = new Date(),
): Promise<{ url: URL; browserKey: string }> {
  const state = createToken()
  const verifier = randomPKCECodeVerifier()
  const nonce = randomNonce()
  const url = await authorizationUrl(settings, { verifier, nonce, state, isFresh: confirms !== undefined })
  const expiresAt = new Date(now.getTime() + signInMinutes * 60_000)
  await perform(
    system,
    (work) =>
      insertSignInState(work.tx, {
        id: stateId(state, browserKey),
        verifier,
        nonce,
        returnTo,
        expiresAt,
        confirms: confirms ?? null,
      }),
    { now },
  )
  return { url, browserKey }
}

/** Where to go on, and the session for the cookie; none when the answer confirmed the one there is. */
export type CitizenSignIn = FinishedSignIn | { returnTo: string; token?: undefined }

/**
 * Ends a citizen's sign-in with the provider's answer: finds or registers the person and the account, and
 * opens a session. An answer works once, in the browser that asked, within ten minutes.
 */
export async function completeCitizenSignIn(
  settings: OidcSettings,
  { answer, browserKey, browser }: { answer: URL; browserKey: string | undefined; browser: Browser },
  now = new Date(),
): Promise<CitizenSignIn> {
  const state = answer.searchParams.get('state')
  const started =
    state && browserKey
      ? await perform(system, (work) => takeSignInState(work.tx, stateId(state, browserKey), now), { now })
      : undefined
  if (!state || !started) throw signInExpired()

  const { verifier, nonce } = started
  const { issuer, subject, claims, askedAt, level } = await redeemAnswer(settings, answer, {
    verifier,
    nonce,
    state,
  })
  const person = readClaims(claims, settings.idNumberClaim)
  if (!person) throw claimsMissing()
  const named = readPersonName(person.fullName)
  if ('wrong' in named) throw claimsNameInvalid({ ...named.wrong })
  person.fullName = named.name

  return perform(
    system,
    async (work) => {
      const { id: personId } =
        (await findPersonByIdNumber(work, person.idNumber)) ??
        (await registerPerson(work, { ...person, source: settings.name }))
      const account = await openCitizenAccount(work, { issuer, subject, personId, person })
      if (account.status !== 'active') throw accountLocked()
      if (started.confirms) {
        await confirmSession(work, account.id, started.confirms, askedAt, beganAt(started))
        return { returnTo: started.returnTo }
      }
      const isKnownFresh = askedAt && askedAt >= beganAt(started)
      const session = await startSession(
        work,
        { id: account.id, kind: 'citizen' },
        'oidc',
        browser,
        isKnownFresh ? work.now : null,
        level,
      )
      return { ...session, returnTo: started.returnTo }
    },
    { now },
  )
}

/** Two clocks: the provider's may go behind ours by so much. */
const clockToleranceMs = 30_000

function beganAt({ expiresAt }: { expiresAt: Date }): Date {
  return new Date(expiresAt.getTime() - signInMinutes * 60_000 - clockToleranceMs)
}

/** Only if the provider asked since we sent the person there, and it is the owner of the session who answered. */
async function confirmSession(
  work: Work,
  accountId: string,
  sessionId: string,
  askedAt: Date | undefined,
  since: Date,
): Promise<void> {
  if (!askedAt || askedAt < since) throw notAskedAnew()
  if (!(await setSessionConfirmed(work.tx, sessionId, accountId, work.now))) throw confirmedByAnother()
  await work.record(confirmed(accountId, { method: 'oidc', sessionId }))
  forgetPrincipals(accountId)
}

/** The person's one account, under the subject the provider knows them by. */
async function openCitizenAccount(
  work: Work,
  link: { issuer: string; subject: string; personId: string; person: PersonClaims },
): Promise<Account> {
  const { issuer, subject, personId, person } = link
  const known = await findAccountBySubject(work.tx, issuer, subject)
  if (known) {
    // A subject never passes to another person (OpenID Connect Core §2); if it seems to, a human must look.
    if (known.personId !== personId) throw personDiffers()
    return known
  }
  const id = newId(work.now.getTime())
  const displayName = person.fullName
  if (await insertAccount(work.tx, { id, kind: 'citizen', displayName, personId, issuer, subject })) {
    await work.record(accountOpened(id, { kind: 'citizen' }))
  } else {
    // The person signed in with another provider before, or is signing in twice at this moment.
    const existing = await findAccountByPerson(work.tx, personId)
    const account = existing && (await lockAccountRow(work.tx, existing.id))
    if (!account) throw personDiffers()
    if (account.issuer === issuer && account.subject === subject) return account
    await updateAccount(work.tx, account.id, { issuer, subject })
    await work.record(accountLinked(account.id, { issuer }))
    return account
  }
  const account = await findAccountBySubject(work.tx, issuer, subject)
  if (!account) throw new Error('an account just inserted is not there')
  return account
}

function stateId(state: string, browserKey: string): string {
  return createHash('sha256').update(`${state}.${browserKey}`).digest('hex')
}
