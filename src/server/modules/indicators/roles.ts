/** Giám sát: who watches over the figures of the province. */
import type { RolesOfRoom } from '#server/platform/roles.ts'

export const indicatorRoles = {
  monitor: { seesProvince: true },
} as const satisfies RolesOfRoom

declare module '#server/platform/roles.ts' {
  interface RolesOfRooms {
    indicators: keyof typeof indicatorRoles
  }
}
