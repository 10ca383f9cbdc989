/** What the demo identity provider and the application that signs in with it have agreed on. */
import { deriveKey, keysFolder, loadKey } from '#server/platform/keys.ts'

/** Where it is mounted, at the application's own origin. */
export const demoIssuerPath = '/vneid-thu'
export const demoClientId = 'nhip'
/** Where the application waits for its answers. */
export const callbackPath = '/dang-nhap/tro-ve'

export function demoIssuer(origin: string): string {
  return `${origin}${demoIssuerPath}`
}

export function demoClientSecret(folder: string = keysFolder): string {
  return deriveKey(loadKey('demo-identity-provider', folder), 'client secret').toString('base64url')
}
