import { unknownId } from '../unknown-id.ts'
import type { RoomRights } from '../rooms.ts'

/** A document of an agency taken along as DOCX. */
export const room: RoomRights = {
  rights: {},
  requests: {},
  pages: {},
  addresses: {
    '/van-ban/[id]/ban-word': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'none',
      at: () => `/van-ban/${unknownId}/ban-word`,
    },
  },
  looks: [],
  rows: {},
  fill: async () => {},
}
