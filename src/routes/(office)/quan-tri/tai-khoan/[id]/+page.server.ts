import { z } from 'zod'
import { viewAccount } from '#server/modules/administration/index.ts'
import { listAgencies } from '#server/modules/agencies/index.ts'
import {
  accountNotFound,
  endGrant,
  endSessionsOf,
  grantRole,
  letTryAgain,
  listSessionsOf,
  lockAccount,
  resetPassword,
  resetSecondFactor,
  rolesFor,
  unlockAccount,
} from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { isRole, type Role } from '#server/platform/roles.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay, parseVietnameseDate } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { agencyOptions } from '../../agency-options.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params, url, cookies }) => {
  const officer = requireRole(locals.actor, 'administrator')
  const id = accountIdIn(params.id)
  return perform(officer, async (work) => {
    const agencies = await listAgencies(work, localDay(work.now))
    const account = await viewAccount(work, officer, id)
    return {
      account,
      roles: rolesFor(account.kind),
      sessions: await listSessionsOf(work, officer, id),
      isOwn: id === officer.id,
      agencies: agencyOptions(agencies),
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

/** An address someone has mistyped names no account. */
function accountIdIn(text: string): string {
  const parsed = z.uuid().safeParse(text)
  if (!parsed.success) throw accountNotFound()
  return parsed.data
}

/** A day in three boxes, all empty for none. */
const OptionalDay = z
  .object({ day: z.string().max(2), month: z.string().max(2), year: z.string().max(4) })
  .optional()
  .transform((boxes, context) => {
    if (!boxes || (!boxes.day && !boxes.month && !boxes.year)) return undefined
    const parsed = parseVietnameseDate(`${boxes.day}/${boxes.month}/${boxes.year}`)
    if (parsed.ok) return parsed.day
    context.addIssue({ code: 'custom', message: m.administration.accounts.one.date })
    return z.NEVER
  })

const NewGrant = z
  .object({
    role: z.custom<Role>(isRole, { error: () => m.ui.form.choice }),
    agencyId: z
      .string()
      .min(1, { error: () => m.ui.form.choice })
      .max(100),
    validFrom: OptionalDay,
    validTo: OptionalDay,
    decision: z.string().max(100),
  })
  .superRefine(({ validFrom, validTo }, context) => {
    if (validTo && validTo < (validFrom ?? localDay(new Date()))) {
      context.addIssue({
        code: 'custom',
        path: ['validTo'],
        message: m.administration.accounts.one.wrongOrder,
      })
    }
  })

const Chosen = z.object({ grantId: z.uuid() })

type Event = Parameters<NonNullable<Actions[string]>>[0]

/** An action without anything to fill in. */
function act(done: string, task: (work: Work, officer: Officer, accountId: string) => Promise<void>) {
  return async ({ request, locals, params }: Event) => {
    const officer = requireRole(locals.actor, 'administrator')
    const failure = await handleForm(request, z.object({}), () =>
      perform(officer, (work) => task(work, officer, accountIdIn(params.id))),
    )
    return failure ?? { done }
  }
}

export const actions: Actions = {
  grant: async (event) => {
    let done = 'grant'
    const failure = await handleStaffForm(
      event,
      NewGrant,
      async ({ role, agencyId, validFrom, validTo, decision }) => {
        if (validFrom && validFrom > localDay(new Date())) done = 'grantAhead'
        const officer = requireRole(event.locals.actor, 'administrator')
        const accountId = accountIdIn(event.params.id)
        await perform(officer, (work) =>
          grantRole(work, officer, {
            accountId,
            role,
            agencyId,
            ...(validFrom ? { validFrom } : {}),
            ...(validTo ? { validTo } : {}),
            ...(decision ? { decision } : {}),
          }),
        )
      },
    )
    return failure ?? { done }
  },

  endGrant: async ({ request, locals }) => {
    const officer = requireRole(locals.actor, 'administrator')
    const failure = await handleForm(request, Chosen, ({ grantId }) =>
      perform(officer, (work) => endGrant(work, officer, grantId)),
    )
    return failure ?? { done: 'endGrant' }
  },

  resetPassword: async ({ request, locals, params }) => {
    const officer = requireRole(locals.actor, 'administrator')
    let password: string | undefined
    const failure = await handleForm(request, z.object({}), async () => {
      password = await perform(officer, (work) => resetPassword(work, officer, accountIdIn(params.id)))
    })
    return failure ?? { password }
  },

  lock: act('lock', lockAccount),
  letTryAgain: act('letTryAgain', letTryAgain),
  unlock: act('unlock', unlockAccount),
  resetSecondFactor: act('resetSecondFactor', resetSecondFactor),
  endSessions: act('endSessions', endSessionsOf),
}
