import { sql } from 'kysely'
import { database } from '#server/platform/database/database.ts'
import type { Status } from '../states.ts'

/** What the database tells anyone of a dossier whose code they have. */
export interface PublicStatus {
  code: string
  serviceCode: string
  serviceVersion: number
  status: Status
  agencyId: string
  handlingAgencyId: string
  submittedAt: Date
  acceptedAt: Date | null
  dueAt: Date | null
  finishedAt: Date | null
  pausedSince: Date | null
}

export async function findPublicStatus(code: string): Promise<PublicStatus | undefined> {
  const { rows } = await sql<PublicStatus>`select * from dossiers.public_status(${code})`.execute(database)
  return rows[0]
}
