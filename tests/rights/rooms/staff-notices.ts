import { randomUUID } from 'node:crypto'
import { officersOnly } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'

const officers = { stranger: 'sign in', citizen: 'no', officer: 'open' } as const

export const room: RoomRights = {
  rights: {
    'read what one was told in office': { who: officersOnly },
  },
  requests: {},
  pages: {
    'read what one was told in office': [
      { of: 'office', at: '/can-bo/thong-bao' },
      { of: 'office', at: '/can-bo/thong-bao', fields: () => ({}) },
    ],
  },
  addresses: {
    '/can-bo/thong-bao': officers,
    '/can-bo/thong-bao/dong': officers,
    '/can-bo/thong-bao/[id]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'none',
      at: () => `/can-bo/thong-bao/${randomUUID()}`,
    },
  },
  looks: [['huong', ['/can-bo/thong-bao']]],
  rows: {
    'notifications.staff_notice': {
      of: `account_id = '{clerk}'`,
      sees: 'clerk system',
      adds: 'system',
      changes: 'clerk system',
      columns: 'read_at',
      removes: 'system',
    },
  },
  async fill(add, known) {
    await add(
      `insert into notifications.staff_notice (id, key, account_id, agency_id, kind, path, created_at)
       values (gen_random_uuid(), $1, $2, $3, 'document_assigned', '/van-ban', now())`,
      known.mark,
      known.clerk,
      known.agency,
    )
  },
}
