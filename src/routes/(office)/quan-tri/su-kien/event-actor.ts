/** Who an event of the log is by. Whoever signs in is nobody to the program until it is done: the account says who it was. */
import { provedByOwner, triedByAnyone } from '#server/modules/identity/index.ts'
import { m } from '#shared/messages/index.ts'

interface Logged {
  name: string
  subjectId: string
  actorKind: string
  actorId: string | null
  data: unknown
}

const named = (types: readonly { eventName: string }[]) => new Set(types.map(({ eventName }) => eventName))
const ownDoings = named(provedByOwner)
const attempts = named(triedByAnyone)

/** The account whose name tells who it was. */
export function accountOf({ name, subjectId, actorKind, actorId }: Logged): string | undefined {
  if (actorId) return actorId
  const isNobodyYet = actorKind === 'system' || actorKind === 'anonymous'
  return isNobodyYet && (ownDoings.has(name) || attempts.has(name)) ? subjectId : undefined
}

/** By name where it is staff; citizens are not named in the log's list. */
export function whoDid(event: Logged, names: ReadonlyMap<string, string>): string {
  const words = m.administration.events
  const account = accountOf(event)
  const name = account && names.get(account)
  const kind = words.actors[event.actorKind] ?? event.actorKind
  if (event.actorId || !account) return name ?? kind
  if (attempts.has(event.name)) return name ? words.someoneAs(name) : words.someone
  return name ?? words.actors.citizen ?? kind
}
