export { hasConsent, listConsents, recordConsent } from './consent.ts'
export {
  type AccessPurpose,
  accessPurposes,
  type Opened,
  openedThings,
  personalDataOpened,
} from './events.ts'
export { confirmPerson, identifyPerson, lookupsCondition } from './identify.ts'
export type { Fact, Facts, Organisation, Paper, Person } from './model.ts'
export {
  findOrganisationByTaxCode,
  findPersonByIdNumber,
  getPerson,
  getSelf,
  listAccessesTo,
  listOwnOrganisations,
  openPersonalData,
  type Reason,
  recordAccess,
  recordAccesses,
  type UpdateContact,
  updateContact,
} from './people.ts'
export { type Prefill, prefillFor } from './prefill-for.ts'
export type { Access } from './queries/accesses.ts'
export type { Consent } from './queries/consents.ts'
export {
  copyPeople,
  personCopyLine,
  personRow,
  type RegisterPerson,
  recordMarriage,
  registerHousehold,
  registerOrganisation,
  registerPerson,
} from './register.ts'
export {
  type AddPaper,
  addPaper,
  getPaperForOwner,
  keepHandedIn,
  listPapers,
  listPapersByIds,
  listReusablePapers,
} from './vault.ts'
