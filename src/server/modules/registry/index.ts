export { hasConsent, listConsents, recordConsent } from './consent.ts'
export {
  confirmDivorce,
  findEndedMarriage,
  noteWhoWasTold,
  recordDivorce,
  type StandingMarriage,
  standingMarriages,
  undoDivorce,
} from './divorce.ts'
export {
  applyEntry,
  endEntryOf,
  enterEvent,
  everyKey,
  listDocumentsChangedBy,
  listSuperseded,
  withCurrentNumbers,
} from './enter.ts'
export { type EntryKind, type EntryPeople, entryKeys, entryKinds, mainPersonOf } from './entry-keys.ts'
export { divorceConfirmed, divorceUndone, type Opened } from './events.ts'
export { confirmGiven, confirmPerson, identifyPerson, lookupsCondition } from './identify.ts'
export { kinshipOf } from './kinship.ts'
export { findExtracts, listHeldFacts, listIssuedPapers, lookUp } from './look-up.ts'
export type { Paper, Person } from './model.ts'
export { findPause, notePause, type PaperPause, pauseOfPaper, pausesOfPapers, undoPause } from './pause.ts'
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
export type { Extract, LaterEntry } from './queries/extracts.ts'
export type { FoundPerson, MarriageEnd, RegisterLook } from './queries/register-look.ts'

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
