import { randomUUID } from 'node:crypto'
import { all, handlers } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'
import { unknownId } from '../unknown-id.ts'

const handlersOnly = { stranger: 'sign in', citizen: 'no', officer: 'no' } as const

export const room: RoomRights = {
  rights: {
    'read and take along the registers of documents': { who: handlers },
    'end a number its holder does not': {
      who: all('no', {
        stranger: 'sign in',
        leader: 'none',
        chairman: 'none',
        registrar: 'none',
      }),
    },
  },
  requests: {},
  pages: {
    'read and take along the registers of documents': [
      { of: 'office', at: '/van-ban/so' },
      { of: 'office', at: '/van-ban/so?so=theo-doi' },
      { of: 'office', at: '/van-ban/so/tai/so.pdf?so=di' },
      { of: 'office', at: '/van-ban/so/tai/so.xlsx?so=den' },
    ],
    'end a number its holder does not': [
      {
        of: 'office',
        at: '/van-ban/so?/giveUp',
        fields: () => ({
          id: unknownId,
          register: 'official_letter',
          year: '2026',
          number: '1',
          reason: 'Người giữ số đã thôi việc',
        }),
      },
    ],
  },
  addresses: {
    '/van-ban/so': handlersOnly,
    '/van-ban/so/tai/[tep]': { ...handlersOnly, at: () => '/van-ban/so/tai/so.pdf?so=den' },
  },
  looks: [['bao', ['/van-ban/so', '/van-ban/so?so=di']]],
  rows: {
    'documents.register_line': { of: `subject = '{mark}'`, sees: 'clerk registrar system' },
  },
  async fill(add, { agency, mark }) {
    await add(
      `insert into documents.register_line (agency_id, book, register, year, number, document_id, on_day, type, subject, fate)
       values ($1, 'in', '', 2026, 1, $2, '2026-01-05', 'Công văn', $3, 'received')`,
      agency,
      randomUUID(),
      mark,
    )
  },
}
