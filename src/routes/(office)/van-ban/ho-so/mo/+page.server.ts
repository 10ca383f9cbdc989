import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  changesOf,
  countUnopened,
  fileDocument,
  findDocumentIfVisible,
  listClasses,
  OpenWorkFile,
  openWorkFile,
} from '#server/modules/documents/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const officer = requireDocumentHandler(locals.actor)
  const classes = listClasses(localDay(new Date()))
  const documentId = z.uuid().safeParse(url.searchParams.get('van-ban')).data
  const document = documentId
    ? await perform(officer, async (work) => {
        const found = await findDocumentIfVisible(work, officer, documentId)
        const changes = (await changesOf(work, [documentId])).get(documentId) ?? []
        return found && { ...found, isFrozen: changes.some(({ isFrozen }) => isFrozen) }
      })
    : undefined
  return {
    document: document ? { id: document.id, subject: document.subject, isFrozen: document.isFrozen } : null,
    classes: classes.map(({ key, name, for: what }) => ({ value: key, label: `${name}: ${what}` })),
    isUnverified: classes.some(({ verified }) => verified === null),
    /** Of the list of this year; without one the page says nothing of it. */
    planned: await perform(officer, (work) => countUnopened(work, officer)),
    parked: await parkedForm({ url, cookies }, officer),
  }
}

const Opening = z
  .object({
    code: z.string().min(1).max(60),
    title: z.string().min(1).max(500),
    retention: z.string().min(1).max(20),
    isConstruction: z.literal('yes').optional(),
    /** The document it is opened for, which becomes its first. */
    documentId: z.uuid().optional(),
    /** It was revoked or replaced, and whoever files it knows. */
    known: z.literal('yes').optional(),
  })
  .transform(({ isConstruction, documentId, known, ...rest }) => ({
    file: OpenWorkFile.parse({ ...rest, isConstruction: isConstruction === 'yes' }),
    documentId,
    isKnown: known === 'yes',
  }))

export const actions: Actions = {
  default: (event) =>
    handleStaffForm(event, Opening, async ({ file, documentId, isKnown }) => {
      const officer = requireDocumentHandler(event.locals.actor)
      const id = await perform(officer, async (work) => {
        const opened = await openWorkFile(work, file)
        if (documentId) await fileDocument(work, opened, documentId, { isKnown })
        return opened
      })
      redirect(303, `/van-ban/ho-so/${id}?xong=${documentId ? 'xep' : 'mo'}`)
    }),
}
