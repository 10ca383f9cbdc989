import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
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
    ? await perform(officer, (work) => findDocumentIfVisible(work, officer, documentId))
    : undefined
  return {
    document: document ? { id: document.id, subject: document.subject } : null,
    classes: classes.map(({ key, name, for: what }) => ({ value: key, label: `${name}: ${what}` })),
    isUnverified: classes.some(({ verified }) => verified === null),
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
  })
  .transform(({ isConstruction, documentId, ...rest }) => ({
    file: OpenWorkFile.parse({ ...rest, isConstruction: isConstruction === 'yes' }),
    documentId,
  }))

export const actions: Actions = {
  default: (event) =>
    handleStaffForm(event, Opening, async ({ file, documentId }) => {
      const officer = requireDocumentHandler(event.locals.actor)
      const id = await perform(officer, async (work) => {
        const opened = await openWorkFile(work, file)
        if (documentId) await fileDocument(work, opened, documentId)
        return opened
      })
      redirect(303, `/van-ban/ho-so/${id}?xong=${documentId ? 'xep' : 'mo'}`)
    }),
}
