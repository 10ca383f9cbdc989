/** The one place that speaks OpenID Connect with the citizens' identity provider. */
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
} from 'openid-client'
import { log } from '#server/platform/log.ts'
import { readLevel } from '../model.ts'
import { providerUnavailable, signInCancelled, signInRejected } from '../refusals.ts'
import type { OidcSettings } from './oidc-settings.ts'

const refreshAfter = 3_600_000

const known = new Map<string, { configuration: Promise<Configuration>; until: number }>()

/** The provider's own description of itself, asked for once an hour; a failure is not remembered. */
async function configurationOf(settings: OidcSettings): Promise<Configuration> {
  const key = `${settings.issuer} ${settings.clientId}`
  const entry = known.get(key)
  if (entry && entry.until > Date.now()) return entry.configuration
  const configuration = discovery(
    new URL(settings.issuer),
    settings.clientId,
    settings.clientSecret ? { client_secret: settings.clientSecret } : {},
    settings.clientSecret ? ClientSecretBasic(settings.clientSecret) : None(),
    {
      timeout: settings.secondsToWait,
      execute: [enableNonRepudiationChecks, ...(settings.allowsHttp ? [allowInsecureRequests] : [])],
    },
  )
  known.set(key, { configuration, until: Date.now() + refreshAfter })
  try {
    return await configuration
  } catch (error) {
    known.delete(key)
    logFailure(error)
    throw providerUnavailable()
  }
}

/** Where to send the browser, so that the answer fits this verifier, nonce and state and no other. */
export async function authorizationUrl(
  settings: OidcSettings,
  { verifier, nonce, state, isFresh }: { verifier: string; nonce: string; state: string; isFresh: boolean },
): Promise<URL> {
  return buildAuthorizationUrl(await configurationOf(settings), {
    redirect_uri: settings.redirectUri,
    scope: 'openid profile phone',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    nonce,
    state,
    // Counters and libraries share computers: the next person must not become the last one.
    prompt: 'login',
    // Makes the provider tell when it asked (`auth_time`), which `prompt` alone does not (OpenID Connect Core §3.1.2.1).
    ...(isFresh ? { max_age: '0' } : {}),
  })
}

export interface Identification {
  issuer: string
  subject: string
  claims: Record<string, unknown>
  /** When the provider last asked the person to prove who they are, if it says so. */
  askedAt: Date | undefined
  /** Level of electronic identification, if it says so (`acr`). */
  level: 1 | 2 | undefined
}

/** Redeems the provider's answer. Whatever does not fit what was asked is refused. */
export async function redeemAnswer(
  settings: OidcSettings,
  answer: URL,
  { verifier, nonce, state }: { verifier: string; nonce: string; state: string },
): Promise<Identification> {
  const configuration = await configurationOf(settings)
  try {
    const tokens = await authorizationCodeGrant(configuration, answer, {
      pkceCodeVerifier: verifier,
      expectedNonce: nonce,
      expectedState: state,
      idTokenExpected: true,
    })
    const idToken = tokens.claims()
    if (!idToken) throw signInRejected()
    const hasAll = settings.idNumberClaim in idToken && 'name' in idToken && 'birthdate' in idToken
    const userInfo =
      hasAll || !configuration.serverMetadata().userinfo_endpoint
        ? {}
        : await fetchUserInfo(configuration, tokens.access_token, idToken.sub)
    return {
      issuer: idToken.iss,
      subject: idToken.sub,
      claims: { ...userInfo, ...idToken },
      askedAt: typeof idToken.auth_time === 'number' ? new Date(idToken.auth_time * 1000) : undefined,
      level: readLevel(idToken.acr),
    }
  } catch (error) {
    throw refusalFor(error)
  }
}

function refusalFor(error: unknown): Error {
  if (error instanceof AuthorizationResponseError && error.error === 'access_denied') return signInCancelled()
  logFailure(error)
  const { code, name } = error as { code?: string; name?: string }
  const isNetwork = code === 'OAUTH_TIMEOUT' || name === 'TimeoutError' || error instanceof TypeError
  return isNetwork && !code?.startsWith('OAUTH_INVALID') ? providerUnavailable() : signInRejected()
}

/** Codes only: a message of the provider could quote a person. */
function logFailure(error: unknown): void {
  const { code, name, error: reason, cause } = error as Record<string, unknown>
  const causeCode = (cause as { code?: unknown } | undefined)?.code
  log.warn({ code, name, reason, causeCode }, 'identity provider')
}
