import { randomUUID } from 'node:crypto'
import { all } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'

/** What somebody brings to a counter, taken in by whoever sits there. */
export const room: RoomRights = {
  rights: {
    'take in at the counter': {
      who: all('no', { stranger: 'sign in', clerk: 'yes', elsewhere: 'yes' }),
    },
  },
  requests: {},
  pages: {
    'take in at the counter': [
      { of: 'office', at: '/mot-cua/nop' },
      { of: 'office', at: '/mot-cua/nop/2.000815' },
      // Nothing is typed: whoever may is told what is missing.
      {
        of: 'office',
        at: '/mot-cua/nop/2.000815',
        fields: () => ({ _viec: 'nop', _khoa: randomUUID() }),
        hasFile: true,
        asksSecret: true,
      },
    ],
  },
  addresses: {
    '/mot-cua/nop': { stranger: 'sign in', citizen: 'no', officer: 'open', at: () => '/mot-cua/nop' },
    '/mot-cua/nop/[thuTuc]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'open',
      at: () => '/mot-cua/nop/2.000815',
    },
  },
  looks: [['huong', ['/mot-cua/nop', '/mot-cua/nop/2.000815']]],
  rows: {},
  fill: async () => {},
}
