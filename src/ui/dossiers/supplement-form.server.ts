/** The form with which a dossier is completed: sent by its applicant, or at the counter where they stand. */
import { fail, type RequestEvent } from '@sveltejs/kit'
import { listCommunes } from '#server/modules/agencies/index.ts'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import {
  type ActionKey,
  type AnswerSupplement,
  type DossierView,
  type DraftPaper,
  filedAnswers,
  formContext,
  heldPapers,
} from '#server/modules/dossiers/index.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import { type Post, readUploads } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { readFields } from '#shared/form/read/read-form.ts'
import { papersFor } from '#shared/form/requirements.ts'
import { visibleSections } from '#shared/form/visible-sections.ts'
import { m } from '#shared/messages/index.ts'
import { defineRefusal, Refusal } from '#shared/refusal.ts'
import { placesIn } from '../form/find-places.server.ts'
import { groupCommunes } from '../form/group-communes.ts'
import { forgetParked, unsentFile } from '../form/parked-form.server.ts'
import { type SectionState, typedOf, viewSection } from '../form/section-view.ts'
import { describeGiven, offersOf } from './paper-view.server.ts'
import { receivePaper } from './receive-paper.server.ts'

const unknownFields = defineRefusal('dossiers.unknown_fields', 422)

/** Who hands in, and how: what differs between the applicant's page and the counter's. */
export interface Supplementing<Doer extends Citizen | Officer> {
  /** Whoever is signed in; leads to sign-in with what was typed where nobody is. */
  enter: (fields: [string, string][]) => Promise<Doer>
  /** The dossier, while it waits for its applicant; leads elsewhere where it does not. */
  open: (work: Work, doer: Doer) => Promise<DossierView>
  /** Fields of this page alone, and what is wrong with them. */
  own?: { names: RegExp; check: (fields: Post['fields']) => Issue[] }
  /** Hands it in; a refusal it returns is told after what was noted of it is stored. */
  answer: (work: Work, doer: Doer, id: string, input: Given, key: ActionKey) => Promise<unknown>
}

interface Given extends AnswerSupplement {
  /** As the page sent them: those of `own` are read from here. */
  fields: Post['fields']
}

export interface Issue {
  field: string
  message: string
}

/** What the page shows before anything is typed, and what was typed before the session ended. */
export async function loadSupplement<Doer extends Citizen | Officer>(
  work: Work,
  actor: Doer,
  view: DossierView,
  parked?: Parked,
) {
  const open = await describe(work, view)
  const asked = papersFor(open.service, filedAnswers(open.dossier)).filter(({ kind }) => kind === 'submit')
  // What lies in a vault is its owner's to choose from.
  const held = actor.kind === 'citizen' ? await heldPapers(work, actor, asked) : []
  const isThere = ({ sha256 }: { sha256: string | null }) =>
    open.papers.some((paper) => paper.sha256 === sha256)
  return {
    code: open.dossier.code,
    seen: open.dossier.lastSeq,
    items: open.asked?.data.items ?? [],
    reason: String(open.asked?.data.reason ?? ''),
    papers: asked.map(({ key, name, maxFiles, accept }) => ({
      key,
      name,
      most: maxFiles,
      accept,
      held: offersOf(held.filter((paper) => paper.key === key && !isThere(paper))),
    })),
    communes: open.communes,
    restored: parked && (await restore(work, actor, open, parked)),
  }
}

/** What waits of this page, and which of its fields are its own. */
interface Parked {
  fields: readonly [string, string][]
  own?: RegExp
}

/** The page as it was posted when the session had ended, with the files that had arrived and the names of those that had not. */
async function restore(work: Work, doer: Citizen | Officer, open: Described, { fields, own }: Parked) {
  const post = {
    fields: fields.filter(([name]) => !name.startsWith('_')),
    control: Object.fromEntries(fields.filter(([name]) => name.startsWith('_'))),
  }
  const page = await pageOf(work, doer, open, { own, post, papers: papersKept(post), issues: [] }, 'lay-lai')
  return { ...page, unsent: fields.flatMap(([name, value]) => (name === unsentFile ? [value] : [])) }
}

/**
 * Everything in one form: files first come first kept, so that a mistake elsewhere loses none of them. Undefined once it is
 * handed in; otherwise the page again, with everything typed.
 */
export async function takeSupplement<Doer extends Citizen | Officer>(
  event: Pick<RequestEvent, 'request' | 'locals' | 'url' | 'cookies'>,
  by: Supplementing<Doer>,
) {
  const kept: DraftPaper[] = []
  const unsent: [string, string][] = []
  const issues: Issue[] = []
  const { actor } = event.locals
  const owner = actor.kind === 'citizen' || actor.kind === 'officer' ? actor : undefined
  const { signal } = event.request
  const post = await readUploads(event.request, async (upload) => {
    if (!owner) {
      unsent.push([unsentFile, upload.name])
      return void upload.source.resume()
    }
    const issue = await receivePaper(owner, upload, { signal, take: (paper) => kept.push(paper) })
    if (issue) issues.push(issue)
  })
  const doer = await by.enter([...post.fields, ...controlsToKeep(post), ...unsent])
  const papers = [...papersKept(post), ...kept]
  const attempt: Attempt<Doer> = { by, doer, post, papers, issues }
  const answer = await perform(doer, (work) => {
    if (post.refused) throw post.refused
    return send(work, attempt)
  }).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    return error
  })
  const page =
    answer instanceof Refusal
      ? await perform(doer, (work) => again(work, attempt, m.refusal(answer.code, answer.details)))
      : answer
  if (page) return fail(422, page)
  await forgetParked(event, doer)
  return undefined
}

interface Attempt<Doer extends Citizen | Officer> {
  by: Supplementing<Doer>
  doer: Doer
  post: Post
  papers: DraftPaper[]
  issues: Issue[]
}

/** Hands it in, or says what stands against it; nothing is half done. */
async function send<Doer extends Citizen | Officer>(work: Work, attempt: Attempt<Doer>) {
  const { by, doer, post, papers, issues } = attempt
  const open = await describe(work, await by.open(work, doer))
  const note = textIn(post, 'note')
  const fields = post.fields.filter(([name]) => name.startsWith('answers.'))
  const reading = readFields(open.service.form, fields, open.context)
  const isChanging = post.control._tokhai === '1'
  const strange = post.fields
    .map(([name]) => name)
    .filter((name) => name !== 'note' && !/^(answers|tep)\./.test(name) && !by.own?.names.test(name))
  const unknown = [...reading.unknown, ...strange]
  if (unknown.length > 0)
    throw unknownFields({ fields: unknown.slice(0, 20).map((name) => name.slice(0, 60)) })
  const task = post.control._viec ?? 'gui'
  if (task !== 'gui') return again(work, attempt, undefined, task)
  const wrong = isChanging
    ? reading.issues.map(({ field, label, message }) => ({
        field,
        message: m.dossiers.apply.form.problem(label, message),
      }))
    : []
  const all = [...(by.own?.check(post.fields) ?? []), ...issues, ...wrong]
  if (all.length > 0) return again(work, { ...attempt, issues: all })
  const changed = isChanging && JSON.stringify(reading.answers) !== JSON.stringify(open.answers)
  if (papers.length === 0 && note === '' && !changed) {
    return again(work, attempt, m.dossiers.apply.supplement.empty)
  }
  const given = { note, papers, fields: post.fields, ...(changed ? { answers: reading.answers } : {}) }
  const refused = await by.answer(work, doer, open.dossier.id, given, {
    seenSeq: Number(post.control._moc) || undefined,
  })
  return refused instanceof Refusal ? refused : undefined
}

/** The page once more, with everything typed and every file that has arrived. */
async function again<Doer extends Citizen | Officer>(
  work: Work,
  { by, doer, post, papers, issues }: Attempt<Doer>,
  refusal?: string,
  task = '',
) {
  const open = await describe(work, await by.open(work, doer))
  const page = await pageOf(work, doer, open, { own: by.own?.names, post, papers, issues }, task)
  return { refusal, ...page }
}

interface Drawn {
  own: RegExp | undefined
  post: Post
  papers: readonly DraftPaper[]
  issues: readonly Issue[]
}

async function pageOf(
  work: Work,
  doer: Citizen | Officer,
  open: Described,
  { own, post, papers, issues }: Drawn,
  task = '',
) {
  const [what = '', name = '', row = ''] = task.split(':')
  const isChanging = what === 'to-khai' || (what !== 'giu-to-khai' && post.control._tokhai === '1')
  const fields = post.fields.filter(([field]) => field.startsWith('answers.'))
  const left =
    what === 'bo' ? fields.filter(([field]) => !field.startsWith(`answers.${name}[${row}].`)) : fields
  const reading = readFields(open.service.form, left, open.context)
  const state: SectionState = {
    answers: reading.answers,
    typed: reading.typed,
    issues: task === '' ? reading.issues : [],
    places: placesIn(post.control, open.communes),
    ...(what === 'them' ? { extraRows: { [name]: 1 } } : {}),
  }
  return {
    issues,
    note: textIn(post, 'note'),
    own: Object.fromEntries(post.fields.filter(([field]) => own?.test(field))) as Record<string, string>,
    kept: await describeGiven(work, doer, papers),
    isChanging,
    sections: isChanging ? sectionsOf(open, what === 'to-khai' ? saved(open) : state) : [],
  }
}

function saved({ service, answers }: Described): SectionState {
  return { answers, typed: typedOf(service.form, answers) }
}

type Described = Awaited<ReturnType<typeof describe>>

async function describe(work: Work, { dossier, actions, papers }: DossierView) {
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const communes = await listCommunes(work, localDay(work.now))
  return {
    dossier,
    papers,
    service,
    answers: dossier.answers as Answers,
    context: formContext(work.now, communes),
    communes: groupCommunes(communes),
    asked: actions.findLast(({ kind }) => kind === 'ask_supplement'),
  }
}

function sectionsOf({ service, context }: Described, state: SectionState) {
  return visibleSections(service.form, state.answers).flatMap(({ key, title }) => {
    const section = service.form.sections.find((candidate) => candidate.key === key)
    return section ? [{ key, title, questions: viewSection(section, state, context) }] : []
  })
}

/** Beside what was typed: whether the form was open, and the files that had arrived. */
function controlsToKeep({ control }: Post): [string, string][] {
  return Object.entries(control).filter(([name]) => /^_(tokhai|giu|kho-|bo-)/.test(name))
}

/** What an earlier attempt left in `_giu`, and what was ticked of the vault: each lists `key:upload:id` or `key:vault:id`. */
export function papersKept({ control }: Pick<Post, 'control'>): DraftPaper[] {
  const ticked = Object.entries(control).flatMap(([name, value]) => (name.startsWith('_kho-') ? [value] : []))
  return [control._giu ?? '', ...ticked]
    .join(',')
    .split(',')
    .flatMap((one): DraftPaper[] => {
      const [, key, source, id] = /^([A-Za-z0-9.]{1,60}):(upload|vault):([0-9a-f-]{36})$/.exec(one) ?? []
      if (!key || !id || !isId(id) || control[`_bo-${id}`] !== undefined) return []
      return [source === 'upload' ? { key, upload: id } : { key, vaultPaper: id }]
    })
}

function textIn({ fields }: Post, wanted: string): string {
  return (fields.find(([name]) => name === wanted)?.[1] ?? '').normalize('NFC').trim().slice(0, 2000)
}
