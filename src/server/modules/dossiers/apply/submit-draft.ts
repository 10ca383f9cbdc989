import { getServiceVersion, type Service } from '#server/modules/catalogue/index.ts'
import { getSelf } from '#server/modules/registry/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { sameAnswers } from '#shared/form/prefill.ts'
import { papersFor } from '#shared/form/requirements.ts'
import { draftedAnswers } from '../filing.ts'
import { closeDraft, getDraft } from './drafts.ts'
import { findByRequestKey } from './filing-queries.ts'
import { heldAnswers } from './held-answers.ts'
import { type Submitted, submitDossier } from './submit-dossier.ts'

/** Gửi hồ sơ: the draft becomes a dossier. However often it is sent, it becomes exactly one. */
export async function submitDraft(work: Work, citizen: Citizen, draftId: string): Promise<Submitted> {
  const draft = await getDraft(work, citizen, draftId)
  const sent = await findByRequestKey(work.tx, citizen.id, draft.requestKey)
  if (sent) return { ...sent, repeated: true }
  const { id, fullName, idNumber, unitCode } = await getSelf(work, citizen)
  const { requestKey, serviceCode, serviceVersion, answers } = draft
  const service = await getServiceVersion(work, serviceCode, serviceVersion)
  // An answer changed after a paper was attached: what is no longer asked for is not handed in.
  const asked = papersFor(service, draftedAnswers(answers, work.now)).map(({ key }) => key)
  const papers = draft.papers.filter(({ key }) => asked.includes(key))
  const submitted = await submitDossier(
    work,
    { id, name: fullName, idNumber, unitCode },
    { requestKey, serviceCode, serviceVersion, answers, papers },
    { heldSources: await sourcesOf(work, citizen, service, answers as unknown as Answers) },
  )
  if (!submitted.repeated) await closeDraft(work, citizen, draftId, submitted.id)
  return submitted
}

/** Where the answers come from that stand as they were held; the others were typed. */
async function sourcesOf(
  work: Work,
  citizen: Citizen,
  service: Service,
  answers: Answers,
): Promise<Record<string, string>> {
  const held = await heldAnswers(work, citizen, service, answers)
  const same = sameAnswers(held.answers, answers, Object.keys(held.sources))
  return Object.fromEntries(same.map((field) => [field, held.sources[field] ?? '']))
}
