/** Thanh toán: charges, orders and the evidence that settles them. The only file other modules and pages may import. */

export {
  endAccount,
  enterAccount,
  getAccountFor,
  listAccountsFor,
  verifyAccount,
} from './accounts/administer-accounts.ts'
export { findHolder } from './accounts/find-holder.ts'
export { loadDemoAccounts } from './accounts/load-demo-accounts.ts'
export { verifiedAccounts } from './accounts/verified-accounts.ts'
export { makeCharges, replaceCharges } from './charges/make-charges.ts'
export {
  type ChargeView,
  chargesOf,
  countOwed,
  listOwnCharges,
  nameFees,
  toPay,
} from './charges/view-charges.ts'
export { chargePaid, moneyReceived, orderEnded, orderUnknown } from './events.ts'
export { gatewayKinds } from './gateways/adapters.ts'
export {
  addGatewayKey,
  changeGateway,
  getGatewayFor,
  listGatewaysFor,
  openGateway,
  retireGatewayKey,
} from './gateways/administer-gateways.ts'
export { demoMerchant, loadDemoGateways } from './gateways/demo-gateways.ts'
export { gatewayKeys } from './gateways/gateway-keys.ts'
export { noticeAddress } from './gateways/notice-address.ts'
export { channelsCondition, noticesCondition, suspenseCondition } from './health/payment-conditions.ts'
export { viewChannelHealth } from './health/view-health.ts'
export { balances, statement } from './ledger/balances.ts'
export { receivedOn } from './ledger/received-on.ts'
export {
  type ChargeItem,
  type Due,
  suspenseKinds,
} from './model.ts'
export { createOrder } from './orders/create-order.ts'
export { markOf, payLink } from './orders/mark.ts'
export { cancelOrder, showOrder } from './orders/move-order.ts'
export { findLastWay, listWaysToPay, payThrough } from './orders/pay-through.ts'
export { renewOrder } from './orders/renew-order.ts'
export { type OrderView, openByMark, viewOrder } from './orders/view-order.ts'
export { listCollectors, SetCollector, setCollector } from './receipts/collectors.ts'
export { cancelReceipt, replaceReceipt } from './receipts/end-receipt.ts'
export { loadDemoCollectors } from './receipts/load-demo-collectors.ts'
export {
  getReceipt,
  listReceipts,
  openReceipt,
  receiptsOfCharges,
  receiptsOfOrder,
} from './receipts/read-receipts.ts'
export { receiptsCondition } from './receipts/receipts-condition.ts'
export { lastDayOfPaper } from './receipts/rules.ts'
export { summariseDay } from './receipts/summarise-day.ts'
export {
  approveRefund,
  askRefund,
  declineRefund,
  isAccountNeeded,
  PayerAccount,
} from './refunds/ask-refund.ts'
export {
  failRefund,
  getRefund,
  listRefunds,
  recordRefundSent,
  refundCashAtCounter,
} from './refunds/prove-refund.ts'
export { mayTakeCash, takeCash } from './settle/take-cash.ts'
export { dropLines, settleLines } from './statements/decide-lines.ts'
export { importStatement, mostStatementBytes } from './statements/import-statement.ts'
export { listStatements, openStatement, statementOf, viewStatement } from './statements/view-statements.ts'
export {
  confirmSuspense,
  listSuspense,
  proposeSuspense,
  sumSuspense,
  viewSuspense,
  withdrawProposal,
} from './suspense/settle-suspense.ts'
