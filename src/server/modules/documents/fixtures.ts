/** An agency with its people and a draft, for tests. */
import { randomUUID } from 'node:crypto'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { type Agency, appoint } from '#server/modules/agencies/index.ts'
import { type Citizen, type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { type DraftDocument, draftDocument } from './draft/draft-document.ts'
import { confirmSigning } from './sign/confirm-signing.ts'
import { type IssuedDocument, issueDocument } from './sign/issue-document.ts'
import { prepareDocument } from './sign/prepare-document.ts'
import { showDraft } from './sign/read-draft.ts'
import { reserveNumber } from './sign/reserve-number.ts'
import { signConfirmed } from './sign/sign-confirmed.ts'

export interface Office {
  agency: Agency
  chair: Officer
  deputy: Officer
  clerk: Officer
}

/** A commune whose chair and deputy may sign, and whose clerk may not. */
export async function anOffice(overrides: Partial<Agency> = {}): Promise<Office> {
  const agency = await anAgency({ name: 'Ủy ban nhân dân phường Thử', place: 'Phường Thử', ...overrides })
  const hold = async (position: string, name: string): Promise<Officer> => {
    const officer = anOfficer({ agencyId: agency.id, name })
    const positionId = `${agency.id}/${position}`
    await perform(system, (work) =>
      appoint(work, { positionId, accountId: officer.id, validFrom: '2025-07-01' }),
    )
    return officer
  }
  return {
    agency,
    chair: await hold('chu-tich', 'Nguyễn Văn Thuận'),
    deputy: await hold('pho-chu-tich', 'Trần Thị Quỳnh Như'),
    clerk: await hold('chuyen-vien', 'Lê Văn Chuyên'),
  }
}

export function aDraft(
  agencyId: string,
  overrides: Partial<DraftDocument> = {},
): DraftDocument & { dossierId: string } {
  return {
    agencyId,
    kind: 'confirmation',
    documentType: { abbreviation: 'GXN', name: 'Giấy xác nhận' },
    title: 'Giấy xác nhận tình trạng hôn nhân',
    subject: 'Xác nhận tình trạng hôn nhân của Lê Thị Mỹ Hạnh',
    register: 'so-xac-nhan-hon-nhan',
    ownerId: randomUUID(),
    recipients: ['Bà Lê Thị Mỹ Hạnh', 'Lưu: VT, HT'],
    blocks: [
      { kind: 'paragraph', text: 'Ủy ban nhân dân phường Thử xác nhận:' },
      {
        kind: 'fields',
        rows: [
          { label: 'Họ, chữ đệm, tên', value: 'Lê Thị Mỹ Hạnh' },
          { label: 'Số định danh cá nhân', value: '046198005678' },
        ],
      },
      { kind: 'paragraph', text: 'Giấy này có giá trị sáu tháng kể từ ngày cấp.' },
    ],
    ...overrides,
    dossierId: overrides.dossierId ?? randomUUID(),
  }
}

/** A draft of this office, and the citizen it is about. */
export async function draftOf(
  { agency, clerk }: Office,
  overrides: Partial<DraftDocument> = {},
): Promise<{ id: string; owner: Citizen; dossierId: string }> {
  const owner = aCitizen()
  const draft = aDraft(agency.id, { ownerId: owner.id, ...overrides })
  const { id } = await perform(clerk, (work) => draftDocument(work, clerk, draft))
  return { id, owner, dossierId: draft.dossierId }
}

/** Ký pressed: the number is reserved, the bytes to be signed are stored. */
export async function beginSigning(leader: Officer, id: string, now = new Date()): Promise<void> {
  await perform(leader, (work) => reserveNumber(work, leader, id), { now })
  await prepareDocument(leader, id, { now })
}

/** Signs and issues what was confirmed. */
export async function finishSigning(leader: Officer, id: string, now = new Date()): Promise<IssuedDocument> {
  const signed = await signConfirmed(leader, id)
  if (!signed) throw new Error('It was issued before')
  return perform(leader, (work) => issueDocument(work, leader, id, signed), { now })
}

/** The leader presses Ký, looks at every page, confirms and issues. */
export async function lookAndIssue(leader: Officer, id: string, now = new Date()): Promise<IssuedDocument> {
  await beginSigning(leader, id, now)
  const { sha256 } = await showDraft(leader, id, { now })
  const proven = { ...leader, confirmedAt: now }
  await perform(leader, (work) => confirmSigning(work, proven, id, sha256), { now })
  return finishSigning(leader, id, now)
}
