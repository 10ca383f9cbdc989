import { createHmac } from 'node:crypto'
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import {
  callbackPath,
  demoClientId,
  demoClientSecret,
  demoIssuer,
  demoIssuerPath,
} from '#server/modules/identity/index.ts'
import { deriveKey, loadKey } from '#server/platform/keys.ts'
import type { DemoPerson } from './demo-person.ts'
import { MemoryAdapter } from './memory-adapter.ts'
import { errorPage } from './pages.ts'
import { openSigningKeys } from './signing-keys.ts'

/** Where the page of one sign-in lies; the provider binds its cookie to it. */
export const signInPath = `${demoIssuerPath}/dang-nhap`

/** A real OpenID provider that knows the demo people and one client: the application at `origin`. */
export function createProvider(origin: string, keysFolder: string, people: readonly DemoPerson[]): Provider {
  const key = loadKey('demo-identity-provider', keysFolder)
  const configuration: Configuration = {
    adapter: MemoryAdapter,
    jwks: openSigningKeys(keysFolder),
    clients: [
      {
        client_id: demoClientId,
        client_secret: demoClientSecret(keysFolder),
        redirect_uris: [`${origin}${callbackPath}`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: 'ES256',
        require_auth_time: true,
        default_acr_values: ['2', '1'],
      },
    ],
    // Levels of electronic identification (NĐ 69/2024/NĐ-CP); demo people all have the second.
    acrValues: ['1', '2'],
    pkce: { required: () => true },
    claims: {
      openid: ['sub'],
      profile: ['name', 'birthdate', 'gender', 'id_number'],
      phone: ['phone_number'],
    },
    scopes: ['openid', 'profile', 'phone'],
    cookies: {
      keys: [deriveKey(key, 'cookies').toString('base64url')],
      names: { session: '_vneid_thu', interaction: '_vneid_thu_buoc', resume: '_vneid_thu_tiep' },
    },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 600,
      Session: 3600,
      Grant: 3600,
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
    interactions: { url: (_, interaction) => `${signInPath}/${interaction.uid}` },
    loadExistingGrant: grantEverything,
    findAccount(_, sub) {
      const person = people.find(({ idNumber }) => subjectOf(key, idNumber) === sub)
      return person && { accountId: sub, claims: () => claimsOf(person, sub) }
    },
    renderError(ctx) {
      ctx.type = 'html'
      ctx.body = errorPage(origin)
    },
  }
  return new Provider(demoIssuer(origin), configuration)
}

/** The stable name of a person towards applications: not the identity number itself. */
export function subjectOf(key: Buffer, idNumber: string): string {
  return createHmac('sha256', key).update(`subject ${idNumber}`).digest('hex').slice(0, 32)
}

function claimsOf({ idNumber, fullName, bornOn, gender, phone }: DemoPerson, sub: string) {
  return { sub, name: fullName, birthdate: bornOn, gender, id_number: idNumber, phone_number: phone }
}

/** Nobody is asked for consent: the only client is the application these people want to enter. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { provider, client, session } = ctx.oidc
  if (!client || !session?.accountId) return undefined
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope('openid profile phone')
  await grant.save()
  return grant
}
