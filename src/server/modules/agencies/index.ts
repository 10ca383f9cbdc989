export { appoint, endAppointment } from './appoint.ts'
export { covers } from './delegated-scope.ts'
export { delegate } from './delegation/delegate.ts'
export { endDelegation, handOver } from './delegation/hand-over.ts'
export {
  type HandedPower,
  listGivable,
  listHandedPowers,
  listTakers,
} from './delegation/list-powers.ts'
export { type Way, ways } from './delegation/ways.ts'
export {
  committeeOfCommune,
  findAgency,
  getAgency,
  inheritedAgencyIds,
  listAgencies,
  resolveSuccessor,
} from './find-agencies.ts'
export { listCommunes, searchUnits, unitOf, unitsNow } from './find-units.ts'
export { fullNameOf } from './full-name.ts'
export { listDelegatedPositions, listHeldPositions, listHolders, listPositionsWithin } from './holders.ts'
export { onTwoLines, ownHeadOf } from './letterhead.ts'
export { loadAgencies } from './load-agencies.ts'
export type {
  Agency,
  SignatureBlock,
  Unit,
} from './model.ts'
export { signatureBlock } from './model.ts'
export { findPlaces, listPlaceCodes, placeName } from './national-places.ts'

export { headOf, listPositions, listSigningPowers, positionOf } from './signing-power.ts'
