/** How much one account may hand in: at once, in a day, and while uploads are open. */
import type { Citizen, Officer } from '../actor.ts'
import { type Budget, returnBudget, takeBudget } from '../budget.ts'
import { isClientSystem } from '../rights.ts'
import type { Work } from '../work.ts'
import { lockOwner, sumUploads } from './queries.ts'
import { bytesSpent, tooManyUploads, uploadQuotaUsed } from './refusals.ts'

export type UploadOwner = Citizen | Officer

const maxOpenUploads = 20
const maxUploadBytes = 500 * 1024 * 1024
/** What one account may hand in: an officer who scans for many people all day, and a client system for more. */
const budgets: Record<'citizen' | 'officer' | 'client', Budget> = {
  citizen: { kind: 'bytes', capacity: maxUploadBytes, perHour: 25e6, refuse: bytesSpent },
  officer: { kind: 'bytes', capacity: maxUploadBytes, perHour: 500e6, refuse: bytesSpent },
  client: { kind: 'bytes', capacity: 5e9, perHour: 20e9, refuse: bytesSpent },
}

function budgetOf(owner: UploadOwner): Budget {
  if (owner.kind === 'citizen') return budgets.citizen
  return isClientSystem(owner) ? budgets.client : budgets.officer
}

/** Counts bytes about to come; refuses with the seconds to wait. */
export async function takeBytes(work: Work, owner: UploadOwner, size: number): Promise<void> {
  await takeBudget(work, owner.id, budgetOf(owner), size)
}

/** Bytes that were counted and did not come. */
export async function returnBytes(work: Work, owner: UploadOwner, size: number): Promise<void> {
  await returnBudget(work, owner.id, budgetOf(owner), size)
}

/** A citizen's day is bounded; an officer who scans for many people all day, only by what is still open. */
export async function checkQuota({ tx, now }: Work, owner: UploadOwner, size: number): Promise<void> {
  await lockOwner(tx, owner.id)
  const { open, openBytes, bytes } = await sumUploads(tx, owner.id, now)
  if (open >= maxOpenUploads) throw tooManyUploads({ limit: maxOpenUploads })
  const used = owner.kind === 'citizen' ? bytes : openBytes
  if (used + size > maxUploadBytes) throw uploadQuotaUsed({ limit: maxUploadBytes })
}
