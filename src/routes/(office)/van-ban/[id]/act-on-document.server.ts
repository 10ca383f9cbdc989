/** Forms of a document's pages: who may, which document, what is done, and the page again with what was done. */
import { type RequestEvent, redirect } from '@sveltejs/kit'
import type { z } from 'zod'
import { documentNotFound } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { handleStaffForm } from '#ui/form/staff-form.server.ts'

/** Of the address; what is no id is no document. */
export function idOf({ id }: { id: string }): string {
  if (!isId(id)) throw documentNotFound()
  return id
}

/** Reads one form and does it for the officer, then shows the page again (of the document, or one beneath it) with what was done. */
export function actOnDocument<Input>(
  schema: z.ZodType<Input>,
  done: string,
  task: (work: Work, officer: Officer, id: string, input: Input) => Promise<unknown>,
  beneath = '',
) {
  return (event: RequestEvent<{ id: string }>) =>
    handleStaffForm(event, schema, async (input) => {
      const officer = requireDocumentHandler(event.locals.actor)
      const id = idOf(event.params)
      await perform(officer, (work) => task(work, officer, id, input))
      redirect(303, `/van-ban/${id}${beneath}?xong=${done}`)
    })
}
