/** A form with pictures of a face: held in memory for as long as it takes to look at them, and written nowhere. */
import { fail } from '@sveltejs/kit'
import { mostViewBytes, mostViews, type ViewProblem } from '#server/modules/meetings/index.ts'
import { readUploads } from '#server/platform/forms/read-post.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'

export interface PicturesPost {
  fields: Record<string, string>
  pictures: Buffer[]
}

/** Of more or larger pictures than an enrolment has so much is held that whoever takes them says so. Throws what stands against the form as a whole. */
export async function readPictures(request: Request): Promise<PicturesPost> {
  const pictures: Buffer[] = []
  const post = await readUploads(request, async ({ source }) => {
    const parts: Buffer[] = []
    let size = 0
    for await (const part of source) {
      if (size <= mostViewBytes && pictures.length <= mostViews) parts.push(part)
      size += part.length
    }
    pictures.push(Buffer.concat(parts))
  })
  if (post.refused) throw post.refused
  return { fields: Object.fromEntries(post.fields), pictures }
}

/** The page again, with what is wrong with which picture. Throws what is no refusal. */
export function failWith(failure: unknown, values: Record<string, string>) {
  if (!(failure instanceof Refusal)) throw failure
  const { code, details, status } = failure
  const problems = (details.problems ?? []) as { view: number; problem: ViewProblem }[]
  const pictures = problems.map(({ view, problem }) => m.meetings.faces.problem(view, problem))
  return fail(status, {
    values,
    issues: (pictures.length > 0 ? { pictures } : {}) as Record<string, string[]>,
    refusal: m.refusal(code, details),
  })
}
