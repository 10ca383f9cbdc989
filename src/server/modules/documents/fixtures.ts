/** An agency with its people and a draft, for tests. */
import { randomUUID } from 'node:crypto'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { type Agency, appoint } from '#server/modules/agencies/index.ts'
import { type Citizen, type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { type DraftDocument, draftDocument } from './draft/draft-document.ts'
import { showDraft } from './draft/read-draft.ts'
import { type IssuedDocument, issueDocument } from './sign/issue-document.ts'

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

export function aDraft(agencyId: string, overrides: Partial<DraftDocument> = {}): DraftDocument {
  return {
    dossierId: randomUUID(),
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

/** The leader looks at every page of the draft and signs what was shown. */
export async function lookAndIssue(work: Work, leader: Officer, id: string): Promise<IssuedDocument> {
  const { sha256 } = await showDraft(work, leader, id)
  return issueDocument(work, { ...leader, confirmedAt: work.now }, id, sha256)
}
