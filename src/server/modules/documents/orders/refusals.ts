import { defineRefusal } from '#shared/refusal.ts'

export const orderElsewhere = defineRefusal('documents.order_elsewhere', 409)
export const orderInPast = defineRefusal('documents.order_in_past', 422)
export const tooManyOrders = defineRefusal('documents.too_many_orders', 422)
