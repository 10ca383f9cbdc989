/** Chỉ đạo: who gives orders about the figures. */
import type { RolesOfRoom } from '#server/platform/roles.ts'

export const directiveRoles = {
  commander: { seesProvince: true, readsEveryCase: true },
} as const satisfies RolesOfRoom

declare module '#server/platform/roles.ts' {
  interface RolesOfRooms {
    directives: keyof typeof directiveRoles
  }
}
