/** An administrator confirms that the machine a clerk named is the mailbox of the agency: only then is it spoken to. */
import { z } from 'zod'
import { listAgencies } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { mailboxConfirmed } from '../../events.ts'
import { mailboxMoved } from '../refusals.ts'
import { listMailboxes, type Mailbox, noteConfirmed } from './mailbox-queries.ts'

/** What stood on the page: what was changed meanwhile is not confirmed unseen. */
export const ConfirmMailbox = z.object({
  agencyId: z.string().max(100),
  host: z.string().max(253),
  port: z.coerce.number().int().min(1).max(65_535),
  isConfirmed: z.enum(['yes', 'no']),
})
export type ConfirmMailbox = z.infer<typeof ConfirmMailbox>

/** The mailboxes of all agencies, those that wait first. */
export async function listMailboxesFor(
  work: Work,
  officer: Officer,
): Promise<(Mailbox & { agency: string })[]> {
  requireRole(officer, 'administrator')
  const names = new Map((await listAgencies(work, localDay(work.now))).map(({ id, name }) => [id, name]))
  return (await listMailboxes(work.tx)).map((one) => ({
    ...one,
    agency: names.get(one.agencyId) ?? one.agencyId,
  }))
}

/** Confirms it, or says that it is not to be read any more. */
export async function confirmMailbox(
  work: Work,
  officer: Officer,
  { isConfirmed, ...place }: ConfirmMailbox,
): Promise<void> {
  requireRole(officer, 'administrator')
  const said =
    isConfirmed === 'yes'
      ? { confirmedBy: officer.id, confirmedAt: work.now }
      : { confirmedBy: null, confirmedAt: null }
  if (!(await noteConfirmed(work.tx, place, said))) throw mailboxMoved()
  await work.record(
    mailboxConfirmed(officer.id, { agencyId: place.agencyId, isConfirmed: isConfirmed === 'yes' }),
  )
}
