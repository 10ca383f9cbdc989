import { fail, redirect } from '@sveltejs/kit'
import { type DraftPaper, detachPaper, saveDraft } from '#server/modules/dossiers/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import { readUploads } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { viewPapers } from '#ui/dossiers/paper-view.server.ts'
import { receivePaper } from '#ui/dossiers/receive-paper.server.ts'
import { citizenOf, citizenOrPark } from '#ui/form/citizen-page.server.ts'
import { forgetParked, parkedOnOpening, unsentFile } from '#ui/form/parked-form.server.ts'
import { openForm, placeOf } from '../open-form.ts'
import type { RequestEvent } from './$types'
import { attachAsked } from './attach-asked.ts'

export const load = async (event) => {
  const citizen = citizenOf(event)
  const parked = await parkedOnOpening(event, citizen)
  return perform(citizen, async (work) => {
    const form = await openForm(work, citizen, event.params.ma)
    const papers = await viewPapers(work, citizen, form.service, form.draft.answers, form.draft.papers)
    const unsent = parked?.flatMap(([name, value]) => (name === unsentFile ? [value] : [])) ?? []
    return { ...placeOf(form, 'giay-to'), papers, unsent }
  })
}

export const actions = {
  /**
   * One form for everything on the page. Files come first, one after the other, and each is attached as soon as it has
   * arrived, whichever button was pressed: what was chosen is never left behind.
   */
  default: async (event) => {
    const isSignedIn = event.locals.actor.kind !== 'anonymous'
    const citizen = await citizenOrPark(event, isSignedIn ? [] : await namesOfFiles(event.request))
    await perform(citizen, (work) => openForm(work, citizen, event.params.ma))
    const issues: Issue[] = []
    let arrived = 0
    // What the script sends once files have arrived names them and carries none.
    const { signal } = event.request
    const post = await readUploads(event.request, async (upload) => {
      arrived += 1
      const take = (paper: DraftPaper) => attach(event, citizen, [paper])
      const issue = await receivePaper(citizen, upload, { signal, take })
      if (issue) issues.push(issue)
    })
    const [task = '', ...about] = (post.control._viec ?? '').split(':')
    try {
      if (post.refused) throw post.refused
      const chosen = post.fields.flatMap(([name, value]) => (name === 'giay' ? papersIn(value) : []))
      const named = papersIn(about.join(':'))
      await attach(event, citizen, task === 'dung' ? [...chosen, ...named] : chosen)
      if (task === 'bo') await detach(event, citizen, named)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return fail(error.status, { issues, refusal: m.refusal(error.code, error.details) })
    }
    await forgetParked(event, citizen)
    if (issues.length > 0) return fail(422, { issues, refusal: undefined })
    if (task === 'tai' && arrived === 0) {
      const field = `tep.${about[0] ?? ''}`
      return fail(422, { issues: [{ field, message: m.dossiers.apply.papers.noFile }], refusal: undefined })
    }
    if (task !== 'tiep' && task !== 'luu') redirect(303, `/nop/${event.params.ma}/giay-to`)

    const { missing, next } = await finish(event, citizen)
    if (task === 'luu') redirect(303, '/ho-so?da-luu')
    if (missing.length === 0) redirect(303, next)
    return fail(422, { issues: missing, refusal: undefined })
  },
}

interface Issue {
  field: string
  message: string
}

/** Read past to their end, or a browser that is still sending shows no answer: what came when nobody was signed in. */
async function namesOfFiles(request: Request): Promise<[string, string][]> {
  const names: [string, string][] = []
  await readUploads(request, async ({ name, source }) => {
    source.resume()
    names.push([unsentFile, name])
  })
  return names
}

function attach({ params }: RequestEvent, citizen: Citizen, papers: readonly DraftPaper[]): Promise<void> {
  return perform(citizen, async (work) => {
    for (const paper of papers)
      await attachAsked(work, citizen, await openForm(work, citizen, params.ma), paper)
  })
}

function detach({ params }: RequestEvent, citizen: Citizen, papers: readonly DraftPaper[]): Promise<void> {
  return perform(citizen, async (work) => {
    const { draft } = await openForm(work, citizen, params.ma)
    for (const paper of papers) await detachPaper(work, citizen, draft.id, paper)
  })
}

/** Leaves this part of the draft: what is still missing, and where it goes on. */
function finish({ params }: RequestEvent, citizen: Citizen): Promise<{ missing: Issue[]; next: string }> {
  return perform(citizen, async (work) => {
    const form = await openForm(work, citizen, params.ma)
    const papers = await viewPapers(work, citizen, form.service, form.draft.answers, form.draft.papers)
    await saveDraft(work, citizen, form.draft.id, { section: 'giay-to' })
    const missing = papers
      .filter(({ isRequired, isShown, given }) => isRequired && !isShown && given.length === 0)
      .map(({ key, name }) => ({ field: `tep.${key}`, message: m.dossiers.apply.papers.missing(name) }))
    return { missing, next: placeOf(form, 'giay-to').next }
  })
}

/** `<key>:upload:<id>` or `<key>:vault:<id>`, several joined by commas. */
function papersIn(text: string): DraftPaper[] {
  return text.split(',').flatMap((one): DraftPaper[] => {
    const [, key, source, id] = /^([A-Za-z0-9.]{1,60}):(upload|vault):([0-9a-f-]{36})$/.exec(one) ?? []
    if (!key || !id || !isId(id)) return []
    return [source === 'upload' ? { key, upload: id } : { key, vaultPaper: id }]
  })
}
