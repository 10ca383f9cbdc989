/** Tài chính: who keeps the money of an agency: refunds, receipts, money that fits nothing. */
import type { RolesOfRoom } from '#server/platform/roles.ts'

export const paymentRoles = {
  finance: {},
} as const satisfies RolesOfRoom

declare module '#server/platform/roles.ts' {
  interface RolesOfRooms {
    payments: keyof typeof paymentRoles
  }
}
