/** Thanh toán: charges, orders and the evidence that settles them. The only file other modules and pages may import. */
export { loadDemoAccounts } from './accounts/load-demo-accounts.ts'
export { type ChargeItem, channels, type Due, type OrderState, type SuspenseKind } from './model.ts'
