import { z } from 'zod'
import { listCommunes } from '#server/modules/agencies/index.ts'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { formContext } from '#server/modules/dossiers/apply/form-context.ts'
import { findHandedIn, gatherPapers, holdPapers } from '#server/modules/dossiers/apply/gather-papers.ts'
import { supplementAnswered } from '#server/modules/dossiers/events.ts'
import {
  type ActionKey,
  lockForApplicant,
  placeOf,
  takeAction,
} from '#server/modules/dossiers/handle/take-action.ts'
import { SubmitDossier } from '#server/modules/dossiers/model.ts'
import { addNameWords, replaceAnswers } from '#server/modules/dossiers/read/dossier-queries.ts'
import { insertPapers } from '#server/modules/dossiers/read/paper-queries.ts'
import { wordsOfNames } from '#server/modules/dossiers/read/search-words.ts'
import { answersWrong, unknownFields } from '#server/modules/dossiers/refusals.ts'
import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { namesIn } from '#shared/form/names.ts'
import { readAnswers } from '#shared/form/read/read-form.ts'

export const AnswerSupplement = z
  .strictObject({
    note: z.string().trim().max(2000).default(''),
    /** The whole form again when an answer changed; left out, the answers stay. */
    answers: SubmitDossier.shape.answers.optional(),
    papers: SubmitDossier.shape.papers,
  })
  .meta({
    id: 'AnswerSupplement',
    example: {
      note: 'Đã chụp lại rõ hơn.',
      papers: [{ key: 'to-khai', upload: '0193f0a2-1c3d-7e4f-8a5b-6c7d8e9f0a1b' }],
    },
  })
export type AnswerSupplement = z.input<typeof AnswerSupplement>

/** Bổ sung: the applicant hands in what was missing; the clock runs again. */
export async function answerSupplement(
  work: Work,
  citizen: Citizen,
  id: string,
  input: AnswerSupplement,
  key: ActionKey = {},
): Promise<void> {
  const { note, answers, papers: given } = AnswerSupplement.parse(input)
  const dossier = await lockForApplicant(work, citizen, id)
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const communes = await listCommunes(work, localDay(work.now))
  const reading = readAnswers(service.form, answers ?? dossier.answers, formContext(work.now, communes))
  if (answers && reading.unknown.length > 0) throw unknownFields({ fields: reading.unknown.slice(0, 20) })
  if (answers && reading.issues.length > 0) throw answersWrong({ issues: reading.issues })
  const handedIn = await findHandedIn(work, citizen.id, given)
  const papers = await gatherPapers(work, service, reading.answers, given, handedIn)
  await holdPapers(work, citizen.id, papers)

  // What was answered before is kept beside what is answered now: whoever decides sees both.
  const data = {
    note,
    papers: papers.length,
    ...(answers ? { answersChanged: true, formerAnswers: dossier.answers } : {}),
  }
  const { seq, repeated } = await takeAction(work, dossier, 'answer_supplement', data, key)
  if (repeated) return
  if (answers) {
    await replaceAnswers(work.tx, id, reading.answers)
    await addNameWords(
      work.tx,
      id,
      wordsOfNames([dossier.applicantName, ...namesIn(service.form, reading.answers)]),
    )
  }
  await insertPapers(work.tx, id, seq, papers, work.now)
  await work.record(supplementAnswered(id, { ...placeOf(dossier), seq }))
}
