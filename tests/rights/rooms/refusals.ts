import { randomUUID } from 'node:crypto'
import { steps } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'
import type { Place } from '../scenes.ts'

const post =
  (act: string, json: object = {}) =>
  ({ code }: Place) => ({ path: `/dossiers/${code}/${act}`, json })
const at = (act: string) => `/mot-cua/{code}/tu-choi?/${act}`
const key = () => ({ requestKey: randomUUID(), seenSeq: '2' })
const why = 'Hồ sơ thuộc thẩm quyền của phường.'

/** A refusal that was asked for at the counter, before whoever signs it. */
export const room: RoomRights = {
  rights: {
    'sign a refusal': {
      api: ['POST /dossiers/{code}/sign-refusal'],
      scene: 'refusing',
      changes: true,
      who: steps({ leader: 'yes', client: 'no' }),
    },
    'not refuse after all': {
      api: ['POST /dossiers/{code}/drop-refusal'],
      scene: 'refusing',
      changes: true,
      // The clerk who asked for it takes it back.
      who: steps({ clerk: 'yes', leader: 'yes' }),
    },
  },
  requests: {
    'POST /dossiers/{code}/sign-refusal': post('sign-refusal'),
    'POST /dossiers/{code}/drop-refusal': post('drop-refusal', { reason: why }),
  },
  pages: {
    'sign a refusal': [{ of: 'office', at: at('sign'), fields: key }],
    'not refuse after all': [{ of: 'office', at: at('drop'), fields: () => ({ ...key(), dropReason: why }) }],
  },
  addresses: {
    '/mot-cua/[ma]/tu-choi': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'none',
      at: ({ code }) => `/mot-cua/${code}/tu-choi`,
    },
  },
  looks: [],
  rows: {},
  fill: async () => {},
}
