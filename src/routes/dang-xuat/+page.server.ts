import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { getService } from '#server/modules/catalogue/index.ts'
import { listDrafts } from '#server/modules/dossiers/index.ts'
import {
  accountIdOf,
  clearBrowser,
  safeReturnPath,
  sessionCookie,
  signOut,
} from '#server/modules/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { listParkedPaths, parkInput } from '#server/platform/forms/park-input.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { homeOf } from '#ui/layout/office-rooms.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { namePage } from './name-page.ts'

/** What the office's pages send along: the page, and what was typed there and not sent. */
const Typed = z.object({
  path: z
    .string()
    .regex(/^\/[a-z]/)
    .max(300)
    .refine((path) => readablePath(path) !== undefined),
  fields: z
    .array(z.tuple([z.string().max(200), z.string().max(20_000)]))
    .min(1)
    .max(200),
})

export const load: PageServerLoad = ({ locals, request, url }) => {
  const from = URL.parse(request.headers.get('referer') ?? '')
  const path = from && from.origin === url.origin ? `${from.pathname}${from.search}` : null
  return { stay: safeReturnPath(path, homeOf(locals.actor)) }
}

export const actions: Actions = {
  default: async ({ cookies, locals, request, setHeaders }) => {
    // Whatever was sent along, signing out goes on.
    const form = await request.formData().catch(() => new FormData())
    const typed = readTyped(form.get('typed'))
    const { actor } = locals
    if (typed && (actor.kind === 'citizen' || actor.kind === 'officer'))
      await parkInput(accountIdOf(actor), typed)
    const unsent = form.has('knows') ? [] : await listUnsent(actor)
    if (unsent.length > 0) return { unsent }

    const token = cookies.get(sessionCookie)
    await perform(actor, (work) => signOut(work, token))
    setHeaders(clearBrowser(cookies))
    redirect(303, '/')
  },
}

/** As people read it; undefined for what is no encoded path. */
function readablePath(path: string): string | undefined {
  try {
    return decodeURI(path)
  } catch {
    return undefined
  }
}

function readTyped(value: FormDataEntryValue | null): z.infer<typeof Typed> | undefined {
  try {
    return typeof value === 'string' ? Typed.parse(JSON.parse(value)) : undefined
  } catch {
    // Not ours: signing out goes on.
    return undefined
  }
}

/** What is begun and not sent, by its name: it stays sealed on the server for its owner. */
async function listUnsent(actor: Actor): Promise<{ href: string; name: string }[]> {
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') return []
  const paths = await listParkedPaths(accountIdOf(actor))
  const waiting = paths.map((href) => ({ href, name: m.identity.signOut.typedAt(namePage(href)) }))
  if (actor.kind === 'officer') return waiting
  return perform(actor, async (work) => {
    const drafts: { href: string; name: string }[] = []
    for (const { serviceCode } of await listDrafts(work, actor)) {
      const { name } = await getService(work, serviceCode)
      drafts.push({ href: `/nop/${serviceCode}`, name: m.identity.signOut.draftOf(name) })
    }
    const isDraft = (href: string) => drafts.some((draft) => href.startsWith(`${draft.href}/`))
    return [...drafts, ...waiting.filter(({ href }) => !isDraft(href))]
  })
}
