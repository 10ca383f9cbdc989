/** An office with its văn thư, and letters that come to it. */
import { aLetter } from '#server/crafts/recognise/fixtures.ts'
import { typeset } from '#server/crafts/typeset/typeset.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { storeOwn } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { handedIn } from '#tests/handed-in.ts'
import { anOfficer } from '#tests/people.ts'
import { anOffice, type Office } from '../fixtures.ts'
import { insertArrival } from './arrival-queries.ts'
import { bringScan } from './bring-scan.ts'
import type { IncomingDetails } from './model.ts'
import { registerArrival } from './register-arrival.ts'

export interface Receiving extends Office {
  /** Văn thư of the office: two of them. */
  first: Officer
  second: Officer
  specialist: Officer
}

export async function aReceivingOffice(): Promise<Receiving> {
  const office = await anOffice()
  const agencyId = office.agency.id
  const clerk = (name: string) => anOfficer({ agencyId, name, roles: ['clerk'] })
  return {
    ...office,
    first: clerk('Lê Thị Văn Thư'),
    second: clerk('Trần Thị Văn Thư'),
    specialist: anOfficer({ agencyId, roles: ['specialist'] }),
  }
}

/** A letter of this index as a file with letters of its own. */
export async function aLetterFile(index: number): Promise<Uint8Array> {
  return typeset('nd30', aLetter(index).data)
}

/** What a clerk enters of that letter. */
export function detailsOf(index: number, overrides: Partial<IncomingDetails> = {}): IncomingDetails {
  const { number, symbol, organ, subject } = aLetter(index)
  // A day that has been, whatever day it is.
  return {
    sentNumber: number,
    symbol,
    issuedOn: '2026-01-05',
    organ,
    type: 'official_letter',
    subject,
    ...overrides,
  }
}

/** A clerk brings these bytes; what waits then. */
export async function brought(
  clerk: Officer,
  bytes: Uint8Array,
  mediaType = 'application/pdf',
): Promise<string> {
  const file = await handedIn(clerk, bytes, mediaType)
  return perform(clerk, (work) => bringScan(work, clerk, { ...file, name: 'scan.pdf' }))
}

/** A mail with the document, a table beside it and something that was not taken, entered by the clerk. */
export async function aMailOfThree(clerk: Officer, details = detailsOf(1)) {
  const [main, beside] = [
    await storeOwn(aPdf(['<< /Main 1 >>', `<< /Of (${newId()}) >>`]), 'application/pdf'),
    await storeOwn(aPdf(['<< /Beside 1 >>', `<< /Of (${newId()}) >>`]), 'application/pdf'),
  ]
  const id = newId()
  await perform(system, ({ tx }) =>
    insertArrival(
      tx,
      {
        id,
        agencyId: clerk.agencyId,
        source: 'mail',
        key: id,
        arrivedAt: new Date(),
        sender: 'x@y.vn',
        readingState: 'none',
      },
      [
        {
          position: 1,
          name: 'x.zip',
          mediaType: 'application/zip',
          size: 5,
          sha256: null,
          refused: 'files.archive',
        },
        { position: 2, name: 'cong-van.pdf', ...main, refused: null },
        { position: 3, name: 'bieu-kem-theo.pdf', ...beside, refused: null },
      ],
    ),
  )
  const { documentId } = await perform(clerk, (work) =>
    registerArrival(work, clerk, id, { details, distinct: [] }),
  )
  return { documentId, main, beside }
}
