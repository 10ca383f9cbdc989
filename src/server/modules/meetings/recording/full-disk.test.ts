/** The disk of the server is full while a meeting is recorded: it is said, nothing stays half done, and the same chunk is taken once there is room. */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { stopHearing } from '#server/crafts/sound/hear-sound.ts'
import { config } from '#server/platform/config.ts'
import { describeFailure } from '#server/platform/web/failure.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { meaningOf } from '#ui/record/send-one.ts'
import { anOffice, called } from '../fixtures.ts'
import { startMeeting } from '../index.ts'
import { send } from './fixtures.ts'
import { listRecordings } from './listen.ts'
import { beginRecording } from './record.ts'

const files = join(config.NHIP_DATA, 'files')
mkdirSync(files, { recursive: true })
const mayMount =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', files], { stdio: 'ignore' }).status === 0
afterAll(() => {
  if (mayMount) spawnSync('umount', ['-l', files])
  stopHearing()
})

const ballast = join(files, 'ballast')
function fill(): void {
  expect(() => {
    for (;;) writeFileSync(ballast, Buffer.alloc(4096), { flag: 'a' })
  }).toThrow('ENOSPC')
}

test.skipIf(!mayMount)(
  'a chunk that meets a full disk waits (skipped without the right to mount)',
  async () => {
    const office = await anOffice()
    const { secretary } = office
    const id = await called(office)
    const room = randomUUID()
    await perform(secretary, (work) => startMeeting(work, secretary, id))
    await perform(secretary, (work) => beginRecording(work, secretary, id, room, { track: 'room' }))
    await send(secretary, id, room, 0)

    fill()
    const refused = await send(secretary, id, room, 1, { recorded: 2 }).catch((error: unknown) => error)
    const { status, code, details } = describeFailure(refused)
    expect({ status, code }).toEqual({ status: 503, code: 'files.disk_full' })
    // The browser that is answered so keeps the chunk and waits.
    expect(meaningOf(status, { code, message: m.refusal(code, details) })).toEqual({ later: 'full' })
    expect(readdirSync(join(files, 'incoming'))).toEqual([])

    rmSync(ballast)
    expect(await send(secretary, id, room, 1, { recorded: 2, startsMs: 2000 })).toMatchObject({ isNew: true })
    const [there] = await perform(secretary, (work) => listRecordings(work, secretary, id))
    expect(there).toMatchObject({ taken: 2, missing: 0, damaged: 0, gaps: [] })
  },
)
