import type { Role } from './roles.ts'

/** On whose behalf the program acts: built once per request from the session or token, once per job by the worker. */
export type Actor = Anonymous | Citizen | Officer | System

interface Request {
  /** Why personal data is opened, recorded beside the fact. */
  purpose?: string
  /** When the owner of this session last proved who they are (second factor or identity provider); a token never has it. */
  confirmedAt?: Date
  /** Of a token that may sign: until when the proof with which it was made counts for signatures. */
  signsUntil?: Date
}

export interface Anonymous extends Request {
  kind: 'anonymous'
}

/** A signed-in person, known by the registry. */
export interface Citizen extends Request {
  kind: 'citizen'
  /** `registry.person.id` */
  id: string
  accountId: string
  name: string
  /** Level of electronic identification with which this session was signed in (NĐ 69/2024/NĐ-CP); unknown for a token. */
  identified?: 1 | 2
}

/** A staff account or a client system acting for one agency. */
export interface Officer extends Request {
  kind: 'officer'
  /** `identity.account.id` */
  id: string
  name: string
  agencyId: string
  /** The agency itself and every abolished agency whose work it has inherited. */
  agencyIds: string[]
  /** Provincial roles see every agency; all others see their own. */
  scope: 'agency' | 'province'
  roles: Role[]
}

export interface System extends Request {
  kind: 'system'
}

export const system: System = { kind: 'system' }
export const anonymous: Anonymous = { kind: 'anonymous' }
