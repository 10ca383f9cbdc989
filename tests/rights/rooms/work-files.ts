import { randomUUID } from 'node:crypto'
import { all, handlers, handlersOfNone } from '../answers.ts'
import type { Door } from '../pages.ts'
import type { RoomRights } from '../rooms.ts'
import { unknownId } from '../unknown-id.ts'

const officer = { stranger: 'sign in', citizen: 'no', officer: 'no' } as const
const notTheirs = { specialist: 'none', registrar: 'none' } as const
const path = '/van-ban/ho-so'

const look = (at: string): Door => ({ of: 'office', at })
const form = (at: string, fields: Record<string, string> = {}): Door => ({
  of: 'office',
  at,
  fields: () => fields,
})
const entry = { code: '1', title: 'Hồ sơ thử', retention: 'y5', responsible: unknownId }
const ofFile = (act: string, fields: Record<string, string> = {}) =>
  form(`${path}/${unknownId}?/${act}`, fields)

/** A work file of the agency that is open, one that is closed and was handed over, and a list that waits. */
export const room: RoomRights = {
  rights: {
    'keep work files': { who: handlers },
    'act on a work file that is not theirs': { who: handlersOfNone },
    'write the list of work files of a year': { who: all('no', { stranger: 'sign in', registrar: 'yes' }) },
    'write in a list of work files that is not there': {
      who: all('no', { stranger: 'sign in', registrar: 'none' }),
    },
    'approve a list of work files that is not there': {
      who: all('no', { stranger: 'sign in', leader: 'none', chairman: 'none' }),
    },
    'decide on a list that is not theirs': {
      who: all('no', { stranger: 'sign in', leader: 'none', chairman: 'none' }),
    },
  },
  requests: {},
  pages: {
    'keep work files': [
      look('/van-ban/tim'),
      look(path),
      look(`${path}/mo`),
      look(`${path}/huy`),
      look(`${path}/danh-muc`),
      {
        ...look(`${path}/mo`),
        fields: () => ({ code: randomUUID(), title: 'Hồ sơ thử quyền', retention: 'y5' }),
      },
      // Nothing is chosen: whoever may is told so.
      { ...form(`${path}/huy`, { reason: 'Hết hạn' }), asksSecret: true },
      { ...form(`${path}?/xep`), asksSecret: true },
      { ...form(`${path}/${unknownId}?/them-giay`, { label: 'Giấy' }), hasFile: true, asksSecret: true },
    ],
    'act on a work file that is not theirs': [
      look(`${path}/${unknownId}`),
      look(`${path}/${unknownId}/muc-luc.pdf`),
      look(`${path}/${unknownId}/goi.zip`),
      look(`${path}/${unknownId}/tep/${unknownId}`),
      look(`${path}/huy/${unknownId}`),
      look(`${path}/danh-muc/tai/danh-muc.pdf?nam=2020`),
      form(`${path}/danh-muc?/mo`, { entryId: unknownId }),
      ofFile('len', { chosen: unknownId }),
      ofFile('lay-ra', { chosen: unknownId }),
      ofFile('dong'),
      ofFile('goi'),
      ofFile('giu', { reason: 'Có thanh tra' }),
      ofFile('bo-giu', { chosen: unknownId, reason: 'Đã xong' }),
    ],
    'write the list of work files of a year': [
      // Of a year that is over: whoever may is told so.
      { ...form(`${path}/danh-muc?/lap`, { year: '2020' }), asksSecret: true },
    ],
    'write in a list of work files that is not there': [
      form(`${path}/danh-muc?/them`, { ...entry, year: '2020' }),
      form(`${path}/danh-muc?/sua`, { ...entry, id: unknownId }),
      form(`${path}/danh-muc?/bo`, { id: unknownId }),
    ],
    'approve a list of work files that is not there': [
      form(`${path}/danh-muc?/duyet`, { year: '2020', seen: 'x' }),
    ],
    'decide on a list that is not theirs': [
      // Whoever may not decide is shown the list again, which is none of theirs.
      { ...form(`${path}/huy/${unknownId}?/duyet`, { why: 'Đã xem' }), but: notTheirs },
      { ...form(`${path}/huy/${unknownId}?/khong-duyet`, { why: 'Còn cần' }), but: notTheirs },
    ],
  },
  addresses: {
    [path]: officer,
    [`${path}/mo`]: officer,
    [`${path}/huy`]: officer,
    [`${path}/danh-muc`]: officer,
    [`${path}/danh-muc/tai/[tep]`]: {
      ...officer,
      at: () => `${path}/danh-muc/tai/danh-muc.pdf?nam=2020`,
    },
    [`${path}/huy/[id]`]: { ...officer, at: () => `${path}/huy/${unknownId}` },
    [`${path}/[id]`]: { ...officer, at: () => `${path}/${unknownId}` },
    [`${path}/[id]/muc-luc.pdf`]: { ...officer, at: () => `${path}/${unknownId}/muc-luc.pdf` },
    [`${path}/[id]/goi.zip`]: { ...officer, at: () => `${path}/${unknownId}/goi.zip` },
    [`${path}/[id]/tep/[so]`]: { ...officer, at: () => `${path}/${unknownId}/tep/${unknownId}` },
  },
  looks: [
    ['bao', [path, `${path}/mo`, `${path}/huy`, `${path}/danh-muc`]],
    ['phuong', [`${path}/danh-muc`]],
  ],
  rows: {
    'documents.work_file': {
      of: `code = '{mark}'`,
      sees: 'clerk registrar system',
      adds: 'clerk',
      changes: 'clerk registrar system',
      columns:
        'title retention is_construction closed_by closed_at archive_by keep_until archive_warned_at keep_warned_at transferred_at destroyed_at',
    },
    // Begun by a clerk, approved by whoever leads the agency; of the cast none does.
    'documents.file_plan': {
      of: `year = 2020 and agency_id = '{agency}'`,
      sees: 'clerk registrar',
      columns: 'approved_by approved_at',
    },
    'documents.plan_entry': {
      of: `title = '{mark}'`,
      sees: 'clerk registrar',
      changes: 'clerk registrar',
      columns: 'heading code title retention responsible note work_file_id',
      removes: 'registrar',
    },
    'documents.filed': {
      of: `label = '{mark}'`,
      sees: 'clerk registrar system',
      adds: 'clerk',
      changes: 'clerk registrar',
      columns: 'position taken_out_by taken_out_at',
    },
    // Of an incoming document alone, whose files these are; this one is a paper.
    'documents.filed_part': { of: `sha256 = repeat('f', 64)`, sees: 'clerk registrar system' },
    // A leader's, and of the cast none leads this agency.
    'documents.hold': {
      of: `reason = '{mark}'`,
      sees: 'clerk registrar system',
      columns: 'released_by released_at released_why',
    },
    'documents.disposal': {
      of: `reason = '{mark}'`,
      sees: 'clerk registrar system',
      adds: 'clerk',
      changes: 'system',
      columns: 'decided_by decided_at is_approved why done_at',
    },
    // Done by the program once it was approved, which this one was not.
    'documents.disposal_item': {
      of: `disposal_id in (select id from documents.disposal where reason = '{mark}')`,
      sees: 'clerk registrar system',
      adds: 'clerk',
      columns: 'destroyed_at kept_why',
    },
    'documents.work_transfer': { of: `sha256 = '{mark}'`, sees: 'clerk registrar system', adds: 'clerk' },
  },
  fill: async (add, { agency, clerk, mark }) => {
    const [open, closed, list, filed] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    await add(
      `insert into documents.work_file (id, agency_id, code, title, retention, opened_by, opened_at) values ($1, $2, $3, 'x', 'y5', $4, now())`,
      open,
      agency,
      mark,
      clerk,
    )
    await add(
      `insert into documents.file_plan (agency_id, year, begun_by, begun_at) values ($1, 2020, $2, now())`,
      agency,
      clerk,
    )
    await add(
      `insert into documents.plan_entry (id, agency_id, year, heading, code, title, retention, responsible, note, added_by, added_at)
       values ($1, $2, 2020, '', '1', $3, 'y5', $4, '', $4, now())`,
      randomUUID(),
      agency,
      mark,
      clerk,
    )
    // A paper is filed by whoever handed it in.
    await add(
      `insert into platform.upload (id, owner_id, name, size, received, sha256, expires_at) values ($1, $2, 'x', 1, 1, 'x', now() + interval '1 day')`,
      randomUUID(),
      clerk,
    )
    await add(
      `insert into documents.filed (id, work_file_id, position, label, original_name, media_type, size, sha256, filed_by, filed_at)
       values ($1, $2, 1, $3, 'x', 'x', 1, 'x', $4, now())`,
      filed,
      open,
      mark,
      clerk,
    )
    await add(
      `insert into documents.filed_part (filed_id, position, original_name, media_type, size, sha256) values ($1, 2, 'x', 'x', 1, repeat('f', 64))`,
      filed,
    )
    await add(
      `insert into documents.work_file (id, agency_id, code, title, retention, opened_by, opened_at, closed_by, closed_at)
       values ($1::uuid, $2, $1::text, 'x', 'y5', $3, now(), $3, now())`,
      closed,
      agency,
      clerk,
    )
    await add(
      `insert into documents.hold (id, work_file_id, reason, placed_by, placed_at) values ($1, $2, $3, $4, now())`,
      randomUUID(),
      closed,
      mark,
      clerk,
    )
    await add(
      `insert into documents.work_transfer (id, work_file_id, made_by, made_at, files, size, sha256) values ($1, $2, $3, now(), 1, 1, $4)`,
      randomUUID(),
      closed,
      clerk,
      mark,
    )
    await add(
      `insert into documents.disposal (id, agency_id, reason, proposed_by, proposed_at) values ($1, $2, $3, $4, now())`,
      list,
      agency,
      mark,
      clerk,
    )
    await add(`insert into documents.disposal_item (disposal_id, work_file_id) values ($1, $2)`, list, closed)
  },
}
