/** Every mailbox is looked into, one after the other; what keeps one from being read is said to its clerk and holds up no other. */
import { system } from '#server/platform/actor.ts'
import { log, stackOf } from '#server/platform/log.ts'
import { perform } from '#server/platform/work.ts'
import { listAskedMails } from './again-queries.ts'
import { fetchAgain, fetchMails, MailboxFailed, usualFetch } from './fetch-mails.ts'
import { readMailboxPassword } from './mailbox-password.ts'
import { listActiveMailboxes, type Mailbox, noteChecked } from './mailbox-queries.ts'
import { takeAgain, takeMail, unfetchedKey } from './take-mail.ts'

/** Longer than this no look begins: the next minute goes on where this one stopped. */
const mostTime = 200_000

export async function readMailboxes(): Promise<void> {
  const end = performance.now() + mostTime
  for (const mailbox of await perform(system, ({ tx }) => listActiveMailboxes(tx))) {
    if (performance.now() > end) return
    await readMailbox(mailbox)
  }
}

/** One look into one mailbox. */
export async function readMailbox(mailbox: Mailbox, limits = usualFetch): Promise<void> {
  const problem = await look(mailbox, limits)
  await perform(system, ({ tx, now }) => noteChecked(tx, mailbox, problem ?? null, now))
}

async function look(mailbox: Mailbox, limits: typeof usualFetch): Promise<string | undefined> {
  // Until an administrator has said that it is the agency's, no machine is spoken to because a clerk named it.
  if (mailbox.confirmedAt === null) return 'unconfirmed'
  const password = readMailboxPassword(mailbox.agencyId)
  if (password === undefined) return 'no_password'
  try {
    await fetchMails(mailbox, password, (mail) => takeMail(mailbox, mail), limits)
    await lookAgain(mailbox, password, limits)
    return undefined
  } catch (failure) {
    if (failure instanceof MailboxFailed) return failure.why
    log.error({ agency: mailbox.agencyId, error: stackOf(failure) }, 'a mail was not taken in')
    return 'not_taken'
  }
}

/** What its clerks asked for, behind what is new. */
async function lookAgain(mailbox: Mailbox, password: string, limits: typeof usualFetch): Promise<void> {
  const asked = await perform(system, ({ tx }) => listAskedMails(tx, mailbox.agencyId))
  if (asked.length === 0) return
  const wanted = asked.map((one) => ({
    ...one,
    isIt: (mail: Parameters<typeof unfetchedKey>[0]) => unfetchedKey(mail) === one.key,
  }))
  await fetchAgain(mailbox, password, wanted, (one, mail) => takeAgain(mailbox, one, mail), limits)
}
