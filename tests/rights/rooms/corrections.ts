import { randomUUID } from 'node:crypto'
import { desks, readsCase, steps } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'
import { correction, type Place, read } from '../scenes.ts'

const post =
  (act: string, json: object = {}) =>
  ({ code }: Place) => ({ path: `/dossiers/${code}/${act}`, json })
const at = (act: string) => `/mot-cua/{code}/dinh-chinh?/${act}`
const key = (seenSeq: number) => ({ requestKey: randomUUID(), seenSeq: String(seenSeq) })
const why = 'Đã đối chiếu: giấy ghi đúng theo hồ sơ.'
const askers = steps({ specialist: 'yes' })
const signers = steps({ leader: 'yes', client: 'no' })

/** Another result in the place of a signed one, and the queue of who signs. */
export const room: RoomRights = {
  rights: {
    'see what is asked to replace a result': {
      api: ['GET /dossiers/{code}/correction'],
      scene: 'to_correct',
      who: { ...readsCase, citizen: 'no', neighbour: 'no' },
    },
    'ask that a result be another': {
      api: ['POST /dossiers/{code}/ask-correction'],
      scene: 'returned',
      changes: true,
      who: askers,
    },
    'begin to sign what replaces it': {
      api: ['POST /dossiers/{code}/start-correction'],
      scene: 'to_correct',
      changes: true,
      who: signers,
    },
    // Among the pages alone: the numbers are given back, the correction waits.
    'not sign now what replaces it': { scene: 'correcting', changes: true, who: signers },
    'sign what replaces it': {
      api: ['POST /dossiers/{code}/sign-correction'],
      scene: 'correcting',
      changes: true,
      who: signers,
    },
    'leave the result as it is': {
      api: ['POST /dossiers/{code}/drop-correction'],
      scene: 'to_correct',
      changes: true,
      who: steps({ specialist: 'yes', leader: 'yes' }),
    },
    'see what waits for one’s signature': {
      api: ['GET /signing-queue'],
      who: { ...desks, clerk: 'no', specialist: 'no', elsewhere: 'no' },
    },
  },
  requests: {
    'GET /dossiers/{code}/correction': ({ code }) => ({ path: `/dossiers/${code}/correction` }),
    'POST /dossiers/{code}/ask-correction': post('ask-correction', correction),
    'POST /dossiers/{code}/start-correction': post('start-correction'),
    'POST /dossiers/{code}/sign-correction': async ({ code, documentId }, { leader }) => ({
      path: `/dossiers/${code}/sign-correction`,
      json: await read(leader, documentId),
    }),
    'POST /dossiers/{code}/drop-correction': post('drop-correction', { reason: why }),
    'GET /signing-queue': () => ({ path: '/signing-queue' }),
  },
  pages: {
    'see what is asked to replace a result': [{ of: 'office', at: '/mot-cua/{code}/dinh-chinh' }],
    'ask that a result be another': [
      {
        of: 'office',
        at: at('ask'),
        fields: () => ({ ...key(6), kind: 'replace', reason: correction.reason, clause: correction.clause }),
      },
    ],
    'begin to sign what replaces it': [{ of: 'office', at: at('begin'), fields: () => ({ seenSeq: '7' }) }],
    'not sign now what replaces it': [
      { of: 'office', at: at('decline'), fields: () => ({ seenSeq: '7', declineReason: why }) },
    ],
    'sign what replaces it': [
      {
        of: 'office',
        at: at('sign'),
        fields: async ({ documentId }, { cast }) => ({ ...key(7), ...(await read(cast.leader, documentId)) }),
      },
    ],
    'leave the result as it is': [
      { of: 'office', at: at('drop'), fields: () => ({ ...key(7), dropReason: why }) },
    ],
  },
  addresses: {
    '/mot-cua/[ma]/dinh-chinh': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'none',
      at: ({ code }) => `/mot-cua/${code}/dinh-chinh`,
    },
  },
  looks: [],
  rows: {},
  fill: async () => {},
}
