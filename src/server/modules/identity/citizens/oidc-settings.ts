import { config } from '#server/platform/config.ts'
import { callbackPath, demoClientId, demoClientSecret, demoIssuer } from '../demo/demo-provider-client.ts'

/** The identity provider citizens sign in with. */
export interface OidcSettings {
  issuer: string
  /** How people and the registry call it, as the source of what it tells us. */
  name: string
  clientId: string
  clientSecret: string | undefined
  idNumberClaim: string
  redirectUri: string
  /** Only a provider on this very machine may be asked without TLS. */
  allowsHttp: boolean
  /** How long to wait for each of its answers. */
  secondsToWait: number
}

const secondsToWait = 8

/** The configured provider, or the demo one; undefined when citizens cannot sign in here. */
export function oidcSettings(): OidcSettings | undefined {
  const redirectUri = `${config.ORIGIN}${callbackPath}`
  if (config.OIDC_ISSUER) {
    const { hostname } = new URL(config.OIDC_ISSUER)
    return {
      issuer: config.OIDC_ISSUER,
      name: hostname.endsWith('vneid.gov.vn') ? 'VNeID' : hostname,
      clientId: config.OIDC_CLIENT_ID,
      clientSecret: config.OIDC_CLIENT_SECRET,
      idNumberClaim: config.OIDC_ID_NUMBER_CLAIM,
      redirectUri,
      allowsHttp: config.NHIP_DEMO && isLoopback(hostname),
      secondsToWait,
    }
  }
  if (!config.NHIP_DEMO) return undefined
  return {
    issuer: demoIssuer(config.ORIGIN),
    name: 'VNeID (thử)',
    clientId: demoClientId,
    clientSecret: demoClientSecret(),
    idNumberClaim: 'id_number',
    redirectUri,
    allowsHttp: isLoopback(new URL(config.ORIGIN).hostname),
    secondsToWait,
  }
}

function isLoopback(hostname: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)
}
