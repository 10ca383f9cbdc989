import type { RoomRights } from '../rooms.ts'
import { unknownId } from '../unknown-id.ts'

/** A document of an agency taken along as DOCX. */
export const room: RoomRights = {
  rights: {},
  requests: {},
  pages: {},
  addresses: {
    '/van-ban/[id]/ban-word': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'no',
      at: () => `/van-ban/${unknownId}/ban-word`,
    },
  },
  looks: [],
  rows: {},
  fill: async () => {},
}
