import { randomUUID } from 'node:crypto'
import { all, handlers } from '../answers.ts'
import type { Door } from '../pages.ts'
import type { RoomRights } from '../rooms.ts'
import { unknownId } from '../unknown-id.ts'

const form = (act: string, fields: Record<string, string>): Door => ({
  of: 'office',
  at: `/van-ban/mau?/${act}`,
  fields: () => fields,
})

/** Texts drafts begin with: looked at by whoever drafts, made and ended by the clerk and the leader of the agency. */
export const room: RoomRights = {
  rights: {
    'look at templates of documents': { who: handlers },
    'make a template of a document that is not theirs': {
      who: all('no', { stranger: 'sign in', leader: 'none', chairman: 'none', registrar: 'none' }),
    },
  },
  requests: {},
  pages: {
    'look at templates of documents': [{ of: 'office', at: '/van-ban/mau' }],
    'make a template of a document that is not theirs': [
      form('make', { documentId: unknownId, name: 'Mẫu thử quyền' }),
      form('end', { id: unknownId }),
    ],
  },
  addresses: { '/van-ban/mau': { stranger: 'sign in', citizen: 'no', officer: 'no' } },
  looks: [['ha', ['/van-ban/mau']]],
  rows: {
    'documents.template': {
      of: `agency_id = '{agency}'`,
      sees: 'clerk registrar system',
      columns: 'valid_to ended_by',
    },
  },
  fill: async (add, { agency, clerk }) => {
    await add(
      `insert into documents.template values ($1, $2, 'notice', 'x', '{}', '2020-01-01', null, $3, now(), null)`,
      randomUUID(),
      agency,
      clerk,
    )
  },
}
