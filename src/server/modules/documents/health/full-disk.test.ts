/** A disk that is full while documents are stored: it is said, nothing stays half done, and everything goes on once there is room. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { stopReadingMails } from '#server/crafts/mail/read-mail.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { storeStream } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { aBureau, aLetterOf, approved, proven, signAll } from '../agency/fixtures.ts'
import { beginDrafts, finishDrafts, signDrafts } from '../agency/sign-drafts.ts'
import { closeWorkFile } from '../files/close-work-file.ts'
import { fileDocument } from '../files/file-document.ts'
import { handOver } from '../files/hand-over.ts'
import { openWorkFile } from '../files/open-work-file.ts'
import { listTransfers } from '../files/transfer-queries.ts'
import { aMail, password } from '../incoming/mail/fixtures.ts'
import { findMailbox } from '../incoming/mail/mailbox-queries.ts'
import { setMailbox } from '../incoming/mail/set-mailbox.ts'
import { takeMail } from '../incoming/mail/take-mail.ts'
import { listArrivals } from '../incoming/view-arrival.ts'
import { findDocument } from '../queries.ts'
import { showDraft } from '../sign/read-draft.ts'
import { documentsCondition } from './document-conditions.ts'

const files = join(config.NHIP_DATA, 'files')
mkdirSync(files, { recursive: true })
const mayMount =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', files], { stdio: 'ignore' }).status === 0
afterAll(async () => {
  if (mayMount) spawnSync('umount', ['-l', files])
  await stopReadingMails()
  await stopTypesetting()
})

const ballast = join(files, 'ballast')
function fill(): void {
  expect(() => {
    for (;;) writeFileSync(ballast, Buffer.alloc(64_000), { flag: 'a' })
  }).toThrow('ENOSPC')
}

test.skipIf(!mayMount)(
  'signed files, mails, uploads and packages on a full disk (skipped without the right to mount)',
  async () => {
    const bureau = await aBureau()
    const { deputy, clerk } = bureau
    // Long enough ago that it is late.
    const now = new Date(Date.now() - 5 * 60_000)
    const drafts: { id: string; sha256: string }[] = []
    for (let count = 0; count < 2; count++) {
      const id = await aLetterOf(bureau, {}, now)
      await approved(bureau, id, 1, now)
      await beginDrafts(deputy, [id], { now })
      const { sha256 } = await showDraft(deputy, id, { now })
      drafts.push({ id, sha256 })
    }
    const states = () =>
      perform(system, async ({ tx }) => {
        const found = await Promise.all(drafts.map(({ id }) => findDocument(tx, system, id)))
        return found.map((one) => [one?.number, one?.status])
      })
    const filed = await aLetterOf(bureau)
    await approved(bureau, filed)
    expect(await signAll(deputy, [filed])).toMatchObject([{ refusal: null }])
    const input = { code: '01', title: 'Hồ sơ thử', retention: 'y2', isConstruction: false }
    const workFile = await perform(clerk, async (work) => {
      const id = await openWorkFile(work, input)
      await fileDocument(work, id, filed)
      await closeWorkFile(work, id)
      return id
    })
    const packages = () => perform(clerk, (work) => listTransfers(work.tx, workFile))
    const place = { host: '127.0.0.1', port: 143, secure: false, login: 'vanthu', password, folder: 'INBOX' }
    await perform(clerk, (work) => setMailbox(work, clerk, { ...place, trustedHost: '', active: true }))
    const mailbox = async () => {
      const found = await perform(system, ({ tx }) => findMailbox(tx, clerk.agencyId))
      if (!found) throw new Error('no mailbox')
      return found
    }
    const pdf = { name: 'cv.pdf', type: 'application/pdf', content: aPdf(['(công văn)']) }
    const raw = Buffer.from(aMail([pdf]))
    const mail = {
      uid: 7,
      uidValidity: 1,
      size: raw.length,
      from: '',
      subject: '',
      messageId: '',
      at: now,
      raw,
    }
    const arrived = () => perform(clerk, (work) => listArrivals(work, clerk, { limit: 10 }))

    fill()
    const isFull = { code: 'files.disk_full' }
    const results = await signDrafts(proven(deputy, now), drafts, { now })
    expect(results.map(({ refusal }) => refusal)).toEqual(drafts.map(() => isFull.code))
    expect(await states()).toEqual([
      [1, 'signing'],
      [2, 'signing'],
    ])
    await expect(takeMail(await mailbox(), mail)).rejects.toMatchObject(isFull)
    expect(await arrived()).toEqual([])
    await expect(storeStream(Readable.from([Buffer.alloc(20_000)]))).rejects.toMatchObject(isFull)
    await expect(handOver(clerk, workFile)).rejects.toMatchObject(isFull)
    expect(await packages()).toEqual([])
    expect(readdirSync(join(files, 'incoming'))).toEqual([])
    expect(await documentsCondition.check()).toMatchObject({ state: 'bad', details: { signature: 2 } })

    rmSync(ballast)
    await finishDrafts()
    expect(await states()).toEqual([
      [1, 'issued'],
      [2, 'issued'],
    ])
    await takeMail(await mailbox(), mail)
    expect(await mailbox()).toMatchObject({ lastUid: 7 })
    expect(await arrived()).toMatchObject([{ files: [{ name: 'cv.pdf', refused: null }] }])
    await handOver(clerk, workFile)
    expect(await packages()).toHaveLength(1)
    const { details } = await documentsCondition.check()
    expect(details?.signature ?? 0).toBe(0)
  },
)
