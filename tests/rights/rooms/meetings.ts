import { randomUUID } from 'node:crypto'
import { all, handlers, officersOnly } from '../answers.ts'
import type { Door } from '../pages.ts'
import type { RoomRights } from '../rooms.ts'
import { unknownId } from '../unknown-id.ts'

const path = `/hop/${unknownId}`
const look = (at: string): Door => ({ of: 'office', at })
const form = (at: string, fields: Record<string, string> = {}): Door => ({
  of: 'office',
  at,
  fields: () => fields,
})
const notInvited = all('none', { stranger: 'sign in', citizen: 'no', neighbour: 'no' })
const head = {
  requestKey: randomUUID(),
  title: 'Họp thử quyền',
  place: 'Phòng họp',
  'day.day': '31',
  'day.month': '12',
  'day.year': '2099',
  from: '8:00',
  to: '9:00',
  chair: unknownId,
  secretary: randomUUID(),
}
const none = { stranger: 'sign in', citizen: 'no', officer: 'none' } as const
const inAgency = 'clerk registrar system'
const administrators = all('no', { stranger: 'sign in', administrator: 'yes' })
const administratorsOnly = { stranger: 'sign in', citizen: 'no', officer: 'no' } as const
/** Without pictures, or with nothing to withdraw: whoever may is told so. */
const faceForms = (at: string): Door[] => [
  look(at),
  { ...form(`${at}?/enrol`), asksSecret: true },
  { ...form(`${at}?/withdraw`), asksSecret: true },
]

/** Who calls meetings, who is invited; whoever is neither finds none. */
export const room: RoomRights = {
  rights: {
    'list meetings': { api: ['GET /meetings'], who: officersOnly },
    'call a meeting': { who: handlers },
    'take part in a meeting one is not invited to': { api: ['GET /meetings/{id}'], who: notInvited },
    'enrol one’s face': { who: officersOnly },
    'enrol the face of another': { who: administrators },
  },
  requests: {
    'GET /meetings': () => ({ path: '/meetings' }),
    'GET /meetings/{id}': () => ({ path: `/meetings/${unknownId}` }),
  },
  pages: {
    'enrol one’s face': faceForms('/tai-khoan/khuon-mat'),
    'enrol the face of another': [
      look('/quan-tri/khuon-mat'),
      ...faceForms('/quan-tri/tai-khoan/{accountId}/khuon-mat'),
    ],
    'list meetings': [look('/hop')],
    'call a meeting': [
      look('/hop/moi'),
      // Nobody is chosen who presides: whoever may is told so.
      { ...form('/hop/moi', head), asksSecret: true },
    ],
    'take part in a meeting one is not invited to': [
      look(path),
      look(`${path}/lich.ics`),
      look(`${path}/tai-lieu/${unknownId}`),
      look(`${path}/sua`),
      form(`${path}/ket-luan?/notice`),
      form(`${path}?/minutes`),
      look(`${path}/ghi-am`),
      look(`${path}/ghi-am/${unknownId}/0`),
      form(`${path}/ghi-am?/end`, { recording: unknownId }),
      form(`${path}/ghi-am?/drop`, { file: unknownId }),
      form(`${path}/ghi-am?/giveUp`, { recording: unknownId, reason: 'Máy hỏng' }),
      look(`${path}/cua`),
      form(`${path}/cua?/confirm`, { proposal: unknownId }),
      form(`${path}/cua?/refuse`, { proposal: unknownId }),
      look(`${path}/nghe`),
      form(`${path}/nghe?/allow`, { account: unknownId }),
      form(`${path}/nghe?/end`, { listener: unknownId }),
      look(`${path}/loi-noi`),
      look(`${path}/loi-noi/go-bang.txt`),
      form(`${path}/loi-noi?/write`, { segmentId: unknownId, version: '1', words: 'Lời khác' }),
      form(`${path}/loi-noi?/join`, {
        segmentId: unknownId,
        version: '1',
        nextId: unknownId,
        nextVersion: '1',
      }),
      form(`${path}/loi-noi?/remove`, { segmentId: unknownId, version: '1' }),
      form(`${path}/loi-noi?/restore`, { segmentId: unknownId, version: '1' }),
      form(`${path}/loi-noi?/take`, { 'segments[]': unknownId }),
      look(`${path}/nguoi-du`),
      form(`${path}/sua`, head),
      form(`${path}/nguoi-du`, { guests: 'Lê Khách' }),
      form(`${path}?/cancel`, { reason: 'Không họp nữa' }),
      form(`${path}?/item`, { title: 'Nội dung', minutes: '10' }),
      form(`${path}?/drop`, { one: unknownId }),
      form(`${path}?/raise`, { one: unknownId }),
      form(`${path}?/uninvite`, { one: unknownId }),
      form(`${path}?/substitute`, { personId: unknownId, substitute: '' }),
      form(`${path}?/unpaper`, { one: unknownId }),
      { ...form(`${path}?/paper`), hasFile: true },
      look(`${path}/phien`),
      look(`${path}/dong`),
      look(`${path}/diem-danh`),
      look(`${path}/ket-luan`),
      form(`${path}/phien?/start`),
      form(`${path}/phien?/next`, { from: unknownId }),
      form(`${path}/phien?/close`),
      form(`${path}/phien?/mark`, { personId: unknownId, state: 'present' }),
      form(`${path}/phien?/substitute`, { personId: unknownId, substitute: '' }),
      form(`${path}/phien?/strangers`, { strangers: '1' }),
      form(`${path}/diem-danh?/open`),
      form(`${path}/diem-danh?/here`, { pin: '123456' }),
      form(`${path}/ket-luan?/type`, { itemId: '', text: 'Đồng ý.' }),
      form(`${path}/ket-luan?/decide`, { sentenceId: unknownId, treatment: 'none' }),
      form(`${path}/ket-luan?/take`),
    ],
  },
  addresses: {
    '/hop/[id]/phien': { ...none, at: () => `${path}/phien` },
    '/hop/[id]/ghi-am': { ...none, at: () => `${path}/ghi-am` },
    '/hop/[id]/ghi-am/[ban]': {
      stranger: 'none',
      citizen: 'none',
      officer: 'none',
      at: () => `${path}/ghi-am/${unknownId}`,
    },
    '/hop/[id]/ghi-am/[ban]/tep': {
      stranger: 'none',
      citizen: 'none',
      officer: 'none',
      at: () => `${path}/ghi-am/${unknownId}/tep`,
    },
    '/hop/[id]/ghi-am/[ban]/tep/[so]': {
      stranger: 'none',
      citizen: 'none',
      officer: 'none',
      at: () => `${path}/ghi-am/${unknownId}/tep/0`,
    },
    '/hop/[id]/ghi-am/[ban]/[so]': { ...none, at: () => `${path}/ghi-am/${unknownId}/0` },
    '/hop/[id]/cua': { ...none, at: () => `${path}/cua` },
    '/hop/[id]/cua/khung': {
      stranger: 'none',
      citizen: 'none',
      officer: 'none',
      at: () => `${path}/cua/khung`,
    },
    '/tai-khoan/khuon-mat': { stranger: 'sign in', citizen: 'no', officer: 'open' },
    '/quan-tri/khuon-mat': administratorsOnly,
    '/quan-tri/tai-khoan/[id]/khuon-mat': {
      ...administratorsOnly,
      at: () => `/quan-tri/tai-khoan/${unknownId}/khuon-mat`,
    },
    '/hop/[id]/nghe': { ...none, at: () => `${path}/nghe` },
    '/hop/[id]/loi-noi/[tep]': { ...none, at: () => `${path}/loi-noi/go-bang.txt` },
    '/hop/[id]/loi-noi': { ...none, at: () => `${path}/loi-noi` },
    '/hop/[id]/dong': { ...none, at: () => `${path}/dong` },
    '/hop/[id]/diem-danh': { ...none, at: () => `${path}/diem-danh` },
    '/hop/[id]/ket-luan': { ...none, at: () => `${path}/ket-luan` },
    '/hop': { stranger: 'sign in', citizen: 'no', officer: 'open' },
    '/hop/moi': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/hop/[id]': { ...none, at: () => path },
    '/hop/[id]/sua': { ...none, at: () => `${path}/sua` },
    '/hop/[id]/nguoi-du': { ...none, at: () => `${path}/nguoi-du` },
    '/hop/[id]/lich.ics': { ...none, at: () => `${path}/lich.ics` },
    '/hop/[id]/tai-lieu/[tep]': { ...none, at: () => `${path}/tai-lieu/${unknownId}` },
  },
  looks: [
    ['huong', ['/hop']],
    ['ha', ['/hop/moi', '/tai-khoan/khuon-mat']],
    ['administrator', ['/quan-tri/khuon-mat']],
  ],
  rows: {
    'meetings.mark': {
      of: `source = 'list' and marked_by = '{clerk}'`,
      sees: inAgency,
      adds: 'clerk system',
    },
    'meetings.face_enrolment': {
      of: `ground = '{mark}'`,
      sees: 'clerk administrator system',
      adds: 'clerk system',
      changes: 'system',
      columns: 'ended_why ended_by ended_at',
    },
    'meetings.face_template': {
      of: `sealed = 'X'`,
      sees: 'system',
      adds: 'system',
      removes: 'system',
    },
    'meetings.face_proposal': {
      of: `meeting_id in (select id from meetings.meeting where agency_id = '{agency}')`,
      sees: inAgency,
      adds: 'system',
      changes: 'system',
      columns: 'score done is_ahead state decided_by decided_at',
      removes: 'system',
    },
    'meetings.roll': {
      of: `pin = '246810'`,
      sees: inAgency,
      adds: inAgency,
      changes: inAgency,
    },
    'meetings.roll_try': { of: `tries = 77`, sees: 'system', adds: 'system', changes: 'system' },
    'meetings.sentence': {
      of: `reason = '{mark}'`,
      sees: inAgency,
      adds: inAgency,
      changes: inAgency,
      columns: 'position paragraph treatment wording orders reason decided_by decided_at',
      removes: inAgency,
    },
    'meetings.series': { of: `agency_id = '{agency}'`, sees: inAgency, adds: 'clerk system' },
    'meetings.meeting': {
      of: `agency_id = '{agency}'`,
      sees: inAgency,
      adds: 'clerk system',
      changes: inAgency,
      columns:
        'title place starts_at ends_at state sequence started_at closed_at cancelled_why strangers document_id minutes_id',
    },
    'meetings.person': {
      of: `post = '{mark}'`,
      sees: inAgency,
      adds: inAgency,
      changes: inAgency,
      columns: 'part substitute_id substitute_name removed_at',
    },
    'meetings.item': {
      of: `reporter = '{mark}'`,
      sees: inAgency,
      adds: inAgency,
      changes: inAgency,
      columns: 'position title reporter minutes started_at ended_at',
      removes: inAgency,
    },
    'meetings.recording': {
      of: `meeting_id in (select id from meetings.meeting where agency_id = '{agency}')`,
      sees: inAgency,
      adds: 'system',
      changes: inAgency,
      columns: 'ended_at chunks announced given_up_at given_up_by given_up_reason',
    },
    'meetings.chunk': {
      of: `sha256 = '{mark}'`,
      sees: inAgency,
      adds: 'clerk system',
    },
    'meetings.sound_file': {
      of: `name = '{mark}'`,
      sees: inAgency,
      adds: 'system',
      changes: inAgency,
      columns: 'state problem leased_until',
    },
    'meetings.sound_piece': {
      of: `sha256 = '{mark}'`,
      sees: inAgency,
      adds: 'clerk system',
      removes: inAgency,
    },
    'meetings.listener': {
      of: `name = '{mark}'`,
      sees: inAgency,
      adds: 'system',
      changes: 'system',
      columns: 'ended_by ended_at',
    },
    'meetings.listening': { of: `name = '{mark}'`, sees: 'clerk system', adds: 'clerk system' },
    'meetings.keeping': {
      of: `meeting_id in (select id from meetings.meeting where agency_id = '{agency}')`,
      sees: inAgency,
      adds: 'system',
      changes: 'system',
    },
    'meetings.segment': {
      of: `engine = '{mark}'`,
      sees: inAgency,
      adds: inAgency,
      changes: inAgency,
      columns:
        'from_ms to_ms words times person_id speaker is_worded is_named version removed_at removed_by joined_to',
    },
    'meetings.segment_change': { of: `speaker = '{mark}'`, sees: inAgency, adds: 'clerk system' },
    'meetings.hearing': {
      of: `recording_id in (select r.id from meetings.recording r join meetings.meeting m on m.id = r.meeting_id where m.agency_id = '{agency}')`,
      sees: inAgency,
      adds: 'system',
      changes: 'system',
      columns: 'heard_ms next_chunk failures unheard_ms lease leased_until moved_at ended_at',
    },
    'meetings.heard_window': { of: `to_ms = 777`, sees: inAgency, adds: 'system' },
    'meetings.paper': {
      of: `name = '{mark}'`,
      sees: inAgency,
      adds: 'clerk',
      changes: inAgency,
      columns: 'removed_at',
    },
  },
  async fill(add, { agency, clerk, mark }) {
    const [series, meeting, item] = [randomUUID(), randomUUID(), randomUUID()]
    await add(`insert into meetings.series values ($1, $2, 'X', 'weekly', $3, now())`, series, agency, clerk)
    await add(
      `insert into meetings.meeting (id, request_key, agency_id, series_id, title, place, starts_at, ends_at, secrecy, state,
         called_by, caller_name, called_at)
       values ($1, $2, $3, $4, 'X', 'X', now(), now() + interval '1 hour', 'internal', 'called', $5, 'X', now())`,
      meeting,
      randomUUID(),
      agency,
      series,
      clerk,
    )
    await add(
      `insert into meetings.person values ($1, $2, 'chair', $3, $4, 'X', 'X', $5, null, null, now(), null)`,
      randomUUID(),
      meeting,
      randomUUID(),
      agency,
      mark,
    )
    const person = randomUUID()
    await add(
      `insert into meetings.person values ($1, $2, 'member', $3, $4, 'X', 'X', 'X', null, null, now(), null)`,
      person,
      meeting,
      randomUUID(),
      agency,
    )
    await add(
      `insert into meetings.mark values ($1, $2, $3, 'present', 'list', now(), now(), $4)`,
      randomUUID(),
      meeting,
      person,
      clerk,
    )
    const face = randomUUID()
    await add(
      `insert into meetings.face_enrolment values ($1, $2, $3, 'consent', 1, $4, 3, $2, now(), null, null, null)`,
      face,
      clerk,
      agency,
      mark,
    )
    await add(`insert into meetings.face_template values ($1, 'X')`, face)
    await add(
      `insert into meetings.face_proposal values ($1, $2, $3, $4, 0.5, 1, '{left}', 0, true, 'proposed', now(), null, null)`,
      randomUUID(),
      meeting,
      person,
      face,
    )
    await add(`insert into meetings.roll values ($1, 'x', '246810', now())`, meeting)
    await add(`insert into meetings.roll_try values ($1, $2, 77, now())`, meeting, clerk)
    await add(
      `insert into meetings.sentence values ($1, $2, null, 1, 1, 'X', 'typed', 'none', 'X', '[]', $3, $4, now(), $4, now())`,
      randomUUID(),
      meeting,
      mark,
      clerk,
    )
    await add(`insert into meetings.item values ($1, $2, 1, 'X', $3, 10, null, null)`, item, meeting, mark)
    await add(
      `insert into meetings.paper values ($1, $2, $3, $4, 'x', 1, 'application/pdf', $5, now(), null)`,
      randomUUID(),
      meeting,
      item,
      mark,
      clerk,
    )
    const recording = randomUUID()
    await add(
      `insert into meetings.recording values ($1, $2, 'room', null, $3, now(), null, null)`,
      recording,
      meeting,
      clerk,
    )
    await add(
      `insert into meetings.chunk values ($1, 0, $2, 1, 'audio/webm', 0, 0, 0, false, now())`,
      recording,
      mark,
    )
    const file = randomUUID()
    await add(
      `insert into meetings.sound_file values ($1, $2, $3, 1, now(), $4, now(), 'sending', null, null)`,
      file,
      meeting,
      mark,
      clerk,
    )
    await add(`insert into meetings.sound_piece values ($1, 0, $2)`, file, mark)
    await add(
      `insert into meetings.listener values ($1, $2, $3, $4, $5, now(), null, null)`,
      randomUUID(),
      meeting,
      randomUUID(),
      mark,
      clerk,
    )
    await add(
      `insert into meetings.listening values ($1, $2, 0, now(), $3, 0, now())`,
      recording,
      clerk,
      mark,
    )
    const segment = randomUUID()
    await add(
      `insert into meetings.segment (id, meeting_id, recording_id, from_ms, to_ms, at, pass, engine, words, is_worded, heard_at)
       values ($1, $2, $3, 0, 1, now(), 'second', $4, 'X', true, now())`,
      segment,
      meeting,
      recording,
      mark,
    )
    await add(
      `insert into meetings.segment_change values ($1, $2, 'word', 'X', null, $3, $4, 'X', now())`,
      randomUUID(),
      segment,
      mark,
      clerk,
    )
    await add(`insert into meetings.heard_window values ($1, 'second', 0, 777, now())`, recording)
    await add(`insert into meetings.keeping values ($1, now(), current_date, null, null)`, meeting)
  },
}
