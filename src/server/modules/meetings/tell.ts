/** Who is told what of a meeting: never what it is about, only its day and its hour. */
import { type NotifyStaff, notifyStaff } from '#server/modules/notifications/index.ts'
import type { Work } from '#server/platform/work.ts'
import { formatTime, localDay } from '#shared/dates.ts'
import type { Meeting, Person } from './look/queries.ts'

type About = Pick<Meeting, 'id' | 'agencyId' | 'startsAt'>

/**
 * Tells those of them who have an account, and whoever goes in their stead; `fact` is what they are told of, once for each time they are
 * invited: whoever no longer was and is again has a line of their own.
 */
export function tellInvited(
  work: Work,
  { id, agencyId, startsAt }: About,
  people: readonly Person[],
  kind: string,
  fact: string,
): Promise<number> {
  const doer = work.actor.kind === 'officer' ? work.actor.id : undefined
  const data = { day: localDay(startsAt), time: formatTime(startsAt) }
  const facts = people.flatMap((person) =>
    [person.accountId, person.substituteId].flatMap((accountId): NotifyStaff[] =>
      accountId === null || accountId === doer
        ? []
        : [
            {
              key: `${kind} ${id} ${person.id} ${fact}`,
              accountId,
              agencyId: person.agencyId ?? agencyId,
              kind,
              path: `/hop/${id}`,
              data,
            },
          ],
    ),
  )
  return notifyStaff(work, ...facts)
}
