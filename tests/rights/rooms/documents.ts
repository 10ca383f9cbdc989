import { randomUUID } from 'node:crypto'
import type { RoomRights } from '../rooms.ts'

/** A draft of the agency that was put before another. */
export const room: RoomRights = {
  rights: {},
  requests: {},
  pages: {},
  addresses: {},
  looks: [],
  rows: {
    'documents.action_kind': {
      of: 'true',
      sees: 'nobody stranger citizen neighbour clerk elsewhere finance registrar monitor commander chairman administrator client system',
    },
    'documents.reader': {
      of: `agency_id = '{elsewhereAgency}'`,
      sees: 'clerk registrar elsewhere system',
      adds: 'system',
    },
  },
  fill: async (add, { agency, elsewhereAgency }) => {
    const id = randomUUID()
    await add(
      `insert into documents.document (id, agency_id, check_code, source) values ($1, $2, $3, 'agency')`,
      id,
      agency,
      id,
    )
    await add(`insert into documents.reader values ($1, $2, 'route', now())`, id, elsewhereAgency)
  },
}
