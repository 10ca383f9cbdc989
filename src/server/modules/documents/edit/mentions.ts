/** Who and what may be mentioned in a draft, found while its name is typed; and which of those mentioned are gone. */
import { listAgencies } from '#server/modules/agencies/index.ts'
import { listStaffOf, whoLeft } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Block, Body, Inline, Mention } from '#shared/document/body.ts'
import { findNumbered } from './queries.ts'

type Mentionable = Mention & { about: string }

const mostFound = 8

/** Letters without accents, small: as people type who look for a name. */
function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase()
}

/**
 * Agencies of today by any part of their name, staff of the agencies acted for, and, for a number, signed documents of theirs: the
 * first few of each. Nothing for fewer than two letters, unless they are a number.
 */
export async function findMentionable(work: Work, officer: Officer, typed: string): Promise<Mentionable[]> {
  const wanted = bare(typed.trim())
  const number = /^\d{1,6}/.exec(wanted)?.[0]
  if (wanted.length < 2 && !number) return []
  const words = wanted.split(/\s+/)
  const fits = (name: string) => words.every((word) => bare(name).includes(word))
  const agencies = (await listAgencies(work, localDay(work.now))).filter(({ name }) => fits(name))
  const staff = (await listStaffOf(work, officer.agencyId)).filter(({ name }) => fits(name))
  const numbered = number ? await findNumbered(work.tx, officer.agencyIds, Number(number), mostFound) : []
  return [
    ...agencies
      .slice(0, mostFound)
      .map(({ id, name, shortName }) => ({ of: 'agency' as const, ref: id, label: name, about: shortName })),
    ...staff
      .slice(0, mostFound)
      .map(({ id, name }) => ({ of: 'person' as const, ref: id, label: name, about: '' })),
    ...numbered.map(({ id, title, symbol, subject }) => ({
      of: 'document' as const,
      ref: id,
      label: `${title} số ${symbol}`,
      about: subject,
    })),
  ]
}

/** Agencies of today by any part of their name, for Kính gửi and Nơi nhận. */
export async function findAddressees(work: Work, typed: string): Promise<{ id: string; name: string }[]> {
  const words = bare(typed.trim()).split(/\s+/)
  if (words.join('').length < 2) return []
  return (await listAgencies(work, localDay(work.now)))
    .filter(({ name }) => words.every((word) => bare(name).includes(word)))
    .slice(0, mostFound)
    .map(({ id, name }) => ({ id, name }))
}

/** The people mentioned in a text who work nowhere here any more, as they are called there. */
export async function listMentionedWhoLeft(work: Work, body: Body): Promise<string[]> {
  const people = new Map(body.content.flatMap(inlinesOf).flatMap(peopleIn))
  const gone = await whoLeft(work, [...people.keys()].slice(0, 500))
  return gone.map((id) => people.get(id) ?? '')
}

function inlinesOf(block: Block): Inline[] {
  if (block.type === 'image' || block.type === 'page_break') return []
  if (block.type !== 'table') return block.content ?? []
  return block.content.flatMap(({ content = [] }) =>
    content.flatMap((cell) => cell.content.flatMap((part) => part.content ?? [])),
  )
}

function peopleIn(inline: Inline): [string, string][] {
  return inline.type === 'mention' && inline.attrs.of === 'person'
    ? [[inline.attrs.ref, inline.attrs.label]]
    : []
}
