export { findAccountNamed } from './accounts/find-account-named.ts'
export { findAdministrator } from './accounts/find-administrator.ts'
export {
  type AccountDetail,
  getAccountDetail,
  listAccounts,
} from './accounts/list-accounts.ts'
export { letTryAgain, lockAccount, resetSecondFactor, unlockAccount } from './accounts/lock-account.ts'
export { endGrant, grantRole, rolesFor } from './accounts/role-grants.ts'
export { endSessionsOf, listSessionsOf } from './accounts/sessions-of-account.ts'
export { openFirstAdministrator, openStaffAccount, resetPassword } from './accounts/staff-accounts.ts'
export { beginCitizenSignIn, completeCitizenSignIn } from './citizens/citizen-sign-in.ts'
export { hasAccount } from './citizens/has-account.ts'
export { oidcSettings } from './citizens/oidc-settings.ts'
export { findDemoCode } from './demo/demo-code.ts'
export { readDemoPeople } from './demo/demo-people.ts'
export {
  callbackPath,
  demoClientId,
  demoClientSecret,
  demoIssuer,
  demoIssuerPath,
} from './demo/demo-provider-client.ts'
export { loadDemoIdentity } from './demo/load-demo-identity.ts'
export { provedByOwner, triedByAnyone } from './events.ts'
export { clientScopes, longestTokenDays, safeReturnPath, type TokenScope, tokenScopes } from './model.ts'
export { listStaffNames, listStaffOf, whoLeft } from './queries/staff.ts'
export { accountNotFound } from './refusals.ts'
export {
  authenticate,
  authenticateBearer,
  recheckBearer,
  recheckSession,
  type Session,
} from './sessions/authenticate.ts'
export {
  browserCookie,
  browserOf,
  clearBrowser,
  cookieOptions,
  keepSession,
  newTokenCookie,
  secondStepCookie,
  sessionCookie,
} from './sessions/cookies.ts'
export {
  accountIdOf,
  chooseAgency,
  endSessions,
  listMyAgencies,
  listSessions,
  signOut,
} from './sessions/sessions.ts'
export { whoWasHere } from './sessions/who-was-here.ts'
export { tryCounted } from './staff/attempts.ts'
export { changePassword, shortestPassword } from './staff/change-password.ts'
export { passkeysPossible } from './staff/check-passkey.ts'
export { confirmWithCode, confirmWithPasskey, offerPasskeyConfirmation } from './staff/confirm-again.ts'
export { confirmTotp } from './staff/confirm-totp.ts'
export { enrolTotp, enrolTotpAtSignIn, proposeTotp } from './staff/enrol-totp.ts'
export {
  confirmPasskey,
  getSecondFactors,
  offerPasskeySignIn,
  proposePasskey,
  registerPasskey,
  removePasskey,
  removeTotp,
} from './staff/passkeys.ts'
export { type FinishedSignIn, findSecondStep } from './staff/second-step.ts'
export { signInWithPassword } from './staff/sign-in-with-password.ts'
export { findStaffId, namesOfStaff } from './staff/staff-names.ts'
export { renewClientSecret } from './tokens/client-tokens.ts'
export {
  createPersonalToken,
  endPersonalToken,
  insertPersonalToken,
  listPersonalTokens,
} from './tokens/personal-tokens.ts'
