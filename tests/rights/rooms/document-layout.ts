import { handlers, handlersOfNone } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'
import { unknownId } from '../unknown-id.ts'

/** Files are held while they are judged, and drafts are those of the agency: the room has no table. */
export const room: RoomRights = {
  rights: {
    'check the layout of a file': { who: handlers },
    'check the layout of a draft that is not theirs': { who: handlersOfNone },
  },
  requests: {},
  pages: {
    'check the layout of a file': [
      { of: 'office', at: '/van-ban/kiem-tra' },
      // Without a file: whoever may is told so.
      {
        of: 'office',
        at: '/van-ban/kiem-tra',
        fields: () => ({ file: '' }),
        hasFile: true,
        asksSecret: true,
      },
    ],
    'check the layout of a draft that is not theirs': [
      { of: 'office', at: `/van-ban/kiem-tra?van-ban=${unknownId}` },
    ],
  },
  addresses: {
    '/van-ban/kiem-tra': { stranger: 'sign in', citizen: 'no', officer: 'no' },
  },
  looks: [['bao', ['/van-ban/kiem-tra']]],
  rows: {},
  fill: async () => {},
}
