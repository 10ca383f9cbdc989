import { fail, redirect } from '@sveltejs/kit'
import { markOfSection, type SavedSection, saveSection } from '#server/modules/dossiers/index.ts'
import { type Post, readPost } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { fieldName } from '#shared/form/answers.ts'
import { readSection } from '#shared/form/read/read-form.ts'
import { compareAnswers } from '#shared/form/show/summary.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { citizenOf, citizenOrPark } from '#ui/form/citizen-page.server.ts'
import { placesIn } from '#ui/form/find-places.server.ts'
import { forgetParked, parkedOnOpening } from '#ui/form/parked-form.server.ts'
import { namesOf, type SectionState, typedOf, viewSection } from '#ui/form/section-view.ts'
import { type OpenForm, openForm, placeOf, sectionAt } from '../open-form.ts'

export const load = async (event) => {
  const citizen = citizenOf(event)
  const parked = await parkedOnOpening(event, citizen)
  return perform(citizen, async (work) => {
    const form = await openForm(work, citizen, event.params.ma)
    const section = sectionAt(form, event.params.phan)
    const isOurs = parked?.some(([name, value]) => name === '_ban' && value === form.draft.id)
    return {
      ...placeOf(form, section.key),
      ...(isFromReview(event.url) ? { back: reviewOf(form) } : {}),
      isFromReview: isFromReview(event.url),
      title: section.title,
      intro: section.intro,
      draftId: form.draft.id,
      here: event.url.pathname,
      communes: form.communes,
      ...(isOurs && parked
        ? { ...pageOf(form, section.key, restored(form, section.key, parked)), isRestored: true }
        : {
            ...pageOf(form, section.key, { ...storedState(form, section.key), opened: openedBy(event.url) }),
            isRestored: false,
          }),
    }
  })
}

export const actions = {
  default: async (event) => {
    const post = await readPost(event.request).catch(refused)
    if (!('fields' in post)) return fail(post.status, { refusal: post.refusal, page: undefined })
    const { _ban: draftId = '', _moc: mark = '', _viec: task = 'tiep' } = post.control
    const citizen = await citizenOrPark(event, [...post.fields, ['_ban', draftId]])

    const answer = await perform(citizen, async (work) => {
      const form = await openForm(work, citizen, event.params.ma)
      const section = sectionAt(form, event.params.phan)
      if (task !== 'tiep' && task !== 'luu' && task !== 'luon') {
        return { again: redraw(form, section.key, post, task) }
      }
      const saved = await saveSection(
        work,
        citizen,
        form.service,
        {
          // A page without its draft's name can only mean the one that is open.
          draftId: isId(draftId) ? draftId : form.draft.id,
          section: section.key,
          fields: post.fields,
          // “Keep mine”: the person has seen both and chosen.
          mark: task === 'luon' ? markOfSection(form.service.form, section.key, form.draft.answers) : mark,
          keep: task === 'luu' ? 'what-is-right' : 'whole',
        },
        form.context,
      )
      const again = afterSaving(form, section.key, post, saved, task)
      if (again) return { again }
      const draft = { ...form.draft, answers: saved.answers }
      const next = isFromReview(event.url) ? reviewOf(form) : placeOf({ ...form, draft }, section.key).next
      return { next: task === 'luu' ? '/ho-so?da-luu' : next }
    }).catch(refused)

    if ('refusal' in answer) {
      const page = await perform(citizen, async (work) => {
        const form = await openForm(work, citizen, event.params.ma)
        return redraw(form, sectionAt(form, event.params.phan).key, post, 'tiep')
      })
      return fail(answer.status, { refusal: answer.refusal, page })
    }
    if (answer.again) return fail(422, { refusal: undefined, page: answer.again })
    await forgetParked(event, citizen)
    redirect(303, answer.next)
  },
}

/** Opened to change one answer: what follows is the review again. */
function isFromReview(url: URL): boolean {
  return url.searchParams.get('ve') === 'xem-lai'
}

function reviewOf({ service }: OpenForm): string {
  return `/nop/${service.code}/xem-lai`
}

/** The known value someone came to change. */
function openedBy(url: URL): string[] {
  return url.searchParams.getAll('mo').slice(0, 1)
}

type Again = ReturnType<typeof pageOf>

/** The page once more when something stands against going on; undefined when all is kept. */
function afterSaving(
  form: OpenForm,
  key: string,
  post: Post,
  saved: SavedSection,
  task: string,
): Again | undefined {
  const { reading } = saved
  const shown = (post.control._hien ?? '').split(',').filter(Boolean)
  const state = { ...posted(form, reading, post), issues: reading.issues, shown }
  if (saved.outcome === 'changed-meanwhile') {
    const changes = compareAnswers(form.service.form, saved.answers, reading.answers, form.context)
    return { ...pageOf({ ...form, draft: { ...form.draft, answers: saved.answers } }, key, state), changes }
  }
  const page = pageOf(form, key, state)
  const fresh = page.names.filter((name) => !shown.includes(name))
  const wasAsked = ({ field }: { field: string }) =>
    shown.some((name) => field === name || field.startsWith(`${name}[`))
  const real = reading.issues.filter(
    task === 'luu' ? ({ code }) => code !== 'missing' && code !== 'too_few' : wasAsked,
  )
  if (task === 'luu') {
    if (real.length === 0) return undefined
    const draft = { ...form.draft, answers: saved.answers }
    return {
      ...pageOf({ ...form, draft }, key, { ...state, issues: real }),
      note: m.dossiers.apply.form.savedWhatIsRight,
    }
  }
  const open = reading.issues.filter((issue) => !wasAsked(issue)).length
  if (fresh.length > 0 && open > 0) {
    const note = m.dossiers.apply.form.moreQuestions(open)
    return { ...pageOf(form, key, { ...state, issues: real }), note }
  }
  return saved.outcome === 'saved' ? undefined : page
}

/** Adds or takes away a row, or opens a known value, and keeps everything typed. */
function redraw(form: OpenForm, key: string, post: Post, task: string): Again {
  const [what = '', name = '', row = ''] = task.split(':')
  const fields = what === 'bo' ? withoutRow(post.fields, name, Number(row)) : post.fields
  const reading = readSection(form.service.form, key, fields, form.draft.answers, form.context)
  const state = posted(form, reading, post)
  const opened = what === 'mo' ? [...(state.opened ?? []), name] : state.opened
  return pageOf(form, key, {
    ...state,
    ...(opened ? { opened } : {}),
    ...(what === 'them' ? { extraRows: { [name]: 1 } } : {}),
  })
}

function restored(form: OpenForm, key: string, fields: [string, string][]): SectionState {
  const typed = fields.filter(([name]) => !name.startsWith('_'))
  return { ...readSection(form.service.form, key, typed, form.draft.answers, form.context), issues: [] }
}

function posted(
  { communes }: Pick<OpenForm, 'communes'>,
  reading: { answers: SectionState['answers']; typed: SectionState['typed'] },
  post: Post,
): SectionState {
  const opened = (post.control._mo ?? '').split(',').filter(Boolean)
  return {
    answers: reading.answers,
    typed: reading.typed,
    opened,
    places: placesIn(post.control, communes),
  }
}

/** Everything the page draws beside its frame. */
function pageOf(form: OpenForm, key: string, state: SectionState) {
  const section = form.service.form.sections.find((candidate) => candidate.key === key)
  const questions = section ? viewSection(section, { ...state, held: form.held }, form.context) : []
  return {
    questions,
    names: namesOf(questions),
    opened: state.opened ?? [],
    issues: (state.issues ?? []).map(({ field, label, message, code }) => ({
      field,
      message: m.dossiers.apply.form.problem(label, message),
      isMissing: code === 'missing' || code === 'too_few',
    })),
    mark: markOfSection(form.service.form, key, form.draft.answers),
    note: undefined as string | undefined,
    changes: undefined as ReturnType<typeof compareAnswers> | undefined,
  }
}

/** The page as stored; a page never saved begins with what is held, which conditions see as if it were answered. */
function storedState({ draft, held, service: { form }, context }: OpenForm, key: string): SectionState {
  const isSaved = markOfSection(form, key, draft.answers) !== markOfSection(form, key, {})
  if (isSaved) return { answers: draft.answers, typed: typedOf(form, draft.answers), isSaved }
  const own = form.sections.find((section) => section.key === key)?.questions ?? []
  const fields = Object.entries(typedOf(form, held.answers))
    .filter(([name]) => own.some((question) => `${name}.`.startsWith(`${fieldName(question.key)}.`)))
    .flatMap(([name, values]) => values.map((value): [string, string] => [name, value]))
  const { answers, typed } = readSection(form, key, fields, draft.answers, context)
  return { answers, typed }
}

function withoutRow(fields: [string, string][], group: string, row: number): [string, string][] {
  const start = `answers.${group}[${row}].`
  return fields.filter(([name]) => !name.startsWith(start))
}

function refused(error: unknown): { status: number; refusal: string } {
  if (!(error instanceof Refusal)) throw error
  return { status: error.status, refusal: m.refusal(error.code, error.details) }
}
