/** A clerk says where the mailbox of the agency is. */
import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { mailboxChanged } from '../../events.ts'
import { mailboxPasswordNeeded, mailboxUnfit } from '../refusals.ts'
import { keepMailboxPassword, readMailboxPassword } from './mailbox-password.ts'
import { findMailbox, keepMailbox, type Mailbox } from './mailbox-queries.ts'

export const MailboxPlace = z.object({
  host: z
    .string()
    .trim()
    .max(253)
    .regex(/^[A-Za-z0-9.-]+$/),
  port: z.coerce.number().int().min(1).max(65_535),
  secure: z.boolean(),
  login: z.string().trim().min(1).max(254),
  /** Empty: as it is. */
  password: z.string().max(500),
  folder: z.string().trim().min(1).max(200),
  trustedHost: z
    .string()
    .trim()
    .max(253)
    .regex(/^[A-Za-z0-9.-]*$/),
  active: z.boolean(),
})
export type MailboxPlace = z.infer<typeof MailboxPlace>

export interface MailboxView {
  mailbox: Mailbox | undefined
  hasPassword: boolean
}

export async function viewMailbox(work: Pick<Work, 'tx'>, officer: Officer): Promise<MailboxView> {
  requireRole(officer, 'clerk')
  const mailbox = await findMailbox(work.tx, officer.agencyId)
  return { mailbox, hasPassword: readMailboxPassword(officer.agencyId) !== undefined }
}

/** Without TLS a password goes to no other machine, and one that was kept goes to no other than it was given for. It is read once an administrator confirms it. */
export async function setMailbox(
  work: Work,
  officer: Officer,
  { password, ...place }: MailboxPlace,
): Promise<void> {
  requireRole(officer, 'clerk')
  if (!place.secure && !['127.0.0.1', 'localhost'].includes(place.host)) throw mailboxUnfit()
  const { agencyId, id } = officer
  const known = await findMailbox(work.tx, agencyId)
  const isElsewhere =
    known && (known.host !== place.host || known.port !== place.port || known.login !== place.login)
  if (isElsewhere && !password) throw mailboxPasswordNeeded()
  await keepMailbox(work.tx, { agencyId, ...place, changedBy: id, changedAt: work.now })
  // A mailbox has no identity of its own: the fact is about who changed it.
  await work.record(mailboxChanged(id, { agencyId }))
  if (password) keepMailboxPassword(agencyId, password)
}
