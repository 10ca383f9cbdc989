import { randomUUID } from 'node:crypto'
import { handlersOfNone } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'
import { unknownId } from '../unknown-id.ts'

const ofDraft = `document_id = '0e000000-0000-4000-8000-00000000d106'`
/** Who works on documents at the agency whose draft it is, or at the one it was put before. */
const readers = 'clerk registrar elsewhere system'

const ofOfficers = (rest: string) => ({
  stranger: 'sign in' as const,
  citizen: 'no' as const,
  officer: 'no' as const,
  at: () => `/van-ban/${unknownId}${rest}`,
})

/** A draft that is being written, and was put before another agency. */
export const room: RoomRights = {
  rights: {
    'write a draft that is not theirs': { who: handlersOfNone },
  },
  requests: {},
  pages: {
    'write a draft that is not theirs': [
      { of: 'office', at: `/van-ban/${unknownId}/soan` },
      { of: 'office', at: `/van-ban/${unknownId}/so-sanh` },
      { of: 'office', at: `/van-ban/${unknownId}/nhiem-vu` },
      {
        of: 'office',
        at: `/van-ban/${unknownId}/nhiem-vu?/put`,
        fields: () => ({ revision: '0', blockId: 'doan1', lead: 'Sở Nội vụ' }),
      },
      {
        of: 'office',
        at: `/van-ban/${unknownId}/nhiem-vu?/drop`,
        fields: () => ({ revision: '0', orderId: 'giao1' }),
      },
      { of: 'office', at: `/van-ban/${unknownId}/nhiem-vu?/take`, fields: () => ({ revision: '0' }) },
      { of: 'office', at: `/van-ban/${unknownId}/nhiem-vu?/send`, fields: () => ({ revision: '0' }) },
      { of: 'office', at: `/van-ban/${unknownId}/soan?/remark`, fields: () => ({ text: 'Góp ý' }) },
      { of: 'office', at: `/van-ban/${unknownId}/soan?/settle`, fields: () => ({ id: unknownId }) },
    ],
  },
  addresses: {
    '/van-ban/[id]/soan': ofOfficers('/soan'),
    '/van-ban/[id]/soan/viec': {
      stranger: 'none',
      citizen: 'none',
      officer: 'none',
      at: () => `/van-ban/${unknownId}/soan/viec`,
    },
    '/van-ban/[id]/soan/word': {
      stranger: 'none',
      citizen: 'none',
      officer: 'none',
      at: () => `/van-ban/${unknownId}/soan/word`,
    },
    '/van-ban/[id]/soan/dong': ofOfficers('/soan/dong'),
    '/van-ban/[id]/soan/tim': ofOfficers('/soan/tim'),
    '/van-ban/[id]/soan/anh/[tep]': ofOfficers(`/soan/anh/${'ab'.repeat(32)}`),
    '/van-ban/[id]/so-sanh': ofOfficers('/so-sanh'),
    '/van-ban/[id]/nhiem-vu': ofOfficers('/nhiem-vu'),
  },
  looks: [],
  rows: {
    'documents.lease': {
      of: ofDraft,
      sees: readers,
      adds: 'clerk',
      changes: 'clerk',
      columns: 'account_id name taken_at until',
      removes: 'clerk',
    },
    'documents.working_text': {
      of: ofDraft,
      sees: 'clerk registrar system',
      adds: 'clerk',
      changes: 'clerk',
      columns: 'revision version is_kept kind title subject content written_by written_at',
    },
    // Settled and decided in one's own name: of a row as it stands nothing may be written again.
    'documents.remark': {
      of: ofDraft,
      sees: readers,
      adds: 'clerk',
      columns: 'settled_by settled_at',
    },
    'documents.proposal': {
      of: ofDraft,
      sees: readers,
      adds: 'clerk',
      columns: 'outcome decided_by decided_at',
    },
  },
  fill: async (add, { agency, elsewhereAgency, clerk }) => {
    const id = '0e000000-0000-4000-8000-00000000d106'
    await add(
      `insert into documents.document (id, agency_id, check_code, source) values ($1, $2, $3, 'agency')`,
      id,
      agency,
      id,
    )
    await add(`insert into documents.reader values ($1, $2, 'route', now())`, id, elsewhereAgency)
    await add(
      `insert into documents.lease values ($1, $2, 'x', now(), now() + interval '2 minutes')`,
      id,
      clerk,
    )
    await add(
      `insert into documents.working_text values ($1, 1, 0, false, 'notice', 'x', 'x', '{}', $2, now())`,
      id,
      clerk,
    )
    await add(
      `insert into documents.remark (id, document_id, version, text, agency_id, written_by, written_at)
       values ($1, $2, 0, 'x', $3, $4, now())`,
      randomUUID(),
      id,
      agency,
      clerk,
    )
    await add(
      `insert into documents.proposal (id, document_id, version, revision, was, becomes, agency_id, proposed_by, proposed_at)
       values ($1, $2, 0, 0, '{}', '{}', $3, $4, now())`,
      randomUUID(),
      id,
      agency,
      clerk,
    )
  },
}
