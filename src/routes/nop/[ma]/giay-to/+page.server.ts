import { type ActionFailure, fail, redirect } from '@sveltejs/kit'
import { type DraftPaper, detachPaper, saveDraft } from '#server/modules/dossiers/index.ts'
import { receiveFile } from '#server/platform/files/index.ts'
import { isId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { citizenOf, citizenOrPark } from '#ui/form/citizen-page.server.ts'
import { viewPapers } from '#ui/form/paper-view.server.ts'
import { readPost, readUploads } from '#ui/form/read-post.server.ts'
import { openForm, placeOf } from '../open-form.ts'
import type { RequestEvent } from './$types'
import { attachAsked } from './attach-asked.ts'

export const load = async (event) => {
  const citizen = citizenOf(event)
  event.setHeaders({ 'cache-control': 'no-store' })
  return perform(citizen, async (work) => {
    const form = await openForm(work, citizen, event.params.ma)
    const papers = await viewPapers(work, citizen, form.service, form.draft.answers, form.draft.papers)
    return { ...placeOf(form, 'giay-to'), papers }
  })
}

export const actions = {
  /** Files carried by the form itself, one after the other. */
  tai: async (event) => {
    const citizen = await citizenOrPark(event, [])
    await perform(citizen, (work) => openForm(work, citizen, event.params.ma))
    const issues: { field: string; message: string }[] = []
    let arrived = 0
    const post = await readUploads(event.request, async ({ field, name, source }) => {
      arrived += 1
      try {
        const { uploadId } = await receiveFile(citizen, {
          name,
          source,
          signal: event.request.signal,
        })
        await perform(citizen, async (work) => {
          const form = await openForm(work, citizen, event.params.ma)
          await attachAsked(work, citizen, form, { key: field.replace(/^tep\./, ''), upload: uploadId })
        })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        source.resume()
        issues.push({ field, message: m.apply.papers.inFile(name, m.refusal(error.code, error.details)) })
      }
    }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return { refused: m.refusal(error.code, error.details) }
    })
    if ('refused' in post) return fail(400, { issues: [], refusal: post.refused })
    if (issues.length > 0) return fail(422, { issues, refusal: undefined })
    if (arrived === 0) {
      const field = `tep.${post.control._giay ?? ''}`
      return fail(422, { issues: [{ field, message: m.apply.papers.noFile }], refusal: undefined })
    }
    redirect(303, `/nop/${event.params.ma}/giay-to`)
  },

  /** A finished upload of the script's, or a paper from the vault. */
  gan: (event) => change(event, attachAsked),
  bo: (event) =>
    change(event, (work, citizen, { draft }, paper) => detachPaper(work, citizen, draft.id, paper)),

  tiep: async (event) => {
    const citizen = await citizenOrPark(event, [])
    const answer = await perform(citizen, async (work) => {
      const form = await openForm(work, citizen, event.params.ma)
      const papers = await viewPapers(work, citizen, form.service, form.draft.answers, form.draft.papers)
      const missing = papers.filter(
        ({ isRequired, isShown, given }) => isRequired && !isShown && given.length === 0,
      )
      await saveDraft(work, citizen, form.draft.id, { section: 'giay-to' })
      return { missing, next: placeOf(form, 'giay-to').next }
    })
    const { control } = await readPost(event.request)
    if (control._viec === 'luu') redirect(303, '/ho-so?da-luu')
    if (answer.missing.length === 0) redirect(303, answer.next)
    const issues = answer.missing.map(({ key, name }) => ({
      field: `tep.${key}`,
      message: m.apply.papers.missing(name),
    }))
    return fail(422, { issues, refusal: undefined })
  },
}

interface Failed {
  issues: { field: string; message: string }[]
  refusal: string | undefined
}

async function change(event: RequestEvent, apply: typeof attachAsked): Promise<ActionFailure<Failed>> {
  const post = await readPost(event.request)
  const citizen = await citizenOrPark(event, [])
  try {
    await perform(citizen, async (work) => {
      const form = await openForm(work, citizen, event.params.ma)
      for (const paper of papersIn(post.fields)) await apply(work, citizen, form, paper)
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return fail(error.status, { issues: [], refusal: m.refusal(error.code, error.details) })
  }
  redirect(303, `/nop/${event.params.ma}/giay-to`)
}

/** `giay=<key>:upload:<id>` or `giay=<key>:vault:<id>`. */
function papersIn(fields: readonly [string, string][]): DraftPaper[] {
  return fields.flatMap(([name, value]): DraftPaper[] => {
    const [, key, source, id] = /^([A-Za-z0-9.]{1,60}):(upload|vault):([0-9a-f-]{36})$/.exec(value) ?? []
    if (name !== 'giay' || !key || !id || !isId(id)) return []
    return [source === 'upload' ? { key, upload: id } : { key, vaultPaper: id }]
  })
}
