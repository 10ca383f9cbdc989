import { randomUUID } from 'node:crypto'
import type { RoomRights } from '../rooms.ts'

/** The text of a draft of the agency, as it is searched. */
export const room: RoomRights = {
  rights: {},
  requests: {},
  pages: {},
  addresses: {
    '/van-ban/tim': { stranger: 'sign in', citizen: 'no', officer: 'no' },
  },
  looks: [['bao', ['/van-ban/tim', '/van-ban/tim?q=giay+xac+nhan']]],
  rows: {
    'documents.text': {
      of: `lines = '{mark}'`,
      sees: 'clerk registrar system',
      adds: 'system',
      changes: 'system',
      removes: 'system',
    },
    'documents.text_waiting': {
      of: `document_id in (select document_id from documents.text where lines = '{mark}')`,
      sees: 'clerk registrar system',
      changes: 'system',
      columns: 'since',
      removes: 'system',
    },
  },
  fill: async (add, { agency, mark }) => {
    const id = randomUUID()
    await add(
      `insert into documents.document (id, agency_id, check_code, source) values ($1, $2, $3, 'agency')`,
      id,
      agency,
      id,
    )
    await add(
      `insert into documents.text (document_id, at, lines, toned, plain, grams, read_at) values ($1, now(), $2, '', '', '{}', now())`,
      id,
      mark,
    )
    await add(`insert into documents.text_waiting (document_id) values ($1)`, id)
  },
}
