import { randomUUID } from 'node:crypto'
import { all, handlers, handlersOfNone } from '../answers.ts'
import type { Door } from '../pages.ts'
import type { RoomRights } from '../rooms.ts'
import { unknownId } from '../unknown-id.ts'

const id = '0e000000-0000-4000-8000-00000000d109'
const older = '0e000000-0000-4000-8000-00000000d110'
/** Who works on documents at the agency whose draft it is, or at the one it was put before. */
const readers = 'clerk registrar elsewhere system'
const everyone =
  'nobody stranger citizen neighbour clerk elsewhere finance registrar monitor commander chairman administrator client system'

const leaders = all('no', { stranger: 'sign in', leader: 'yes', chairman: 'yes' })
const why = 'Sai thể thức ở phần nơi nhận'

const form = (at: string, fields: () => Record<string, string>): Door => ({ of: 'office', at, fields })
const draft = (act: string, fields: Record<string, string> = {}): Door =>
  form(`/van-ban/${unknownId}?/${act}`, () => fields)

const aPower = {
  position: 'co-quan/chu-tich',
  authority: 'TUQ.',
  to: unknownId,
  'types[]': 'official_letter',
  scope: 'Công văn',
  decision: 'Quyết định số 12/QĐ-UBND',
  decidedOn: '2020-03-05',
  validFrom: '2099-01-01',
  validTo: '2099-01-02',
}

/** A draft of the agency on its way: asked about elsewhere, in its route, written to amend another. */
export const room: RoomRights = {
  rights: {
    'work on documents': { who: handlers },
    'sign documents': { who: leaders },
    'look at the seal and the numbers': { who: { ...leaders, registrar: 'yes' } },
    'put the seal on': { who: all('no', { stranger: 'sign in', registrar: 'yes' }) },
    'not seal what is not theirs': { who: all('no', { stranger: 'sign in', registrar: 'none' }) },
    'act on a draft that is not theirs': { who: handlersOfNone },
    'end a rule of documents that is not theirs': {
      who: all('no', { stranger: 'sign in', leader: 'none', chairman: 'none' }),
    },
    'end a power to sign that is not theirs': {
      who: all('no', { stranger: 'sign in', leader: 'none', chairman: 'none' }),
    },
  },
  requests: {},
  pages: {
    'work on documents': [
      { of: 'office', at: '/van-ban' },
      { of: 'office', at: '/van-ban/moi' },
      { of: 'office', at: '/van-ban/vang-mat' },
      { of: 'office', at: '/van-ban/quy-che' },
      { of: 'office', at: '/van-ban/uy-quyen' },
      // Nothing is typed: whoever may is told what is missing.
      { ...form('/van-ban/vang-mat?/enter', () => ({})), asksSecret: true },
      form('/van-ban/moi', () => ({
        kind: 'official_letter',
        subject: 'Về việc thử quyền',
        urgency: 'normal',
      })),
    ],
    'sign documents': [
      { of: 'office', at: '/ky-so/van-ban' },
      form('/ky-so/van-ban?/begin', () => ({ 'ids[]': unknownId })),
      form('/ky-so/van-ban?/sign', () => ({ [`sha256.${unknownId}`]: 'ab'.repeat(32) })),
      form('/ky-so/van-ban?/decline', () => ({ [`sha256.${unknownId}`]: 'ab'.repeat(32), reason: why })),
      // From a day nobody here comes to.
      form('/van-ban/quy-che?/route', () => ({ validFrom: '2099-03-05', direct: 'yes' })),
      form('/van-ban/quy-che?/seal', () => ({ validFrom: '2099-03-05', seal: 'at_once' })),
      form('/van-ban/quy-che?/hold', () => ({ validFrom: '2099-03-05', days: '1' })),
      // To nobody who works here: whoever may is told so.
      { ...form('/van-ban/uy-quyen?/give', () => aPower), asksSecret: true },
    ],
    'end a rule of documents that is not theirs': [
      form('/van-ban/quy-che?/end', () => ({ id: unknownId, from: '2099-01-01' })),
    ],
    'end a power to sign that is not theirs': [
      form('/van-ban/uy-quyen?/end', () => ({ id: unknownId, from: '2099-01-01', reason: why })),
    ],
    'look at the seal and the numbers': [{ of: 'office', at: '/van-ban/dong-dau' }],
    'put the seal on': [form('/van-ban/dong-dau?/seal', () => ({ 'ids[]': unknownId }))],
    'not seal what is not theirs': [
      form('/van-ban/dong-dau?/refuse', () => ({ id: unknownId, sha256: 'ab'.repeat(32), reason: why })),
    ],
    'act on a draft that is not theirs': [
      { of: 'office', at: `/van-ban/${unknownId}` },
      draft('submit', { version: '1', amount: '' }),
      draft('withdraw'),
      draft('approve', { version: '1', step: '0' }),
      draft('return', { version: '1', step: '0', reason: why }),
      draft('ask', { question: 'Góp ý', days: '5' }),
      draft('answer', { opinion: unknownId, answer: 'agree', wording: '' }),
      draft('discard'),
      draft('succeed', { relation: 'corrects', succeedReason: why }),
      draft('askRevoke', { reason: why }),
      draft('keep', { reason: why }),
      draft('revoke'),
      { of: 'office', at: `/van-ban/${unknownId}/sao` },
      form(`/van-ban/${unknownId}/sao`, () => ({ form: 'true_copy' })),
      form('/van-ban/vang-mat?/end', () => ({ id: unknownId })),
    ],
  },
  addresses: {
    '/van-ban': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/van-ban/moi': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/van-ban/vang-mat': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/van-ban/quy-che': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/van-ban/uy-quyen': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/van-ban/dong-dau': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/van-ban/[id]': { stranger: 'sign in', citizen: 'no', officer: 'no', at: () => `/van-ban/${unknownId}` },
    '/van-ban/[id]/sao': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'no',
      at: () => `/van-ban/${unknownId}/sao`,
    },
    '/ky-so/van-ban': { stranger: 'sign in', citizen: 'no', officer: 'no' },
  },
  looks: [
    ['bao', ['/van-ban', '/van-ban/moi', '/van-ban/vang-mat']],
    ['ha', ['/van-ban', '/van-ban/quy-che', '/van-ban/uy-quyen', '/ky-so/van-ban', '/van-ban/dong-dau']],
  ],
  rows: {
    'documents.rule': { of: `id = 'quyen-thu'`, sees: everyone, adds: 'system', changes: 'system' },
    'documents.rule_end': { of: `from_day = '2099-01-01'`, sees: everyone },
    'documents.absence': {
      of: `agency_id = '{agency}'`,
      sees: 'clerk registrar system',
      adds: 'clerk',
      // Their own; of others whoever leads the agency, who is none of these.
      changes: 'clerk',
      columns: 'ended_at',
    },
    'documents.route': { of: `document_id = '${id}'`, sees: readers },
    'documents.opinion': { of: `document_id = '${id}'`, sees: readers },
    'documents.relation': { of: `document_id = '${id}'`, sees: readers },
  },
  fill: async (add, { agency, elsewhereAgency, clerk }) => {
    for (const one of [id, older])
      await add(
        `insert into documents.document (id, agency_id, check_code, source) values ($1, $2, $3, 'agency')`,
        one,
        agency,
        one,
      )
    await add(`insert into documents.reader values ($1, $2, 'opinion', now())`, id, elsewhereAgency)
    await add(
      `insert into documents.rule (id, about, rank, value, valid_from) values ('quyen-thu', 'seal', 9, '{"seal":"at_once"}', '2020-01-01')`,
    )
    await add(
      `insert into documents.rule_end (rule_id, from_day, ended_by, ended_at) values ('quyen-thu', '2099-01-01', $1, now())`,
      clerk,
    )
    await add(
      `insert into documents.absence (id, account_id, agency_id, from_on, to_on, reason, entered_by, entered_at)
       values ($1, $2, $3, '2099-01-01', '2099-01-02', 'x', $2, now())`,
      randomUUID(),
      clerk,
      agency,
    )
    await add(
      `insert into documents.route (document_id, state, drafted_by, version, since) values ($1, 'drafting', $2, 1, now())`,
      id,
      clerk,
    )
    await add(
      `insert into documents.opinion (id, document_id, version, agency_id, question, asked_by, asked_at, due_at)
       values ($1, $2, 1, $3, 'x', $4, now(), now())`,
      randomUUID(),
      id,
      elsewhereAgency,
      clerk,
    )
    await add(
      `insert into documents.relation (document_id, kind, target_id) values ($1, 'amends', $2)`,
      id,
      older,
    )
  },
}
