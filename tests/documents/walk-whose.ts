/** Whose act each of a draft's is: nobody does in a walk what is another's to do. */
import { localDay } from '#shared/dates.ts'
import type { Looked, World } from './walk-steps.ts'

type Act = Looked['actions'][number]

/** What was done by who may not, in words. */
export function whoseProblems(world: World, { actions, route }: Looked): string[] {
  const { old, heir, delegate, delegatedOn, away } = world
  const deputies = [old.deputy.id, heir.deputy.id]
  const clerks = [old.clerk.id, heir.clerk.id]
  const leaders = [...deputies, old.chair.id, heir.chair.id]
  const isIn = (ids: readonly string[], { actorId }: Act) => ids.includes(actorId ?? '')
  const isAway = (ids: readonly string[], { at }: Act) => ids.some((id) => away.has(`${id} ${localDay(at)}`))
  const maySign = (act: Act) =>
    isIn(leaders, act) || (act.actorId === delegate.id && delegatedOn.has(localDay(act.at)))
  const found: string[] = []
  let holder: string | null = null
  let asker: string | null = null
  for (const act of actions) {
    const { kind, actorId, data } = act
    switch (kind) {
      case 'approve': {
        // By rule of both agencies the deputy reads the content and the clerk the layout; others only for who is away.
        const [theirs, others] = asStep(data) === 0 ? [deputies, [old.chair.id]] : [clerks, deputies]
        if (!isIn(theirs, act) && !(isIn(others, act) && isAway(theirs, act)))
          found.push('approved by whose step it is not')
        break
      }
      case 'reserve':
        holder = actorId
        if (!maySign(act)) found.push('a number for who may not sign')
        break
      case 'confirm':
        if (actorId !== holder) found.push('confirmed by another than took the number')
        break
      case 'issue':
        if (route?.seal === 'by_clerk' ? !isIn(clerks, act) : actorId !== holder)
          found.push('issued by whose it is not')
        break
      case 'void':
        if (actorId !== null && !maySign(act) && !isIn(clerks, act))
          found.push('a number ended by who may not')
        break
      case 'ask_revoke':
        asker = actorId
        break
      case 'revoke':
        if (actorId === asker || !maySign(act)) found.push('taken back by who may not')
    }
  }
  return found
}

const asStep = (data: unknown) => (data as { step?: number } | null)?.step
