/** Quản trị: who opens accounts and entrusts them with roles. */
import type { RolesOfRoom } from '#server/platform/roles.ts'

export const identityRoles = {
  administrator: { seesProvince: true },
} as const satisfies RolesOfRoom

declare module '#server/platform/roles.ts' {
  interface RolesOfRooms {
    identity: keyof typeof identityRoles
  }
}
