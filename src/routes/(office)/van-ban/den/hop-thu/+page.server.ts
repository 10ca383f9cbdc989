import { fail, redirect } from '@sveltejs/kit'
import { MailboxPlace, setMailbox, viewMailbox } from '#server/modules/documents/index.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Actions, PageServerLoad } from './$types'

/** Where the mailbox of the agency is, and whether it can be read. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireRole(locals.actor, 'clerk')
  const { mailbox, hasPassword } = await perform(officer, (work) => viewMailbox(work, officer))
  const words = m.documents.incoming.box
  return {
    place: {
      host: mailbox?.host ?? '',
      port: String(mailbox?.port ?? 993),
      secure: mailbox?.secure ?? true,
      login: mailbox?.login ?? '',
      folder: mailbox?.folder ?? 'INBOX',
      trustedHost: mailbox?.trustedHost ?? '',
      active: mailbox?.active ?? true,
    },
    hasPassword,
    isKept: mailbox !== undefined,
    problem:
      mailbox && !mailbox.confirmedAt
        ? words.problems.unconfirmed
        : mailbox?.problem
          ? (words.problems[mailbox.problem] ?? mailbox.problem)
          : '',
    checked: mailbox?.checkedAt ? words.checked(formatDateTime(mailbox.checkedAt)) : words.never,
    isSaved: url.searchParams.get('xong') === 'luu',
  }
}

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const officer = requireRole(locals.actor, 'clerk')
    const posted = new Map((await readPost(request)).fields)
    const text = (name: string) => posted.get(name) ?? ''
    const typed = {
      host: text('host'),
      port: text('port'),
      secure: posted.has('secure'),
      login: text('login'),
      folder: text('folder'),
      trustedHost: text('trustedHost'),
      active: posted.has('active'),
    }
    const parsed = MailboxPlace.safeParse({ ...typed, password: text('password') })
    if (!parsed.success) {
      const wrong = m.documents.incoming.box.wrong
      const fields = parsed.error.issues.map(({ path }) => String(path[0]))
      const issues = Object.fromEntries(fields.map((name) => [name, [wrong[name] ?? '']]))
      return fail(422, { place: typed, issues, refusal: '' })
    }
    try {
      await perform(officer, (work) => setMailbox(work, officer, parsed.data))
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      const refusal = m.refusal(failure.code, failure.details)
      return fail(failure.status, { place: typed, issues: {} as Record<string, string[]>, refusal })
    }
    redirect(303, '/van-ban/den/hop-thu?xong=luu')
  },
}
