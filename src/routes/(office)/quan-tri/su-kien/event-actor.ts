/** Who an event of the log is by. Whoever signs in is nobody to the program until it is done: the account says who it was. */
import { m } from '#shared/messages/index.ts'

interface Logged {
  name: string
  subjectId: string
  actorKind: string
  actorId: string | null
  data: unknown
}

/** What the owner of the account, its subject, did and proved; and what anybody may have tried. */
const ownDoings = [
  'identity.signed_in',
  'identity.confirmed',
  'identity.account_linked',
  'identity.second_factor_enrolled',
]
const attempts = ['identity.sign_in_failed', 'identity.confirmation_failed']

/** The account whose name tells who it was. */
export function accountOf({ name, subjectId, actorKind, actorId }: Logged): string | undefined {
  if (actorId) return actorId
  const isNobodyYet = actorKind === 'system' || actorKind === 'anonymous'
  return isNobodyYet && [...ownDoings, ...attempts].includes(name) ? subjectId : undefined
}

/** By name where it is staff; citizens are not named in the log's list. */
export function whoDid(event: Logged, names: ReadonlyMap<string, string>): string {
  const words = m.admin.events
  const account = accountOf(event)
  const name = account && names.get(account)
  const kind = words.actors[event.actorKind] ?? event.actorKind
  if (event.actorId || !account) return name ?? kind
  if (attempts.includes(event.name)) return name ? words.someoneAs(name) : words.someone
  return name ?? words.actors.citizen ?? kind
}
