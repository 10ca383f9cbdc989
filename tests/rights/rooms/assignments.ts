import { randomUUID } from 'node:crypto'
import { handlers, handlersOfNone } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'
import { unknownId } from '../unknown-id.ts'

const noDay = { 'due.day': '', 'due.month': '', 'due.year': '' }
const forms: Record<string, Record<string, string>> = {
  assign: { lead: 'so-noi-vu', instruction: '', days: '3', ...noDay },
  handOn: { lead: 'so-noi-vu' },
  progress: { text: 'Đang làm' },
  giveBack: { reason: 'Không thuộc việc của tôi' },
  askTime: { reason: 'Chờ số liệu', 'due.day': '31', 'due.month': '12', 'due.year': '2099' },
  setTime: { days: '3', ...noDay },
  refuseTime: {},
  close: { reason: 'Để biết' },
  reopen: { reason: 'Phải trả lời' },
}

export const room: RoomRights = {
  rights: {
    'list incoming documents one has to see to': { who: handlers },
    'see who has an incoming document, and act on it': { who: handlersOfNone },
  },
  requests: {},
  pages: {
    'list incoming documents one has to see to': [{ of: 'office', at: '/van-ban/viec' }],
    'see who has an incoming document, and act on it': [
      { of: 'office', at: `/van-ban/viec/${unknownId}` },
      ...Object.entries(forms).map(([name, fields]) => ({
        of: 'office' as const,
        at: `/van-ban/viec/${unknownId}?/${name}`,
        fields: () => fields,
      })),
    ],
  },
  addresses: {
    '/van-ban/viec': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/van-ban/viec/[id]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'no',
      at: () => `/van-ban/viec/${unknownId}`,
    },
  },
  looks: [['bao', ['/van-ban/viec']]],
  rows: {
    'documents.assignment': {
      of: `instruction = '{mark}'`,
      sees: 'clerk registrar elsewhere system',
      changes: 'system',
      columns: 'reminded_for head_reminded_for',
    },
    'documents.assignment_part': {
      of: `agency_id = '{elsewhereAgency}'`,
      sees: 'clerk registrar elsewhere system',
    },
  },
  async fill(add, { agency, elsewhereAgency, mark }) {
    const id = randomUUID()
    await add(
      `insert into documents.document (id, agency_id, check_code, source, status) values ($1, $2, $3, 'incoming', 'received')`,
      id,
      agency,
      id,
    )
    await add(
      `insert into documents.assignment (document_id, agency_id, state, since, lead_agency_id, instruction) values ($1, $2, 'assigned', now(), $3, $4)`,
      id,
      agency,
      elsewhereAgency,
      mark,
    )
    await add(
      `insert into documents.assignment_part (document_id, agency_id) values ($1, $2)`,
      id,
      elsewhereAgency,
    )
  },
}
