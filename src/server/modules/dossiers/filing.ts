/** How a dossier is or was filed, as the rules of its service read it. */
import type { Service } from '#server/modules/catalogue/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { isClientSystem } from '#server/platform/rights.ts'
import { localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { type FiledAnswers, type FilingChannel, withFiling } from '#shared/form/filing.ts'
import { channelNotOffered } from './refusals.ts'

/** As a dossier keeps it: at a counter is `direct` there (TT 03/2025/TT-VPCP). */
export type StoredChannel = 'online' | 'direct' | 'post'

/** The answers of a dossier together with how and on which day it was filed. */
export function filedAnswers({
  answers,
  channel,
  submittedAt,
}: {
  answers: unknown
  channel: string
  submittedAt: Date
}): FiledAnswers {
  return withFiling(answers as Answers, { channel: channelWord(channel), on: localDay(submittedAt) })
}

/** Answers that have not been sent yet: filed online, today. */
export function draftedAnswers(answers: unknown, now: Date): FiledAnswers {
  return withFiling(answers as Answers, { channel: 'online', on: localDay(now) })
}

/** A client system and a citizen file online; an officer at the counter what is brought there or came by post. */
export function channelOf(actor: Actor, byPost = false): StoredChannel {
  if (actor.kind !== 'officer' || isClientSystem(actor)) return 'online'
  return byPost ? 'post' : 'direct'
}

/** Refuses a way of filing this service does not offer, with those it does; an outage somebody names opens what the law then allows. */
export function requireOffered(
  { channels, outageChannels }: Pick<Service, 'channels' | 'outageChannels'>,
  stored: StoredChannel,
  outage?: string | undefined,
): void {
  const channel = channelWord(stored)
  if (channels.includes(channel)) return
  const isOpenInOutage = outageChannels.includes(channel)
  if (isOpenInOutage && outage !== undefined) return
  throw channelNotOffered({ channel, offered: channels, isOpenInOutage })
}

function channelWord(stored: string): FilingChannel {
  return stored === 'direct' ? 'counter' : stored === 'post' ? 'post' : 'online'
}
