/** Who may sign a Phiếu từ chối (Mẫu 03): the head of the counter, or whoever signs for the agency it receives for. */
import { getAgency } from '#server/modules/agencies/index.ts'
import { whoMaySign } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { counterOf } from '../print/paper-heads.ts'
import { refusalPower } from '../print/refusal-head.ts'
import type { Dossier } from '../read/dossier-queries.ts'

type At = Pick<Dossier, 'agencyId'>

export async function maySignRefusal(work: Work, officer: Officer, dossier: At): Promise<boolean> {
  const { agency, counter } = await placesOf(work, dossier)
  return (await refusalPower(work, officer, agency, counter)) !== undefined
}

/** Whose signature is waited for: `Giám đốc, Trung tâm Phục vụ hành chính công phường Thuận Hóa`. */
export async function whoSignsRefusal(work: Work, dossier: At): Promise<string> {
  const { agency, counter } = await placesOf(work, dossier)
  const agencies = [...new Set([counter.agencyId, agency.id])]
  return (await Promise.all(agencies.map((agencyId) => whoMaySign(work, agencyId, undefined)))).join('; ')
}

async function placesOf(work: Work, { agencyId }: At) {
  const agency = await getAgency(work, agencyId)
  return { agency, counter: await counterOf(work, agency, localDay(work.now)) }
}
