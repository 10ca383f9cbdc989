import { z } from 'zod'
import { listCommunes } from '#server/modules/agencies/index.ts'
import { getServiceVersion, type Service } from '#server/modules/catalogue/index.ts'
import { confirmPerson, getPerson } from '#server/modules/registry/index.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { type Answers, valueAt } from '#shared/form/answers.ts'
import { namesIn } from '#shared/form/names.ts'
import { readAnswers } from '#shared/form/read/read-form.ts'
import type { Refusal } from '#shared/refusal.ts'
import { claimWords } from '../check/gather-facts.ts'
import { prerequisiteOpened, supplementAnswered } from '../events.ts'
import { filedAnswers } from '../filing.ts'
import { formContext } from '../form-context.ts'
import {
  type ActionKey,
  lockForApplicant,
  lockForOfficer,
  mayTake,
  takeAction,
} from '../handle/take-action.ts'
import type { Opening } from '../model.ts'
import { SubmitDossier } from '../model.ts'
import { placeOf } from '../parties.ts'
import { openedByFiling } from '../prerequisites.ts'
import { ask } from '../read/ask.ts'
import { type Dossier, replaceAnswers } from '../read/dossier-queries.ts'
import { addNameWords } from '../read/name-queries.ts'
import { insertPapers } from '../read/paper-queries.ts'
import { applicableTo } from '../read/prerequisites-of.ts'
import { wordsOfNames } from '../read/search-words.ts'
import { answersWrong, applicantDiffers, applicantUnknown, unknownFields } from '../refusals.ts'
import { FileForApplicant } from './file-for-applicant.ts'
import { findHandedIn, gatherPapers, holdPapers, refuseTakenBack } from './gather-papers.ts'
import { recountAndCharge } from './recount.ts'

/** What the applicant who stands before a counter shows of themself. */
export const PresentApplicant = FileForApplicant.pick({ idNumber: true, fullName: true, bornOn: true }).meta({
  id: 'PresentApplicant',
})

export const AnswerSupplement = z
  .strictObject({
    note: z.string().trim().max(2000).default(''),
    /** The whole form again when an answer changed; left out, the answers stay. */
    answers: SubmitDossier.shape.answers.optional(),
    papers: SubmitDossier.shape.papers,
    applicant: PresentApplicant.optional().meta({
      description: 'Who stands before the counter: only for the role one_stop, and for it required.',
    }),
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
  await complete(work, await lockForApplicant(work, citizen, id), AnswerSupplement.parse(input), key)
}

/**
 * The same at the counter, for the applicant who came with what was missing: named by number, name and birth date as for
 * filing. Returns the refusal where these are not the applicant's; it is to be told once the miss is stored.
 */
export async function answerSupplementAtCounter(
  work: Work,
  officer: Officer,
  id: string,
  input: AnswerSupplement,
  key: ActionKey = {},
): Promise<Refusal | undefined> {
  const given = AnswerSupplement.parse(input)
  const dossier = await lockForOfficer(work, officer, id)
  if ((await mayTake(work, dossier, 'answer_supplement', key)) === 'repeated') return undefined
  if (!given.applicant) throw applicantUnknown()
  if (!(await confirmPerson(work, officer, dossier.applicantId, given.applicant))) return applicantDiffers()
  await complete(work, dossier, given, key)
  return undefined
}

async function complete(
  work: Work,
  dossier: Dossier,
  { note, answers, papers: given }: z.output<typeof AnswerSupplement>,
  key: ActionKey,
): Promise<void> {
  const { id, applicantId } = dossier
  if ((await mayTake(work, dossier, 'answer_supplement', key)) === 'repeated') return
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const communes = await listCommunes(work, localDay(work.now))
  const reading = readAnswers(service.form, answers ?? dossier.answers, formContext(work.now, communes))
  if (answers && reading.unknown.length > 0) throw unknownFields({ fields: reading.unknown.slice(0, 20) })
  if (answers && reading.issues.length > 0) throw answersWrong({ issues: reading.issues })
  const handedIn = await findHandedIn(work, applicantId, given)
  const papers = await gatherPapers(
    work,
    service,
    filedAnswers({ ...dossier, answers: reading.answers }),
    given,
    handedIn,
  )
  await Promise.all([refuseTakenBack(work, service, papers, handedIn), holdPapers(work, applicantId, papers)])

  const { opens: owed, ...recounted } = answers
    ? await recountAndCharge(work, service, dossier, reading.answers)
    : {}
  const opens = [
    ...(answers ? await askedAnew(work, service, dossier, reading.answers) : []),
    ...(owed ?? []),
  ]
  // What was answered before is kept beside what is answered now: whoever decides sees both.
  const data = {
    note,
    papers: papers.length,
    ...(work.actor.kind === 'officer' ? { atCounter: true } : {}),
    ...(answers ? { answersChanged: true, formerAnswers: dossier.answers } : {}),
    ...recounted,
    ...(opens.length > 0 ? { opens } : {}),
  }
  const { seq, repeated } = await takeAction(work, dossier, 'answer_supplement', data, key)
  if (repeated) return
  if (answers) {
    await replaceAnswers(work.tx, id, reading.answers, recounted.recount?.fee)
    await addNameWords(
      work.tx,
      id,
      wordsOfNames([dossier.applicantName, ...namesIn(service.form, reading.answers)]),
      claimWords(service, reading.answers),
    )
  }
  await insertPapers(work.tx, id, seq, papers, work.now)
  await ask(work, service, { ...dossier, answers: reading.answers }, opens, { seq, at: work.now })
  await work.record(
    ...opens.map(({ key: opened, kind }) =>
      prerequisiteOpened(id, { ...placeOf(dossier), seq, key: opened, kind }),
    ),
  )
  const channel = work.actor.kind === 'officer' ? 'direct' : 'online'
  await work.record(supplementAnswered(id, { ...placeOf(dossier), seq, channel }))
}

/** Who agreed to something else is asked again: every consent whose people are answered differently now. */
async function askedAnew(
  work: Work,
  service: Service,
  dossier: Dossier,
  answers: Answers,
): Promise<Opening[]> {
  if (!service.prerequisites.some(({ kind }) => kind === 'consent')) return []
  const { idNumber } = await getPerson(work, dossier.applicantId)
  const before = dossier.answers as unknown as Answers
  return openedByFiling(
    applicableTo(service, dossier, work.now, undefined, answers),
    answers,
    idNumber,
  ).filter(({ key }) =>
    (service.prerequisites.find((one) => one.key === key)?.who ?? []).some(
      (who) => JSON.stringify(valueAt(before, who)) !== JSON.stringify(valueAt(answers, who)),
    ),
  )
}
