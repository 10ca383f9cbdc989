import { randomUUID } from 'node:crypto'
import { desks, readsCase, steps } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'
import { consignment, type Place, present } from '../scenes.ts'

const clerks = steps({ clerk: 'yes' })
const post = (act: string, json: () => object) => (place: Place) => ({
  path: `/dossiers/${place.code}/paper/${act}`,
  json: json(),
})
const today = () => {
  const [year = '', month = '', day = ''] = consignment().sentOn.split('-')
  return { 'sentOn.day': day, 'sentOn.month': month, 'sentOn.year': year }
}
/** Of days on which nothing was received: what is checked is who may ask. */
const span = 'from=2020-01-01&to=2020-01-31'
const given = { taker: 'applicant', ...present }
const keys = (seenSeq: number) => ({ requestKey: randomUUID(), seenSeq: String(seenSeq) })

/** The papers of the one-stop rules and the result on paper. */
export const room: RoomRights = {
  rights: {
    'print the slip of its way': {
      api: ['GET /dossiers/{code}/control-slip'],
      scene: 'accepted',
      who: { ...readsCase, citizen: 'no', neighbour: 'no', client: 'no' },
      seen: 'slip',
    },
    'take the register of dossiers along': {
      api: ['GET /dossier-register.pdf', 'GET /dossier-register.csv'],
      who: desks,
    },
    'read where a paper is': {
      api: ['GET /dossiers/{code}/paper'],
      scene: 'to_print',
      who: readsCase,
      seen: 'dossier',
    },
    'print a paper': {
      api: ['POST /dossiers/{code}/paper/print'],
      scene: 'to_print',
      changes: true,
      who: clerks,
    },
    'hand a paper over': {
      api: ['POST /dossiers/{code}/paper/hand-over'],
      scene: 'printed',
      changes: true,
      who: clerks,
    },
    'send a paper': {
      api: ['POST /dossiers/{code}/paper/send'],
      scene: 'printed',
      changes: true,
      who: clerks,
    },
    'take a paper back from the post': {
      api: ['POST /dossiers/{code}/paper/come-back'],
      scene: 'posted',
      changes: true,
      who: clerks,
    },
  },
  requests: {
    'GET /dossiers/{code}/control-slip': ({ code }) => ({ path: `/dossiers/${code}/control-slip` }),
    'GET /dossier-register.pdf': () => ({ path: `/dossier-register.pdf?${span}` }),
    'GET /dossier-register.csv': () => ({ path: `/dossier-register.csv?${span}` }),
    'GET /dossiers/{code}/paper': ({ code }) => ({ path: `/dossiers/${code}/paper` }),
    'POST /dossiers/{code}/paper/print': post('print', () => ({})),
    'POST /dossiers/{code}/paper/hand-over': post('hand-over', () => given),
    'POST /dossiers/{code}/paper/send': post('send', consignment),
    'POST /dossiers/{code}/paper/come-back': post('come-back', () => ({ reason: 'Không có người nhận' })),
  },
  pages: {
    'print the slip of its way': [{ of: 'office', at: '/mot-cua/{code}/in/kiem-soat.pdf' }],
    'take the register of dossiers along': [
      { of: 'office', at: '/mot-cua/so-theo-doi' },
      {
        of: 'office',
        at: '/mot-cua/so-theo-doi',
        fields: () => ({
          'from.day': '1',
          'from.month': '1',
          'from.year': '2020',
          'to.day': '31',
          'to.month': '1',
          'to.year': '2020',
          as: 'csv',
        }),
      },
      { of: 'office', at: `/mot-cua/so-theo-doi/tai/so.pdf?${span}` },
      { of: 'office', at: `/mot-cua/so-theo-doi/tai/so.csv?${span}` },
    ],
    'read where a paper is': [{ of: 'office', at: '/mot-cua/{code}/ban-giay' }],
    'print a paper': [{ of: 'office', at: '/mot-cua/{code}/ban-giay?/print', fields: () => keys(0) }],
    'hand a paper over': [
      {
        of: 'office',
        at: '/mot-cua/{code}/ban-giay?/handOver',
        fields: () => ({
          ...keys(1),
          taker: 'applicant',
          idNumber: present.idNumber,
          fullName: present.fullName,
          'bornOn.day': '12',
          'bornOn.month': '3',
          'bornOn.year': '1994',
        }),
      },
    ],
    'send a paper': [
      {
        of: 'office',
        at: '/mot-cua/{code}/ban-giay?/send',
        fields: () => ({ ...keys(1), consignment: 'EA123456789VN', ...today() }),
      },
    ],
    'take a paper back from the post': [
      {
        of: 'office',
        at: '/mot-cua/{code}/ban-giay?/comeBack',
        fields: () => ({ ...keys(2), reason: 'Không có người nhận' }),
      },
    ],
  },
  addresses: {
    '/mot-cua/so-theo-doi': { stranger: 'sign in', citizen: 'no', officer: 'open' },
    '/mot-cua/so-theo-doi/tai/[tep]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'open',
      at: () => `/mot-cua/so-theo-doi/tai/so.csv?${span}`,
    },
    '/mot-cua/[ma]/ban-giay': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'none',
      at: ({ code }) => `/mot-cua/${code}/ban-giay`,
    },
  },
  looks: [['huong', ['/mot-cua/so-theo-doi']]],
  rows: {
    'documents.sealed_paper': { of: `agency_id = '{agency}'`, sees: 'system', adds: 'system' },
    'dossiers.slip_series': {
      of: `agency_id = '{agency}' and series = 'PBS'`,
      sees: 'system',
      adds: 'system',
      columns: 'last',
    },
    // Those not sealed yet, which the program names the file of.
    'dossiers.slip': {
      of: `dossier_id = '{dossier}' and form = '01'`,
      sees: 'citizen clerk chairman system',
      adds: 'system',
      columns: 'sha256 sealed_at',
    },
    // Its state is the fold of what was done: nobody writes it.
    // What the law makes public is anybody's to read, until it is taken down.
    'dossiers.published': {
      of: `dossier_id = '{dossier}'`,
      sees: 'nobody stranger citizen neighbour clerk elsewhere finance registrar monitor commander chairman administrator client system',
      adds: 'system',
      changes: 'system',
      columns: 'ended_at',
    },
    'dossiers.paper_result': { of: `dossier_id = '{dossier}'`, sees: 'citizen clerk chairman system' },
    'dossiers.handover': {
      of: `dossier_id = '{dossier}'`,
      sees: 'citizen clerk chairman system',
      adds: 'clerk',
    },
  },
  async fill(add, { agency, dossier, clerk }) {
    await add(`insert into dossiers.slip_series values ($1, 'PBS', 2026, 1) on conflict do nothing`, agency)
    await add(
      `insert into platform.file (sha256, size, media_type) values (repeat('b', 64), 1, 'application/pdf') on conflict do nothing`,
    )
    await add(
      `insert into documents.sealed_paper (id, agency_id, title, symbol, check_code, issued_at, sha256, sealed_at)
       values (gen_random_uuid(), $1, 'Phiếu', '01/PBS', 'AAAA-AAAA-AAAA', now(), repeat('b', 64), now())`,
      agency,
    )
    await add(
      `insert into dossiers.published values ($1, gen_random_uuid(), '1', 'X', $2, '1', '2026-01-01', '[]', now(), '2027-01-01')`,
      dossier,
      agency,
    )
    await add(
      `insert into dossiers.paper_result (dossier_id, agency_id, way, originals, copies, asked_at, ready_by)
       values ($1, $2, 'counter', 1, 0, now(), now())`,
      dossier,
      agency,
    )
    await add(
      `insert into dossiers.handover (dossier_id, seq, kind, actor_kind, actor_id, actor_name, agency_id, at)
       values ($1, 1, 'print', 'officer', $2, 'X', $3, now())`,
      dossier,
      clerk,
      agency,
    )
  },
}
