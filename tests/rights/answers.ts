/** What the tables of rights are written in: who there is, what they are answered, and the answers met most. */
import type { Opened } from '#server/modules/registry/index.ts'
import type { SceneName } from './scenes.ts'

/** `yes`: done or shown. `sign in`: asked who one is. `no`: it is for others. `none`: as if it did not exist. */
export type Answer = 'yes' | 'sign in' | 'no' | 'none'

export const actors = [
  'stranger',
  /** Whose dossier it is. */
  'citizen',
  'neighbour',
  'clerk',
  'specialist',
  'leader',
  /** A clerk of another commune. */
  'elsewhere',
  'monitor',
  /** Commands the province, and works on no case. */
  'commander',
  /** Commands the province and signs for it: sees every case, acts on none of another agency. */
  'chairman',
  'administrator',
  /** Keeps the money of the clerk's commune, and works on no case. */
  'finance',
  /** Văn thư of the clerk's commune: keeps its registers of documents, takes in what comes, and works on no case. */
  'registrar',
  /** Another system, which files for people. */
  'client',
] as const
export type Actor = (typeof actors)[number]

/**
 * A role that ended yesterday, and a token or session that was ended: nobody. Pages take them for strangers; the contract
 * refuses a credential that is not good even where strangers may come.
 */
export const nobodies = ['expired role', 'revoked token'] as const

export interface Right {
  /** Doors of the contract: `POST /dossiers/{code}/accept`. Those among the pages are in `pages.ts`. */
  api?: string[]
  /** What has to have happened before. */
  scene?: SceneName
  /** The state is used up: whoever may gets one of their own. */
  changes?: boolean
  who: Record<Actor, Answer>
  /** What the citizen finds under “Ai đã xem” of each member of staff who may. */
  seen?: Opened
}

export type Named = Partial<Record<Actor, Answer>>

/** Everyone is answered alike but those who are named. */
export function all(answer: Answer, named: Named = {}): Record<Actor, Answer> {
  return Object.fromEntries(actors.map((actor) => [actor, named[actor] ?? answer])) as Record<Actor, Answer>
}

export const officersOnly = all('yes', { stranger: 'sign in', citizen: 'no', neighbour: 'no' })
/** Whose work is cases, each at their own agency. */
export const desks = all('no', {
  stranger: 'sign in',
  clerk: 'yes',
  specialist: 'yes',
  leader: 'yes',
  elsewhere: 'yes',
  chairman: 'yes',
})
/** Who works on documents, each of their own agency. */
export const handlers = all('no', {
  stranger: 'sign in',
  specialist: 'yes',
  leader: 'yes',
  chairman: 'yes',
  registrar: 'yes',
})
/** The same, of what is not there for them. */
export const handlersOfNone = all('no', {
  stranger: 'sign in',
  specialist: 'none',
  leader: 'none',
  chairman: 'none',
  registrar: 'none',
})
/** Whose work figures and orders are: a desk's those of its own agency. */
export const overseers = { ...desks, monitor: 'yes', commander: 'yes' } as const

/** The case itself: whom it concerns and who works on it. Administering and watching is no reason to read one. */
export const readsCase = all('no', {
  stranger: 'sign in',
  citizen: 'yes',
  neighbour: 'none',
  clerk: 'yes',
  specialist: 'yes',
  leader: 'yes',
  elsewhere: 'none',
  chairman: 'yes',
  client: 'none',
})
/** A step of the work, for those named; the rest as someone who reads the case, or does not. */
export function steps(named: Named): Record<Actor, Answer> {
  return all('no', { stranger: 'sign in', elsewhere: 'none', chairman: 'none', client: 'none', ...named })
}
