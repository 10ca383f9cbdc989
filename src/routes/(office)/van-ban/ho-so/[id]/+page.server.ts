import { error, fail, redirect } from '@sveltejs/kit'
import {
  closeWorkFile,
  filePaper,
  findClass,
  handOver,
  listClasses,
  moveUp,
  placeHold,
  releaseHold,
  takeOut,
  viewWorkFile,
} from '#server/modules/documents/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { receiveFile } from '#server/platform/files/index.ts'
import { readPost, readUploads } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatDate, formatDateTime, type LocalDay, localDay } from '#shared/dates.ts'
import { formatFileSize } from '#shared/file-size.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { normalise } from '#shared/text/index.ts'
import { stateWords } from '../state-words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const words = m.documents.workFiles

/** One work file: its contents, orders to keep, packages. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  return perform(officer, async (work) => {
    const { file, filed, holds, transfers, changes } = await viewWorkFile(work, params.id)
    const people = [
      file.openedBy,
      ...(file.responsible ? [file.responsible] : []),
      ...holds.flatMap(({ placedBy, releasedBy }) => [placedBy, ...(releasedBy ? [releasedBy] : [])]),
      ...transfers.map(({ madeBy }) => madeBy),
    ]
    const names = await namesOfStaff(work, [...new Set(people)])
    const nameOf = (id: string | null) => (id && names.get(id)) || ''
    const day = (at: Date | null) => (at ? formatDate(localDay(at)) : '')
    return {
      id: file.id,
      code: file.code,
      title: file.title,
      retention: findClass(file.retention)?.name ?? file.retention,
      retentionKey: file.retention,
      isConstruction: file.isConstruction,
      classes: classesFor(file.retention, localDay(work.now)),
      opened: `${nameOf(file.openedBy)}, ${day(file.openedAt)}`,
      responsible: nameOf(file.responsible),
      closed: day(file.closedAt),
      state: stateWords(file, localDay(work.now)),
      isOpen: file.closedAt === null,
      isGone: file.destroyedAt !== null,
      isLeader: officer.roles.includes('leader'),
      filed: filed.map(({ id, position, label, dated, documentId, size, parts }) => ({
        id,
        position,
        label,
        dated: dated ? formatDate(dated) : '',
        isDocument: documentId !== null,
        changes: changes.get(documentId ?? '') ?? [],
        size: formatFileSize(Number(size)),
        parts: parts.map((part) => ({ place: part.position, name: normalise(part.originalName) })),
      })),
      standing: holds
        .filter(({ releasedAt }) => releasedAt === null)
        .map(({ id, placedBy, placedAt, reason }) => ({
          id,
          words: words.hold.standing(nameOf(placedBy), day(placedAt), reason),
        })),
      released: holds.flatMap(({ id, releasedAt, releasedBy, releasedWhy }) =>
        releasedAt
          ? [{ id, words: words.hold.released(nameOf(releasedBy), day(releasedAt), releasedWhy ?? '') }]
          : [],
      ),
      transfers: transfers.map(({ id, madeBy, madeAt, files, size, sha256 }) => ({
        id,
        words: words.transfer.made(
          nameOf(madeBy),
          formatDateTime(madeAt),
          files,
          formatFileSize(Number(size)),
        ),
        sha256,
      })),
      done: words.done[url.searchParams.get('xong') ?? ''] ?? '',
    }
  })
}

/** Those given on this day, and the one it was opened with. */
function classesFor(retention: string, on: LocalDay) {
  const given = listClasses(on)
  const own = given.some(({ key }) => key === retention) ? undefined : findClass(retention)
  return [...(own ? [own] : []), ...given].map(({ key, name, for: what }) => ({
    value: key,
    label: `${name}: ${what}`,
  }))
}

export const actions: Actions = {
  'them-giay': async (event) => {
    const officer = requireDocumentHandler(event.locals.actor)
    const { id } = event.params
    let label = ''
    try {
      let received: Awaited<ReturnType<typeof receiveFile>> | undefined
      const post = await readUploads(event.request, async ({ name, source }) => {
        received = await receiveFile(officer, { name, source, signal: event.request.signal })
      })
      label = new Map(post.fields).get('label') ?? ''
      if (post.refused) throw post.refused
      const paper = received
      if (!paper) return fail(422, { label, refusal: words.paper.noFile })
      const { name, sha256, size, mediaType } = paper
      await perform(officer, (work) =>
        filePaper(work, id, { file: { sha256, size, mediaType }, label, originalName: name }),
      )
    } catch (failure) {
      return refused(failure, label)
    }
    redirect(303, `/van-ban/ho-so/${id}?xong=xep`)
  },
  len: (event) => act(event, '', (work, { chosen }) => moveUp(work, event.params.id, chosen)),
  'lay-ra': (event) => act(event, 'lay-ra', (work, { chosen }) => takeOut(work, event.params.id, chosen)),
  dong: (event) =>
    act(event, 'dong', (work, { fields }) =>
      closeWorkFile(work, event.params.id, {
        title: fields.get('title') ?? '',
        retention: fields.get('retention') ?? '',
        isConstruction: fields.get('isConstruction') === 'yes',
      }),
    ),
  giu: (event) => act(event, 'giu', (work, { reason }) => placeHold(work, event.params.id, reason)),
  'bo-giu': (event) =>
    act(event, 'bo-giu', (work, { chosen, reason }) => releaseHold(work, event.params.id, chosen, reason)),
  goi: async (event) => {
    const officer = requireDocumentHandler(event.locals.actor)
    try {
      await handOver(officer, event.params.id)
    } catch (failure) {
      return refused(failure)
    }
    redirect(303, `/van-ban/ho-so/${event.params.id}?xong=goi`)
  },
}

interface Posted {
  /** The line, or the order to keep, it is about. */
  chosen: string
  reason: string
  fields: Map<string, string>
}

async function act(event: RequestEvent, done: string, task: (work: Work, posted: Posted) => Promise<void>) {
  const officer: Officer = requireDocumentHandler(event.locals.actor)
  const fields = new Map((await readPost(event.request)).fields)
  const chosen = fields.get('chosen') ?? ''
  try {
    await perform(officer, (work) => task(work, { chosen, reason: fields.get('reason') ?? '', fields }))
  } catch (failure) {
    return refused(failure)
  }
  redirect(303, `/van-ban/ho-so/${event.params.id}${done ? `?xong=${done}` : ''}`)
}

function refused(failure: unknown, label = '') {
  if (!(failure instanceof Refusal)) throw failure
  return fail(failure.status, { label, refusal: m.refusal(failure.code, failure.details) })
}
