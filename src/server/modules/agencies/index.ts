export { type Appoint, appoint, type Delegate, delegate, endAppointment } from './appoint.ts'
export {
  type AgencyFilter,
  committeeOfCommune,
  findAgency,
  getAgency,
  inheritedAgencyIds,
  listAgencies,
  resolveSuccessor,
} from './find-agencies.ts'
export { listCommunes, searchUnits, unitOf, unitsNow } from './find-units.ts'
export { type Loaded, loadAgencies } from './load-agencies.ts'
export type {
  Agency,
  AgencyKind,
  AgencySuccession,
  FoundUnit,
  Place,
  Position,
  SignatureBlock,
  Unit,
} from './model.ts'
export { type FoundPlace, findPlaces, listPlaceCodes, placeName } from './national-places.ts'
export { agencyNotFound, delegationNotAllowed, positionNotFound } from './refusals.ts'
export { headOf, listPositions, listSigningPowers, positionOf } from './signing-power.ts'
