/**
 * The payment platform of the national public service portal. No public specification was found; what is known is that an order is sent
 * there, that a signed callback follows which is idempotent by its transaction code, that it can be asked instead, and its states. The
 * names of fields, the addresses and the signature here are unverified and to be replaced by what the contract with it says.
 */
import { orderAdapter } from './wallet.ts'

/** Its states. What it has refunded is no payment any more, and no loss of ours: people look at it. */
const nationalOutcomes = {
  created: 'pending',
  pending: 'pending',
  paid: 'paid',
  failed: 'failed',
  expired: 'failed',
  refunded: 'refunded',
}

export const nationalAdapter = orderAdapter('national', nationalOutcomes)
