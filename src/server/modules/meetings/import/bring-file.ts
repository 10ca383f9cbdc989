/** A file recorded elsewhere is brought in pieces, each kept once it is confirmed, and goes on where the line broke. */

import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Officer } from '#server/platform/actor.ts'
import { releaseFile, stageAside, storeOwn, useFiles } from '#server/platform/files/index.ts'
import { askAsProgram, perform, type Work } from '#server/platform/work.ts'
import { formatDateTime, localDay, startOfLocalDay } from '#shared/dates.ts'
import { soundFileBrought, soundFileDropped } from '../events.ts'
import { findKeeping } from '../recording/listening-queries.ts'
import {
  beginsElsewhen,
  chunkBroken,
  clockUnread,
  notRecorded,
  notYours,
  pieceOther,
  soundFileGone,
  soundFileLarge,
  soundFilesMany,
  soundGone,
} from '../refusals.ts'
import { type Attended, requireMeeting, requireRunner } from '../rights.ts'
import {
  BringFile,
  clockMs,
  earlyMs,
  mostBytes,
  mostFiles,
  PieceHead,
  pieceBytes,
  piecesOf,
  sizeOfPiece,
} from './model.ts'
import {
  changeSoundFile,
  deletePieces,
  findSoundFile,
  insertPiece,
  insertSoundFile,
  listPieces,
  listSoundFiles,
  lockSoundFile,
  measureCut,
  type SoundFile,
} from './queries.ts'

/** How far it has come. */
export interface Brought {
  pieceBytes: number
  pieces: number
  /** The numbers of the pieces that are here. */
  here: number[]
}

/**
 * Begins to bring a file under an id the page made, by whoever runs the meeting, while it runs or once it is over; again, it says what is here. Its
 * beginning is said by the clock and lies within the meeting or an hour before. Refuses where a meeting has no sound, or its sound was let go; what is too
 * large, one too many, and a disk without room for it.
 */
export async function bringFile(
  officer: Officer,
  meetingId: string,
  id: string,
  input: BringFile,
): Promise<Brought> {
  const { name, size, clock } = BringFile.parse(input)
  const known = await perform(officer, async (work) => {
    await requireRunner(work, officer, meetingId, 'running', 'closed')
    return findSoundFile(work.tx, id)
  })
  if (known) return perform(officer, (work) => goOn(work, officer, meetingId, id))
  if (size > mostBytes) throw soundFileLarge({ most: mostBytes })
  // Its pieces, and once more while it is cut.
  await (await stageAside(2 * size)).discard()
  return perform(officer, async (work) => {
    const attended = await requireRunner(work, officer, meetingId, 'running', 'closed')
    const { meeting } = attended
    if (meeting.secrecy === 'closed' || meeting.isSimulated) throw notRecorded()
    if ((await findKeeping(work.tx, meetingId))?.releasedAt) throw soundGone()
    if ((await listSoundFiles(work.tx, meetingId)).length >= mostFiles)
      throw soundFilesMany({ most: mostFiles })
    const begunAt = beginningOf(work, attended, clock)
    const [broughtBy, broughtAt] = [officer.id, work.now]
    const row = { id, meetingId, name, size, begunAt, broughtBy, broughtAt, state: 'sending' as const }
    if (await insertSoundFile(work.tx, row))
      await work.record(soundFileBrought(meetingId, { agencyId: meeting.agencyId, recordingId: id, size }))
    return goOn(work, officer, meetingId, id)
  })
}

/** On the day the meeting began; refuses what cannot be read, and what does not belong to it. */
function beginningOf({ now }: Work, { meeting }: Attended, clock: string): Date {
  const ms = clockMs(clock)
  if (ms === undefined) throw clockUnread()
  const startedAt = meeting.startedAt ?? now
  const begunAt = new Date(startOfLocalDay(localDay(startedAt)).getTime() + ms)
  const end = meeting.closedAt ?? now
  if (begunAt >= end || begunAt.getTime() < startedAt.getTime() - earlyMs)
    throw beginsElsewhen({ from: formatDateTime(startedAt), to: formatDateTime(end) })
  return begunAt
}

async function goOn(work: Work, officer: Officer, meetingId: string, id: string): Promise<Brought> {
  const { size } = await requireOwn(work, officer, meetingId, await findSoundFile(work.tx, id))
  const here = (await listPieces(work.tx, id)).map(({ number }) => number)
  return { pieceBytes, pieces: piecesOf(size), here }
}

/**
 * Takes in one piece, in any order and however often it is sent; stored before it is confirmed. The last that was missing lets the file be cut.
 * Refuses what arrived otherwise than it was sent, and a number that was given to another.
 */
export async function takePiece(
  officer: Officer,
  meetingId: string,
  id: string,
  input: PieceHead,
  source: Readable,
): Promise<{ isWhole: boolean }> {
  const { number, sha256 } = PieceHead.parse(input)
  const file = await perform(officer, async (work) =>
    requireOwn(work, officer, meetingId, await findSoundFile(work.tx, id)),
  )
  const bytes = await readPiece(source, sizeOfPiece(file.size, number))
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256) throw chunkBroken({ number })
  await storeOwn(bytes, 'application/octet-stream')
  return perform(officer, async (work) => {
    const { size } = await requireOwn(work, officer, meetingId, await lockSoundFile(work.tx, id))
    const here = await listPieces(work.tx, id)
    const there = here.find((one) => one.number === number)
    if (there && there.sha256 !== sha256) throw pieceOther()
    if (!there) {
      await askAsProgram(work, () => useFiles(work, [sha256], usedBy(id, number)))
      await insertPiece(work.tx, id, number, sha256)
    }
    const isWhole = here.length + (there ? 0 : 1) === piecesOf(size)
    if (isWhole) await changeSoundFile(work.tx, id, { state: 'waiting' })
    return { isWhole }
  })
}

/** Exactly so many bytes, or undefined. */
async function readPiece(source: Readable, size: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of source.iterator({ destroyOnReturn: false })) {
    parts.push(part as Buffer)
    length += (part as Buffer).length
    if (length > size) return undefined
  }
  return length === size && size > 0 ? Buffer.concat(parts) : undefined
}

/** Bỏ tệp: what is not cut yet, or was refused, is let go; by whoever runs the meeting. */
export async function dropFile(work: Work, officer: Officer, meetingId: string, id: string): Promise<void> {
  const { meeting } = await requireRunner(work, officer, meetingId, 'running', 'closed')
  const file = await lockSoundFile(work.tx, id)
  if (file?.meetingId !== meetingId) throw soundFileGone()
  if (file.state === 'dropped') return
  if (file.state !== 'sending' && file.state !== 'refused') throw soundFileGone()
  await letGo(work, id)
  await changeSoundFile(work.tx, id, { state: 'dropped' })
  await work.record(soundFileDropped(meetingId, { agencyId: meeting.agencyId, recordingId: id }))
}

/** Its pieces are held no more. */
export async function letGo(work: Work, id: string): Promise<void> {
  for (const { number, sha256 } of await listPieces(work.tx, id))
    await askAsProgram(work, () => releaseFile(work, sha256, usedBy(id, number)))
  await deletePieces(work.tx, id)
}

function usedBy(id: string, number: number): string {
  return `meetings.sound_piece:${id}/${number}`
}

async function requireOwn(
  work: Work,
  officer: Officer,
  meetingId: string,
  file: SoundFile | undefined,
): Promise<SoundFile> {
  const { mayRun } = await requireMeeting(work, officer, meetingId)
  if (!mayRun) throw notYours()
  if (file?.meetingId !== meetingId || file.broughtBy !== officer.id || file.state !== 'sending')
    throw soundFileGone()
  return file
}

export interface ListedFile extends SoundFile {
  /** Of its bytes, as far as they are here. */
  hereBytes: number
  /** How much of it was cut and can be heard. */
  cutMs: number
  /** The loudest sample of what was cut; 0 where nothing was. */
  peak: number
  isOwn: boolean
}

/** What was brought to a meeting and not dropped, for whoever runs it. */
export async function listFiles(work: Work, officer: Officer, meetingId: string): Promise<ListedFile[]> {
  const { mayRun } = await requireMeeting(work, officer, meetingId)
  if (!mayRun) return []
  const listed: ListedFile[] = []
  for (const file of await listSoundFiles(work.tx, meetingId)) {
    if (file.state === 'dropped') continue
    const here = await listPieces(work.tx, file.id)
    const { lengthMs, peak } = await measureCut(work.tx, file.id)
    listed.push({
      ...file,
      hereBytes: here.reduce((sum, { number }) => sum + sizeOfPiece(file.size, number), 0),
      cutMs: lengthMs,
      peak,
      isOwn: file.broughtBy === officer.id,
    })
  }
  return listed
}
