import { findAgency } from '#server/modules/agencies/index.ts'
import { listSendings } from '#server/modules/documents/index.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

export interface ShownSending {
  agency: string
  state: string
  at: string
  note: string
}

/** How far an issued document has come at each receiver, for the agency that sent it; for others nothing. */
export async function presentSendings(work: Work, id: string): Promise<ShownSending[]> {
  const states = m.documents.incoming.document.sendingStates
  const shown: ShownSending[] = []
  for (const { agencyId, state, changedAt, reason, receivedAs } of await listSendings(work, id)) {
    shown.push({
      agency: (await findAgency(work, agencyId))?.name ?? agencyId,
      state: states[state] ?? state,
      at: formatDateTime(changedAt),
      note: reason ?? receivedAs ?? '',
    })
  }
  return shown
}
