import { oidcSettings, safeReturnPath } from '#server/modules/identity/index.ts'
import { homeOf } from '#ui/layout/office-rooms.server.ts'
import type { PageServerLoad } from './$types'

// Only what a sign-in can end with: an address must not make this page say anything else.
const shownRefusals = [
  'identity.provider_unavailable',
  'identity.sign_in_rejected',
  'identity.sign_in_cancelled',
  'identity.sign_in_expired',
  'identity.claims_missing',
  'identity.person_differs',
  'registry.identity_number_invalid',
  'identity.account_locked',
  'identity.not_asked_anew',
  'identity.confirmed_by_another',
]

export const load: PageServerLoad = ({ url, locals }) => {
  const returnTo = safeReturnPath(url.searchParams.get('ve'), homeOf(locals.actor))
  const refusal = url.searchParams.get('loi') ?? ''
  return {
    provider: oidcSettings()?.name,
    returnTo,
    refusal: shownRefusals.includes(refusal) ? refusal : undefined,
  }
}
