export { hasConsent, listConsents, recordConsent } from './consent.ts'
export type { Opened } from './events.ts'
export { confirmPerson, identifyPerson, lookupsCondition } from './identify.ts'
export type { Paper, Person } from './model.ts'
export {
  findPersonByIdNumber,
  getPerson,
  getSelf,
  listAccessesTo,
  openPersonalData,
  recordAccess,
  recordAccesses,
  updateContact,
} from './people.ts'
export { prefillFor } from './prefill-for.ts'
export type { Access } from './queries/accesses.ts'

export {
  copyPeople,
  personCopyLine,
  personRow,
  recordMarriage,
  registerHousehold,
  registerOrganisation,
  registerPerson,
} from './register.ts'
export {
  addPaper,
  getPaperForOwner,
  keepHandedIn,
  listPapers,
  listPapersByIds,
  listReusablePapers,
} from './vault.ts'
