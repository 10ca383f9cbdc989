/** Chương trình họp: points in their order, until their turn has come. */
import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { agendaChanged } from '../events.ts'
import { changeItem, deleteItem, type Item, insertItems, isConcluded, listItems } from '../look/queries.ts'
import { AgendaItem, most } from '../model.ts'
import { itemConcluded, itemGone, tooMany } from '../refusals.ts'
import { requireRunner } from '../rights.ts'
import { refuseMarks } from './call-meeting.ts'

export const PutItem = AgendaItem.extend({ id: z.uuid().optional() })
export type PutItem = z.input<typeof PutItem>

/** Adds a point at the end, or says otherwise what the one of this id is; also while the meeting runs. */
export async function putItem(work: Work, officer: Officer, id: string, input: PutItem): Promise<void> {
  const { id: itemId, ...item } = PutItem.parse(input)
  refuseMarks([item.title])
  await change(work, officer, id, async (items) => {
    if (itemId) {
      if (!items.some((one) => one.id === itemId)) throw itemGone()
      return changeItem(work.tx, itemId, item)
    }
    if (items.length >= most.items) throw tooMany({ most: most.items })
    const position = (items.at(-1)?.position ?? 0) + 1
    return insertItems(work.tx, [{ id: newId(), meetingId: id, position, ...item }])
  })
}

/** Takes out a point whose turn has not come; one of which something was concluded stays. */
export async function dropItem(work: Work, officer: Officer, id: string, itemId: string): Promise<void> {
  await change(work, officer, id, async (items) => {
    const at = items.findIndex((one) => one.id === itemId)
    if (at < 0) return
    if (items[at]?.startedAt) throw itemGone()
    if (await isConcluded(work.tx, itemId)) throw itemConcluded()
    await deleteItem(work.tx, itemId)
    for (const [index, one] of items.toSpliced(at, 1).entries())
      if (one.position !== index + 1) await changeItem(work.tx, one.id, { position: index + 1 })
  })
}

/** One place earlier, before its turn has come and not before one whose turn has. */
export async function raiseItem(work: Work, officer: Officer, id: string, itemId: string): Promise<void> {
  await change(work, officer, id, async (items) => {
    const at = items.findIndex((one) => one.id === itemId)
    const [before, one] = [items[at - 1], items[at]]
    if (!before || !one) return
    if (before.startedAt || one.startedAt) throw itemGone()
    await changeItem(work.tx, one.id, { position: before.position })
    await changeItem(work.tx, before.id, { position: one.position })
  })
}

async function change(
  work: Work,
  officer: Officer,
  id: string,
  task: (items: Item[]) => Promise<void>,
): Promise<void> {
  const { meeting } = await requireRunner(work, officer, id, 'called', 'running')
  await task(await listItems(work.tx, id))
  const items = (await listItems(work.tx, id)).length
  await work.record(agendaChanged(id, { agencyId: meeting.agencyId, items }))
}
