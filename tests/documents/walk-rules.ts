/** What must hold of a draft at any moment, said once more and otherwise than the database says it. */
import type { Document } from '#server/modules/documents/queries.ts'
import type { RouteState, Step } from '#server/modules/documents/route/model.ts'
import type { Route } from '#server/modules/documents/route/route-queries.ts'
import { localDay } from '#shared/dates.ts'
import type { listActs } from './walk-queries.ts'

type Action = Awaited<ReturnType<typeof listActs>>[number]

interface Folded {
  state: RouteState
  version: number
  /** The text each step of the running route agreed to. */
  agreed: Map<number, number>
  steps: Step[]
  /** What did not follow, in words. */
  wrong: string[]
  status: string
  /** The number it holds, while it is being signed. */
  held: string | undefined
  /** The file that was set, and was shown. */
  set: string | null
}

/** The state of a draft, from nothing but its actions. */
export function foldRoute(actions: readonly Action[]): Folded {
  const folded: Folded = {
    state: 'drafting',
    version: 0,
    agreed: new Map(),
    steps: [],
    wrong: [],
    status: 'draft',
    held: undefined,
    set: null,
  }
  for (const action of actions) foldOne(folded, action)
  return folded
}

function foldOne(folded: Folded, action: Action): void {
  const { kind, version, data } = action
  foldNumber(folded, action)
  const given = (data ?? {}) as { steps?: Step[]; step?: number }
  const wanted = folded.steps.flatMap(({ skipped }, index) => (skipped ? [] : [index]))
  switch (kind) {
    case 'draft':
      Object.assign(folded, { state: 'drafting', version: version ?? 0, agreed: new Map(), steps: [] })
      return
    case 'submit':
      folded.steps = given.steps ?? []
      folded.agreed = new Map()
      folded.state = folded.steps.every(({ skipped }) => skipped) ? 'approved' : 'in_route'
      return
    case 'approve': {
      if (given.step !== wanted.find((index) => !folded.agreed.has(index)))
        folded.wrong.push('a step out of turn')
      folded.agreed.set(given.step ?? -1, version ?? -1)
      folded.state = wanted.every((index) => folded.agreed.has(index)) ? 'approved' : 'in_route'
      return
    }
    case 'return':
      folded.state = 'returned'
      return
    case 'withdraw':
      folded.state = 'withdrawn'
      return
    case 'discard':
      Object.assign(folded, { state: 'discarded', status: 'discarded' })
      return
    case 'reserve':
      if (folded.state !== 'approved') folded.wrong.push('a number for what was not approved')
      if (wanted.some((index) => folded.agreed.get(index) !== folded.version))
        folded.wrong.push('a number for another text than was approved')
      folded.status = 'signing'
      return
    case 'void':
      folded.status = 'draft'
      return
    case 'issue':
      Object.assign(folded, { state: 'issued', status: 'issued' })
      return
    case 'revoke':
    case 'replace':
      if (folded.status !== 'issued') folded.wrong.push('taken back and not issued')
      folded.status = 'revoked'
      return
  }
}

/** One number at a time, of the year it is confirmed in; issued or empty with a reason; and the file that was set is the one confirmed. */
function foldNumber(folded: Folded, { kind, number, year, at, reason, sha256 }: Action): void {
  const named = `${number}/${year}`
  switch (kind) {
    case 'reserve':
      if (folded.held) folded.wrong.push('two numbers at once')
      if (year !== Number(localDay(at).slice(0, 4))) folded.wrong.push('a number of another year')
      Object.assign(folded, { held: named, set: null })
      return
    case 'prepare':
      folded.set = sha256
      return
    case 'confirm':
      if (!folded.held?.endsWith(`/${localDay(at).slice(0, 4)}`))
        folded.wrong.push('confirmed in another year than its number')
      if (!sha256 || sha256 !== folded.set) folded.wrong.push('confirmed another file than was set')
      return
    case 'void':
    case 'issue':
      if (folded.held !== named) folded.wrong.push(`${kind} of a number it does not hold`)
      if (kind === 'void' && !reason) folded.wrong.push('a number empty without a reason')
      folded.held = undefined
  }
}

interface Seen {
  document: Document | undefined
  route: Route | undefined
  actions: readonly Action[]
  folded: Folded
}

/** What does not hold, in words. */
export function problemsOf({ document, route, actions, folded }: Seen): string[] {
  // One that was given up shows itself to nobody.
  const status = document?.status ?? 'discarded'
  const kinds = actions.map(({ kind }) => kind)
  const found = [...folded.wrong]
  if (route?.state !== folded.state)
    found.push(`the route is ${route?.state}, its actions say ${folded.state}`)
  if (status !== folded.status) found.push(`it is ${status}, its actions say ${folded.status}`)
  if (route && route.version !== folded.version && folded.state !== 'discarded')
    found.push('another version in the route')
  if (actions.some(({ seq }, index) => seq !== index + 1)) found.push('a gap among its actions')
  const issued = kinds.filter((kind) => kind === 'issue').length
  if (issued > 1) found.push('issued twice')
  const last = kinds.lastIndexOf('issue')
  if (
    issued === 1 &&
    kinds.slice(0, last).lastIndexOf('confirm') < kinds.slice(0, last).lastIndexOf('reserve')
  )
    found.push('issued and not confirmed')
  if (route?.seal === 'by_clerk' && issued === 1 && !kinds.includes('sign'))
    found.push('sealed before it was signed')
  return found
}
