/** npm run assets -- [speech] [faces] [--from DIR]: fetches engines and weights now, takes over single files, or says how far they are. */
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type AssetGroup, assetGroups, assetState, assetsFolder } from '#server/platform/assets/index.ts'
import { placeOf, readAssetList } from '#server/platform/assets/list.ts'
import { m } from '#shared/messages/index.ts'
import { bringFiles } from './bring-files.ts'
import { fetchAssets } from './fetch-assets.ts'

const words = m.assets

class BadCommand extends Error {}

function readCommand() {
  const flag = { type: 'boolean', default: false } as const
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { from: { type: 'string' }, json: flag, help: flag },
    })
    if (!positionals.every(isGroup)) throw new BadCommand(words.badCommand)
    return { ...values, groups: assetGroups.filter((group) => positionals.includes(group)) }
  } catch {
    throw new BadCommand(words.badCommand)
  }
}

const isGroup = (word: string): word is AssetGroup => (assetGroups as readonly string[]).includes(word)

async function run(): Promise<void> {
  const { groups, from, json, help } = readCommand()
  if (help) return console.log(words.help)
  const folder = assetsFolder()
  if (from !== undefined) await bring(resolve(from), folder)
  if (groups.length > 0) await fetch(groups, folder)
  if (json) console.log(JSON.stringify(states(folder)))
  else if (groups.length === 0 && from === undefined) tell(folder)
}

async function bring(from: string, folder: string): Promise<void> {
  if (!statSync(from, { throwIfNoEntry: false })?.isDirectory()) throw new BadCommand(words.noFolder(from))
  for (const { file, how } of await bringFiles(from, folder)) {
    if (how === 'brought') console.log(words.brought(file.path))
    else {
      console.error(
        how === 'not-there'
          ? words.notThere(file.path, file.address)
          : how === 'not-chosen'
            ? words.notChosen(file.path)
            : words.noRoom(file.path),
      )
      process.exitCode = 2
    }
  }
}

async function fetch(groups: readonly AssetGroup[], folder: string): Promise<void> {
  const abort = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => abort.abort())
  // Begun by npm start, it ends with it.
  process.once('disconnect', () => abort.abort())
  process.channel?.unref()
  let told = -1
  try {
    const { failure, said } = await fetchAssets(groups, {
      folder,
      signal: abort.signal,
      onWait: () => console.log(words.waiting),
      onProgress(bytes, of) {
        const part = Math.floor((bytes / of) * 20)
        if (part !== told) console.log(words.state.fetching(bytes, of))
        told = part
      },
    })
    if (failure === undefined) return console.log(words.fetched)
    if (said) console.error(said)
    console.error(words.notFetched(failure))
  } catch (error) {
    if (!abort.signal.aborted) throw error
    console.error(words.stopped)
  }
  process.exitCode = 2
}

function states(folder: string) {
  const single = readAssetList(folder).files.map((file) => {
    return { path: file.path, isHere: existsSync(placeOf(file, folder).path) }
  })
  return { speech: assetState('speech', folder), faces: assetState('faces', folder), files: single }
}

function tell(folder: string): void {
  for (const group of assetGroups) {
    const { state, bytes, of, failure } = assetState(group, folder)
    console.log(`${words.group[group]}: ${words.state[state](bytes, of)}`)
    if (failure) console.log(`  ${words.failure(failure)}`)
  }
  for (const { path, isHere } of states(folder).files)
    console.log(`${path}: ${isHere ? words.single.here : words.single.absent}`)
}

try {
  await run()
} catch (failure) {
  if (!(failure instanceof BadCommand)) throw failure
  console.error(failure.message)
  process.exitCode = 2
}
