/**
 * What officers may be entrusted with, each for one agency and one span of time. Every room declares the roles of its own work
 * in its `roles.ts`, by name and by what they open elsewhere; `src/server/roles.ts` registers them all.
 */

/** Each room adds its own: a name that no room declares is a type error. */
export interface RolesOfRooms {
  platform: never
}
export type Role = RolesOfRooms[keyof RolesOfRooms]

/** What a role opens outside its own room. The database's own view of the first two stands in `platform.act_as`. */
interface Rights {
  /** Works on the cases of the agency acted for, and sees what belongs to them. */
  handlesCases?: true
  /** Drafts, receives and handles documents of the agency acted for. */
  handlesDocuments?: true
  /** Files for people who are not themselves, at a counter or from another system. */
  filesForOthers?: true
  /** Another system's own, not a person's: it files many and follows them by the public status. */
  isClientSystem?: true
  /** Sees the whole province; held at the province's own agency only. */
  seesProvince?: true
  /** Together with work on cases and sight of the province: the cases of every agency. */
  readsEveryCase?: true
}
export type RolesOfRoom = Record<string, Rights>

const known = new Map<string, Rights>()

/** Makes the roles of these rooms known; src/server/roles.ts does, and nothing else of the program. Twice is as once. */
export function registerRoles(...rooms: RolesOfRoom[]): void {
  for (const [role, rights] of rooms.flatMap(Object.entries)) known.set(role, rights)
}

/** Every role there is, in the order of their registration. */
export function listRoles(): Role[] {
  return [...known.keys()] as Role[]
}

export function isRole(name: unknown): name is Role {
  return known.has(String(name))
}

/** The roles with this right. */
export function rolesWith(right: keyof Rights): [Role, ...Role[]] {
  const [first, ...more] = listRoles().filter((role) => known.get(role)?.[right])
  if (!first) throw new Error(`No role ${right}: src/server/roles.ts is not loaded`)
  return [first, ...more]
}

/** Whether one of these roles has this right. */
export function haveRight(roles: readonly Role[], right: keyof Rights): boolean {
  return roles.some((role) => known.get(role)?.[right])
}
