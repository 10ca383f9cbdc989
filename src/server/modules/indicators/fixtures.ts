/** Dossiers as the operations centre counts them, written straight into the table: a test chooses every instant. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { system } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { minuteMs } from '#shared/dates.ts'

interface CountedDossier {
  agencyId: string
  serviceCode: string
  status: string
  submittedAt: Date
  acceptBy: Date
  dueAt: Date | null
  finishedAt: Date | null
  onTime: boolean | null
  rating: number | null
}

const hour = 60 * minuteMs

/** A dossier that is under way and due in three days, unless told otherwise. */
export async function aCountedDossier(
  dossier: Partial<CountedDossier> & { agencyId: string },
  now = new Date(),
): Promise<string> {
  const id = newId()
  const code = `T-${id}`
  const stored: CountedDossier = {
    serviceCode: '1.001193',
    status: 'processing',
    submittedAt: new Date(now.getTime() - 24 * hour),
    acceptBy: new Date(now.getTime() + 8 * hour),
    dueAt: new Date(now.getTime() + 72 * hour),
    finishedAt: null,
    onTime: null,
    rating: null,
    ...dossier,
  }
  await perform(system, ({ tx }) =>
    sql`
      insert into dossiers.dossier (id, code, request_key, service_code, service_version, applicant_id, applicant_name,
        filed_by, agency_id, handling_agency_id, status, step, answers, submitted_at, accept_by, due_at, finished_at,
        on_time, budget, budget_unit, last_seq, rating, rated_at, search)
      values (${id}, ${code}, ${randomUUID()}, ${stored.serviceCode}, 1, ${randomUUID()}, 'Nguyễn Thị Thử',
        ${randomUUID()}, ${stored.agencyId}, ${stored.agencyId}, ${stored.status}, 'specialist', '{}',
        ${stored.submittedAt}, ${stored.acceptBy}, ${stored.dueAt}, ${stored.finishedAt}, ${stored.onTime}, 5, 'day', 1,
        ${stored.rating}, ${stored.rating === null ? null : stored.finishedAt}, '')`.execute(tx),
  )
  return code
}

export async function finishCounted(code: string, at: Date): Promise<void> {
  await perform(system, ({ tx }) =>
    sql`update dossiers.dossier set status = 'decided', finished_at = ${at}, on_time = true where code = ${code}`.execute(
      tx,
    ),
  )
}
