/** Where the browser's script sends files in pieces. Without script, forms carry them whole. */
import { json } from '@sveltejs/kit'
import { z } from 'zod'
import { createUpload } from '#server/platform/files/index.ts'
import { formUnreadable } from '#server/platform/forms/refusals.ts'
import { requireSignedIn } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { answerUpload } from './answer-upload.ts'

const NewUpload = z.strictObject({ name: z.string().min(1).max(200), size: z.number().int() })

/** Begins an upload. */
export const POST = ({ request, locals }) =>
  answerUpload(async () => {
    const owner = requireSignedIn(locals.actor)
    if (Number(request.headers.get('content-length') ?? 4096) > 4096) throw formUnreadable()
    const wanted = NewUpload.safeParse(await request.json().catch(() => undefined))
    if (!wanted.success) throw formUnreadable()
    const { id, offset } = await perform(owner, (work) => createUpload(work, owner, wanted.data))
    return json({ id, offset }, { status: 201 })
  })
