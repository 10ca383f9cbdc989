import { randomUUID } from 'node:crypto'
import type { Row } from '../../e2e/rights/address-rights.ts'
import { all } from '../answers.ts'
import type { Door } from '../pages.ts'
import type { RoomRights } from '../rooms.ts'
import { unknownId } from '../unknown-id.ts'

/** Specialists, leaders and clerks of an agency; a counter of elsewhere has no part in it. */
const handlersOnly: Row = { stranger: 'sign in', citizen: 'no', officer: 'no' }
const form = (at: string, fields: Record<string, string> = {}): Door => ({
  of: 'office',
  at,
  fields: () => fields,
})
const at = (path: string): Row => ({ ...handlersOnly, at: () => path })

/** What comes to an agency from elsewhere, and its register. The clerk of the scene is the counter's, the registrar is the văn thư. */
export const room: RoomRights = {
  rights: {
    'confirm mailboxes': { who: all('no', { stranger: 'sign in', administrator: 'yes' }) },
    'receive documents': { who: all('no', { stranger: 'sign in', registrar: 'yes' }) },
    'enter what did not come': { who: all('no', { stranger: 'sign in', registrar: 'none' }) },
  },
  requests: {},
  pages: {
    'confirm mailboxes': [
      { of: 'office', at: '/quan-tri/hop-thu' },
      {
        ...form('/quan-tri/hop-thu?/confirm', {
          agencyId: 'khong-co',
          host: 'imap.example',
          port: '993',
          isConfirmed: 'yes',
        }),
        // Nobody said that it is there: whoever may is told so.
        asksSecret: true,
      },
    ],
    'receive documents': [
      // Without a file, and with a machine nobody names: whoever may is told so.
      { ...form('/van-ban/den/nhan'), asksSecret: true },
      {
        ...form('/van-ban/den/hop-thu', { host: 'localhost', port: 'x', login: 'x', folder: 'INBOX' }),
        asksSecret: true,
      },
    ],
    'enter what did not come': [
      form(`/van-ban/den/nhan/${unknownId}?/vao-so`),
      form(`/van-ban/den/nhan/${unknownId}?/tai-lai`),
      form(`/van-ban/den/nhan/${unknownId}?/khong-nhan`, { reason: 'Gửi nhầm nơi nhận' }),
      form(`/van-ban/den/${unknownId}/sua`, { reason: 'Ghi nhầm ký hiệu' }),
      form(`/van-ban/den/${unknownId}/noi-gui?/note`, {
        change: 'revoked',
        symbol: '12/QĐ-SNV',
        day: '2026-01-05',
      }),
      form(`/van-ban/den/${unknownId}/noi-gui?/undo`, { note: '2', reason: 'Ghi nhầm văn bản khác' }),
    ],
  },
  addresses: {
    '/van-ban/den': handlersOnly,
    '/van-ban/den/[id]': at(`/van-ban/den/${unknownId}`),
    '/van-ban/den/[id]/sua': at(`/van-ban/den/${unknownId}/sua`),
    '/van-ban/den/[id]/noi-gui': at(`/van-ban/den/${unknownId}/noi-gui`),
    '/van-ban/den/[id]/tep/[ban]': at(`/van-ban/den/${unknownId}/tep/goc`),
    '/van-ban/den/[id]/trang/[trang]': at(`/van-ban/den/${unknownId}/trang/1`),
    '/quan-tri/hop-thu': handlersOnly,
    '/van-ban/den/hop-thu': handlersOnly,
    '/van-ban/den/nhan': handlersOnly,
    '/van-ban/den/nhan/[id]': at(`/van-ban/den/nhan/${unknownId}`),
    '/van-ban/den/nhan/[id]/tep/[so]': at(`/van-ban/den/nhan/${unknownId}/tep/1`),
    '/van-ban/den/nhan/[id]/trang/[trang]': at(`/van-ban/den/nhan/${unknownId}/trang/1`),
  },
  looks: [
    ['administrator', ['/quan-tri/hop-thu']],
    ['phuong', ['/van-ban/den', '/van-ban/den?xem=so', '/van-ban/den/nhan', '/van-ban/den/hop-thu']],
  ],
  rows: {
    'documents.arrival': {
      of: `agency_id = '{agency}' and state = 'waiting'`,
      sees: 'registrar system',
      adds: 'system',
      changes: 'system',
      columns:
        'key sender said findings state reading_state reading document_id settled_by settled_at reason to_tell',
    },
    'documents.arrival_file': {
      of: `arrival_id in (select id from documents.arrival where agency_id = '{agency}' and state = 'waiting')`,
      sees: 'registrar system',
      adds: 'system',
    },
    // Asked for by a clerk of the agency, in their own name.
    'documents.mail_asked_again': {
      of: `arrival_id in (select id from documents.arrival where agency_id = '{agency}' and state = 'waiting')`,
      sees: 'registrar system',
      changes: 'system',
      columns: 'ended_at outcome',
    },
    'documents.arrival_series': {
      of: `agency_id = '{agency}'`,
      sees: 'registrar system',
      // It is begun with the first number, and goes on with the next and no other.
      adds: 'registrar',
      columns: 'last',
    },
    'documents.incoming': {
      of: `agency_id = '{agency}'`,
      sees: 'clerk registrar system',
      changes: 'system',
      columns: 'signed signatures mark mark_reason marked_sha256 tried_at',
    },
    // What became of a copy is written by its acts alone.
    'documents.sender_change': { of: `by_symbol = '{mark}'`, sees: 'clerk registrar system' },
    'documents.sending': {
      of: `agency_id = '{elsewhereAgency}'`,
      sees: 'clerk registrar system',
      adds: 'system',
      changes: 'system',
      columns: 'state changed_at reason received_as tried_at',
      removes: 'system',
    },
    'documents.exchange_letter': {
      of: `to_agency_id = '{elsewhereAgency}'`,
      sees: 'system',
      adds: 'system',
      removes: 'system',
    },
    // One row, there from the beginning.
    'documents.exchange_reading': { of: 'one', sees: 'system', changes: 'system' },
    'documents.mailbox': {
      of: `agency_id = '{agency}'`,
      sees: 'registrar administrator system',
      changes: 'administrator system',
    },
  },
  async fill(add, { agency, elsewhereAgency, mark }) {
    const [waits, entered, received, sent, clerk] = Array.from({ length: 5 }, randomUUID)
    const document = (id: string | undefined, source: string) =>
      add(
        `insert into documents.document (id, agency_id, check_code, source) values ($1, $2, $3, $4)`,
        id,
        agency,
        id,
        source,
      )
    await document(received, 'incoming')
    await document(sent, 'agency')
    await add(
      `insert into documents.arrival (id, agency_id, source, key, arrived_at, sender) values ($1, $2, 'mail', 'x', now(), 'X')`,
      waits,
      agency,
    )
    await add(`insert into documents.mail_asked_again values ($1, now(), $2)`, waits, clerk)
    await add(
      `insert into documents.arrival_file values ($1, 1, 'x.zip', 'application/zip', 1, null, 'files.archive')`,
      waits,
    )
    await add(
      `insert into documents.arrival (id, agency_id, source, key, arrived_at, sender, state, document_id, settled_by, settled_at)
       values ($1, $2, 'mail', 'y', now(), 'X', 'registered', $3, $4, now())`,
      entered,
      agency,
      received,
      clerk,
    )
    await add(`insert into documents.arrival_series values ($1, 2026, 1)`, agency)
    await add(
      `insert into documents.incoming (document_id, agency_id, year, number, arrived_on, source, arrival_id, organ, organ_key,
                                       sent_number, symbol, symbol_key, type, sha256, media_type, registered_by, registered_at)
       values ($1, $2, 2026, 1, now(), 'mail', $3, 'X', 'x', '1', 'X', 'x', 'official_letter', repeat('0', 64), 'application/pdf', $4, now())`,
      received,
      agency,
      entered,
      clerk,
    )
    await add(
      `insert into documents.sender_change values ($1, 'revoked', null, $2, null, now(), now())`,
      received,
      mark,
    )
    await add(`insert into documents.sending values ($1, $2, 'sent', now(), now())`, sent, elsewhereAgency)
    await add(
      `insert into documents.exchange_letter (document_id, to_agency_id, letter, handed_at) values ($1, $2, '{}', now())`,
      sent,
      elsewhereAgency,
    )
    await add(
      `insert into documents.mailbox (agency_id, host, port, secure, login, active, changed_by, changed_at)
       values ($1, 'localhost', 143, false, 'x', false, $2, now())`,
      agency,
      clerk,
    )
  },
}
