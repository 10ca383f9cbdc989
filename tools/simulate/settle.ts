/** What demo staff have done beside the desk before they propose and before a leader signs: who came, what was looked at. */
import { openPrerequisite, settlePrerequisite } from '#server/modules/dossiers/index.ts'
import { missingBefore, type Prerequisite } from '#server/modules/dossiers/prerequisites.ts'
import { lockDossier } from '#server/modules/dossiers/read/dossier-queries.ts'
import { prerequisitesOf } from '#server/modules/dossiers/read/prerequisites-of.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import type { Person } from './people.ts'

/** What is there on one day and needs no paper from outside; a list that hangs out, a tax paid and a second party take theirs. */
const withinTheDay: readonly Prerequisite['kind'][] = [
  'attendance',
  'draft',
  'opinion',
  'meeting',
  'visit',
  'handIn',
]

export async function settleWhatIsAwaited(
  work: Work,
  officer: Officer,
  { id, person }: { id: string; person: Person },
  proposal: { outcome: 'approve'; note: string; decision: Answers },
): Promise<void> {
  const dossier = await lockDossier(work.tx, id)
  if (!dossier) throw new Error(`No dossier ${id}`)
  const { prerequisites, standings } = await prerequisitesOf(work, dossier, proposal.decision)
  for (const { key, kind, conciliation } of missingBefore('sign', prerequisites, standings)) {
    if (!withinTheDay.includes(kind)) continue
    if (kind === 'draft') await openPrerequisite(work, officer, id, { key, proposal })
    const { idNumber, fullName, bornOn, gender } = person
    const differs = await settlePrerequisite(work, officer, id, {
      key,
      how: 'done',
      note: notes[kind] ?? '',
      ...(kind === 'opinion' ? { number: '15/CV-UBND' } : {}),
      on: localDay(work.now),
      ...(conciliation ? { met: proposal.decision[conciliation.decides] as 'agreed' } : {}),
      ...(kind === 'draft' ? { present: { idNumber, fullName, bornOn, gender } } : {}),
    })
    if (differs) throw differs
  }
}

const notes: Partial<Record<Prerequisite['kind'], string>> = {
  attendance: 'Đã đến trụ sở và xuất trình giấy tờ.',
  draft: 'Người yêu cầu đã xem và xác nhận dự thảo.',
  opinion: 'Thống nhất.',
  meeting: 'Cuộc họp thống nhất kết quả.',
  visit: 'Hiện trạng đúng như hồ sơ.',
  handIn: 'Đã nhận bản chính.',
}
