import { z } from 'zod'
import {
  createPersonalToken,
  endPersonalToken,
  listPersonalTokens,
  longestTokenDays,
  type TokenScope,
  tokenScopes,
} from '#server/modules/identity/index.ts'
import { hasFreshFactor, requireSignedIn } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const actor = requireSignedIn(locals.actor)
  const tokens = await perform(actor, (work) => listPersonalTokens(work, actor))
  const scopes =
    actor.kind === 'citizen'
      ? tokenScopes.filter(isForCitizens)
      : tokenScopes.filter((scope) => scope !== 'dossiers:sign' || actor.roles.includes('leader'))
  return { tokens, scopes, isFresh: hasFreshFactor(actor) }
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
  create: async ({ request, locals }) => {
    const actor = requireSignedIn(locals.actor)
    let created: { token: string } | undefined
    const result = await handleForm(request, NewToken, async (input) => {
      created = await perform(actor, (work) => createPersonalToken(work, actor, input))
    })
    return result ?? { token: created?.token }
  },

  end: ({ request, locals }) => {
    const actor = requireSignedIn(locals.actor)
    return handleForm(request, Chosen, ({ id }) =>
      perform(actor, (work) => endPersonalToken(work, actor, id)),
    )
  },
}
