import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  cookieOptions,
  createPersonalToken,
  endPersonalToken,
  listPersonalTokens,
  longestTokenDays,
  newTokenCookie,
  type TokenScope,
  tokenScopes,
} from '#server/modules/identity/index.ts'
import { hasFreshFactor, requireSignedIn } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** How long a token just made waits for the page that shows it. */
const showableMs = 60_000

export const load: PageServerLoad = async ({ locals, cookies, setHeaders }) => {
  const actor = requireSignedIn(locals.actor)
  setHeaders({ 'cache-control': 'no-store' })
  const created = cookies.get(newTokenCookie) ?? ''
  if (created) cookies.delete(newTokenCookie, cookieOptions())
  const tokens = await perform(actor, (work) => listPersonalTokens(work, actor))
  const scopes =
    actor.kind === 'citizen'
      ? tokenScopes.filter(isForCitizens)
      : tokenScopes.filter((scope) => scope !== 'dossiers:sign' || actor.roles.includes('leader'))
  return { tokens, scopes, created, isFresh: hasFreshFactor(actor) }
}

/** The other headings of the contract are for officers. */
const isForCitizens = (scope: TokenScope) => /^(files|dossiers|vault|documents):(read|write)$/.test(scope)

const scopesWrong = () => m.identity.tokens.scopesWrong
const daysWrong = () => m.identity.tokens.daysWrong(longestTokenDays)

const NewToken = z.object({
  label: z.string().min(1).max(80),
  days: z.coerce
    .number({ error: daysWrong })
    .int({ error: daysWrong })
    .min(1, { error: daysWrong })
    .max(longestTokenDays, { error: daysWrong }),
  scopes: z.array(z.enum(tokenScopes)).min(1, { error: scopesWrong }).prefault([]),
})
const Chosen = z.object({ id: z.uuid() })

export const actions: Actions = {
  create: ({ request, locals, cookies }) => {
    const actor = requireSignedIn(locals.actor)
    return handleForm(request, NewToken, async (input) => {
      const { token } = await perform(actor, (work) => createPersonalToken(work, actor, input))
      // The next page shows it and takes it out of the browser; a reload neither makes nor shows another.
      cookies.set(newTokenCookie, token, cookieOptions(new Date(Date.now() + showableMs)))
      redirect(303, '/tai-khoan/ma-truy-cap')
    })
  },

  end: ({ request, locals }) => {
    const actor = requireSignedIn(locals.actor)
    return handleForm(request, Chosen, ({ id }) =>
      perform(actor, (work) => endPersonalToken(work, actor, id)),
    )
  },
}
