/** The form a clerk fills in for whoever brings or posts a dossier: every question and paper on one page. */
import { listCommunes } from '#server/modules/agencies/index.ts'
import { getService, type Service } from '#server/modules/catalogue/index.ts'
import { type DraftPaper, formContext } from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Post } from '#server/platform/forms/read-post.ts'
import { isId, newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay, parseVietnameseDate } from '#shared/dates.ts'
import { aboutApplicant } from '#shared/form/about-applicant.ts'
import { type Answers, type FormContext, valueAt } from '#shared/form/answers.ts'
import { withFiling } from '#shared/form/filing.ts'
import { readFields } from '#shared/form/read/read-form.ts'
import { papersFor } from '#shared/form/requirements.ts'
import { visibleSections } from '#shared/form/visible-sections.ts'
import { cleanIdentityNumber, parseIdentityNumber } from '#shared/identity-number.ts'
import { m } from '#shared/messages/index.ts'
import { personNameProblem } from '#shared/person-name.ts'
import { describeGiven } from '#ui/dossiers/paper-view.server.ts'
import { placesIn } from '#ui/form/find-places.server.ts'
import { groupCommunes } from '#ui/form/group-communes.ts'
import { namesOf, type SectionState, viewSection } from '#ui/form/section-view.ts'

interface Open {
  service: Service
  context: FormContext
  communes: ReturnType<typeof groupCommunes>
  today: string
}

export interface Issue {
  field: string
  message: string
}

/** The service in force as a counter offers it. */
export async function openCounter(work: Work, code: string): Promise<Open> {
  const today = localDay(work.now)
  const communes = await listCommunes(work, today)
  const asked = await getService(work, code)
  const service = { ...asked, form: aboutApplicant(asked.form) }
  return { service, today, context: formContext(work.now, communes), communes: groupCommunes(communes) }
}

const answersIn = ({ fields }: Post) => fields.filter(([name]) => name.startsWith('answers.'))

/** What stands in a field of the page itself. */
export const typedIn = ({ fields }: Post, wanted: string): string =>
  (fields.find(([name]) => name === wanted)?.[1] ?? '').normalize('NFC').trim()

/** What was typed and sent, as the service reads it. */
export function readCounter({ service, context, today }: Open, post: Post) {
  const reading = readFields(service.form, answersIn(post), context)
  const filed = withFiling(reading.answers, { channel: isByPost(post) ? 'post' : 'counter', on: today })
  return { reading, asked: papersFor(service, filed) }
}

/** By which it is filed once, however often it is sent. */
export const requestKeyOf = ({ control: { _khoa = '' } }: Post): string => (isId(_khoa) ? _khoa : newId())

export const isByPost = (post: Post): boolean => typedIn(post, 'byPost') === 'yes'

/** What the page asks of whoever stands there where the form itself does not ask who files. */
export const ownNames = /^who\.(idNumber|fullName|bornOn\.(day|month|year))$/

const asksWho = ({ form }: Pick<Service, 'form'>): boolean =>
  !form.sections.some(({ questions }) => questions.some(({ key }) => key === 'applicant.identityNumber'))

/** Who stands there, as typed from their card, whose number says the sex; and what is wrong with it as far as the page can tell. */
export function applicantIn({ service }: Open, post: Post, answers: Answers) {
  const isOwn = asksWho(service)
  const answered = (key: string) => {
    const value = valueAt(answers, `applicant.${key}`)
    return typeof value === 'string' ? value : ''
  }
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) =>
    typedIn(post, `who.bornOn.${part}`),
  )
  const born = parseVietnameseDate({ day, month, year })
  const idNumber = isOwn ? cleanIdentityNumber(typedIn(post, 'who.idNumber')) : answered('identityNumber')
  const fullName = isOwn ? typedIn(post, 'who.fullName') : answered('fullName')
  const bornOn = isOwn ? (born.ok ? born.day : '') : answered('bornOn')
  const gender = parseIdentityNumber(idNumber)?.gender
  const phone = isOwn ? '' : answered('phone')
  const counter = m.dossiers.handle.atCounter
  const wrongName = isOwn ? personNameProblem(fullName) : undefined
  const wrongDay = isOwn && !born.ok ? born.message : undefined
  const issues: Issue[] = [
    // A form that asks it says itself what is wrong with it.
    ...(gender || !isOwn ? [] : [{ field: 'who.idNumber', message: counter.wrongNumber }]),
    ...(wrongName ? [{ field: 'who.fullName', message: wrongName }] : []),
    ...(wrongDay ? [{ field: 'who.bornOn', message: wrongDay }] : []),
  ]
  const given = { idNumber, fullName, bornOn, gender: gender ?? 'female', ...(phone ? { phone } : {}) }
  return { given, issues }
}

interface Drawn {
  post: Post
  papers: readonly DraftPaper[]
  issues: readonly Issue[]
}

/**
 * The page with everything typed and every file that has arrived. Of what was never shown nothing is said to be missing; how many
 * questions an answer has raised is.
 */
export async function pageOf(work: Work, officer: Officer, open: Open, { post, papers, issues }: Drawn) {
  const { service, context, communes } = open
  const [what = '', name = '', row = ''] = (post.control._viec ?? '').split(':')
  const left: Post =
    what === 'bo'
      ? { ...post, fields: post.fields.filter(([field]) => !field.startsWith(`answers.${name}[${row}].`)) }
      : post
  const { reading, asked } = readCounter(open, left)
  const shown = (post.control._hien ?? '').split(',').filter(Boolean)
  const wasShown = ({ field }: { field: string }) =>
    shown.some((one) => field === one || field.startsWith(`${one}[`))
  const isSent = what === 'nop'
  const wrong = isSent ? reading.issues.filter(wasShown) : []
  const state: SectionState = {
    answers: reading.answers,
    typed: reading.typed,
    issues: wrong,
    places: placesIn(post.control, communes),
    ...(what === 'them' ? { extraRows: { [name]: 1 } } : {}),
  }
  const sections = visibleSections(service.form, reading.answers).flatMap(({ key, title }) => {
    const section = service.form.sections.find((candidate) => candidate.key === key)
    return section ? [{ key, title, questions: viewSection(section, state, context) }] : []
  })
  const unseen = reading.issues.filter((issue) => !wasShown(issue)).length
  return {
    code: service.code,
    name: service.plainName,
    asksWho: asksWho(service),
    own: Object.fromEntries(post.fields.filter(([field]) => ownNames.test(field))) as Record<string, string>,
    sections,
    names: sections.flatMap(({ questions }) => namesOf(questions)),
    communes,
    note: isSent && unseen > 0 ? m.dossiers.takingIn.more(unseen) : '',
    issues: [
      ...issues,
      ...wrong.map(({ field, label, message }) => ({
        field,
        message: m.dossiers.apply.form.problem(label, message),
      })),
    ],
    kept: await describeGiven(work, officer, papers),
    papers: asked
      .filter(({ kind }) => kind === 'submit')
      .map(({ key, name: title, help, required, maxFiles, accept }) => ({
        key,
        name: title,
        help,
        isRequired: required,
        most: maxFiles,
        accept,
      })),
    toShow: asked.filter(({ kind }) => kind === 'show').map(({ name: title }) => title),
    mayComeByPost: [...service.channels, ...service.outageChannels].includes('post'),
    isByPost: isByPost(post),
    asksOutage: !service.channels.includes('counter') && service.outageChannels.length > 0,
    outage: typedIn(post, 'outage'),
    requestKey: requestKeyOf(post),
  }
}
