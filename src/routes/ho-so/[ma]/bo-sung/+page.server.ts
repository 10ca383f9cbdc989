import { fail, redirect } from '@sveltejs/kit'
import { listCommunes } from '#server/modules/agencies/index.ts'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import { answerSupplement, type DraftPaper, formContext, heldPapers } from '#server/modules/dossiers/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import { receiveFile } from '#server/platform/files/index.ts'
import { isId } from '#server/platform/id.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { readFields, visibleSections } from '#shared/form/read/read-form.ts'
import { papersFor } from '#shared/form/requirements.ts'
import { m } from '#shared/messages/index.ts'
import { defineRefusal, Refusal } from '#shared/refusal.ts'
import { citizenOf, citizenOrPark } from '#ui/form/citizen-page.server.ts'
import { placesIn } from '#ui/form/find-places.server.ts'
import { groupCommunes } from '#ui/form/group-communes.ts'
import { describeGiven, offersOf } from '#ui/form/paper-view.server.ts'
import { forgetParked, parkedAt } from '#ui/form/parked-form.server.ts'
import { type Post, readUploads } from '#ui/form/read-post.server.ts'
import { type SectionState, typedOf, viewSection } from '#ui/form/section-view.ts'
import { openDossier } from '../open-dossier.ts'

const unknownFields = defineRefusal('dossiers.unknown_fields', 422)

export const load = async (event) => {
  const citizen = citizenOf(event)
  event.setHeaders({ 'cache-control': 'no-store' })
  const parked = event.request.method === 'GET' ? await parkedAt(event, citizen) : undefined
  return perform(citizen, async (work) => {
    const open = await openSupplement(work, citizen, event.params.ma)
    const asked = papersFor(open.service, open.answers).filter(({ kind }) => kind === 'submit')
    const held = await heldPapers(work, citizen, asked)
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
      note: parked?.find(([name]) => name === 'note')?.[1] ?? '',
      isRestored: parked !== undefined,
    }
  })
}

export const actions = {
  /** Everything in one form: files first come first kept, so that a mistake elsewhere loses none of them. */
  default: async (event) => {
    const kept: DraftPaper[] = []
    const issues: { field: string; message: string }[] = []
    const owner = event.locals.actor.kind === 'citizen' ? event.locals.actor : undefined
    const post = await readUploads(event.request, async ({ field, name, source }) => {
      if (!owner) return void source.resume()
      try {
        const { uploadId } = await receiveFile(owner, { name, source, signal: event.request.signal })
        kept.push({ key: field.replace(/^tep\./, ''), upload: uploadId })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        source.resume()
        issues.push({ field, message: m.apply.papers.inFile(name, m.refusal(error.code, error.details)) })
      }
    })
    const citizen = await citizenOrPark(event, post.fields)
    const papers = [...papersKept(post), ...kept]
    const answer = await perform(citizen, (work) => {
      if (post.refused) throw post.refused
      return send(work, citizen, event.params.ma, post, papers, issues)
    }).catch(async (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return perform(citizen, (work) =>
        again(work, citizen, event.params.ma, post, papers, issues, m.refusal(error.code, error.details)),
      )
    })
    if (answer) return fail(422, answer)
    await forgetParked(event, citizen)
    redirect(303, `/ho-so/${event.params.ma}?bo-sung`)
  },
}

interface Issue {
  field: string
  message: string
}

/** Hands it in, or says what stands against it; nothing is half done. */
async function send(
  work: Work,
  citizen: Citizen,
  code: string,
  post: Post,
  papers: DraftPaper[],
  issues: Issue[],
) {
  const open = await openSupplement(work, citizen, code)
  const note = textIn(post, 'note')
  const fields = post.fields.filter(([name]) => name.startsWith('answers.'))
  const reading = readFields(open.service.form, fields, open.context)
  const isChanging = post.control._tokhai === '1'
  const strange = post.fields
    .map(([name]) => name)
    .filter((name) => name !== 'note' && !/^(answers|tep)\./.test(name))
  const unknown = [...reading.unknown, ...strange]
  if (unknown.length > 0)
    throw unknownFields({ fields: unknown.slice(0, 20).map((name) => name.slice(0, 60)) })
  const task = post.control._viec ?? 'gui'
  if (task !== 'gui') return again(work, citizen, code, post, papers, issues, undefined, task)
  const wrong = isChanging
    ? reading.issues.map(({ field, label, message }) => ({
        field,
        message: m.apply.form.problem(label, message),
      }))
    : []
  if (issues.length + wrong.length > 0) return again(work, citizen, code, post, papers, [...issues, ...wrong])
  const changed = isChanging && JSON.stringify(reading.answers) !== JSON.stringify(open.answers)
  if (papers.length === 0 && note === '' && !changed) {
    return again(work, citizen, code, post, papers, issues, m.apply.supplement.empty)
  }
  const input = { note, papers, ...(changed ? { answers: reading.answers } : {}) }
  await answerSupplement(work, citizen, open.dossier.id, input, {
    seenSeq: Number(post.control._moc) || undefined,
  })
  return undefined
}

/** The page once more, with everything typed and every file that has arrived. */
async function again(
  work: Work,
  citizen: Citizen,
  code: string,
  post: Post,
  papers: DraftPaper[],
  issues: Issue[],
  refusal?: string,
  task = '',
) {
  const open = await openSupplement(work, citizen, code)
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
    refusal,
    issues,
    note: textIn(post, 'note'),
    kept: await describeGiven(work, citizen, papers),
    isChanging,
    sections: isChanging ? sectionsOf(open, what === 'to-khai' ? saved(open) : state) : [],
  }
}

function saved({ service, answers }: Awaited<ReturnType<typeof openSupplement>>): SectionState {
  return { answers, typed: typedOf(service.form, answers) }
}

async function openSupplement(work: Work, citizen: Citizen, code: string) {
  const { dossier, actions, papers } = await openDossier(work, citizen, code)
  if (dossier.status !== 'supplement') redirect(303, `/ho-so/${dossier.code}`)
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

function sectionsOf({ service, context }: Awaited<ReturnType<typeof openSupplement>>, state: SectionState) {
  return visibleSections(service.form, state.answers).flatMap(({ key, title }) => {
    const section = service.form.sections.find((candidate) => candidate.key === key)
    return section ? [{ key, title, questions: viewSection(section, state, context) }] : []
  })
}

/** What an earlier attempt left in `_giu`, and what was ticked of the vault: each lists `key:upload:id` or `key:vault:id`. */
function papersKept({ control }: Post): DraftPaper[] {
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
