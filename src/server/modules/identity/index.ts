export { tryCounted } from './attempts.ts'
export {
  authenticate,
  authenticateBearer,
  recheckBearer,
  recheckSession,
  type Session,
} from './authenticate.ts'
export { changePassword, shortestPassword } from './change-password.ts'
export { passkeysPossible } from './check-passkey.ts'
export { beginCitizenSignIn, completeCitizenSignIn } from './citizen-sign-in.ts'
export { renewClientSecret } from './client-tokens.ts'
export { confirmWithCode, confirmWithPasskey, offerPasskeyConfirmation } from './confirm-again.ts'
export { confirmTotp } from './confirm-totp.ts'
export {
  browserCookie,
  browserOf,
  clearBrowser,
  cookieOptions,
  keepSession,
  secondStepCookie,
  sessionCookie,
} from './cookies.ts'
export { findDemoCode } from './demo-code.ts'
export { readDemoPeople } from './demo-people.ts'
export {
  callbackPath,
  demoClientId,
  demoClientSecret,
  demoIssuer,
  demoIssuerPath,
} from './demo-provider-client.ts'
export { enrolTotp, enrolTotpAtSignIn, proposeTotp } from './enrol-totp.ts'
export { findAccountNamed } from './find-account-named.ts'
export { findAdministrator } from './find-administrator.ts'
export {
  type AccountDetail,
  getAccountDetail,
  listAccounts,
} from './list-accounts.ts'
export { listStaffOf, type StaffMember } from './list-staff.ts'
export { listStaffNames } from './list-staff-names.ts'
export { loadDemoIdentity } from './load-demo-identity.ts'
export { letTryAgain, lockAccount, resetSecondFactor, unlockAccount } from './lock-account.ts'
export { clientScopes, longestTokenDays, safeReturnPath, type TokenScope, tokenScopes } from './model.ts'
export { oidcSettings } from './oidc-settings.ts'
export {
  confirmPasskey,
  getSecondFactors,
  offerPasskeySignIn,
  proposePasskey,
  registerPasskey,
  removePasskey,
  removeTotp,
} from './passkeys.ts'
export {
  createPersonalToken,
  endPersonalToken,
  insertPersonalToken,
  listPersonalTokens,
} from './personal-tokens.ts'
export { accountNotFound } from './refusals.ts'
export { endGrant, grantRole } from './role-grants.ts'
export { type FinishedSignIn, findSecondStep } from './second-step.ts'
export {
  accountIdOf,
  chooseAgency,
  endSessions,
  listMyAgencies,
  listSessions,
  signOut,
} from './sessions.ts'
export { endSessionsOf, listSessionsOf } from './sessions-of-account.ts'
export { signInWithPassword } from './sign-in-with-password.ts'
export { openFirstAdministrator, openStaffAccount, resetPassword } from './staff-accounts.ts'
export { findStaffId, namesOfStaff } from './staff-names.ts'
export { whoWasHere } from './who-was-here.ts'
