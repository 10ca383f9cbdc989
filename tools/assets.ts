/** `npm run assets -- --from DIR`: installs what is too large or too foreign for the repository, each by its fingerprint. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

interface Asset {
  path: string
  what: string
  licence: string
  size: number
  sha256: string
  address: string
}

const usage = `npm run assets -- --from THƯ_MỤC [--data THƯ_MỤC_DỮ_LIỆU]
Chép các tệp ghi trong assets.json vào dữ liệu của chương trình, sau khi đối chiếu mã băm.`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      data: { type: 'string', default: process.env.NHIP_DATA ?? 'var' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const assets: Asset[] = JSON.parse(await readFile(new URL('../assets.json', import.meta.url), 'utf8'))
  const folder = join(resolve(values.data), 'assets')
  let missing = 0
  for (const asset of assets) {
    const words = await install(asset, folder, values.from)
    if (!words.isInstalled) missing += 1
    console.log(`${asset.path}: ${words.text}`)
  }
  if (missing > 0) process.exitCode = 1
}

async function install(
  asset: Asset,
  folder: string,
  from: string | undefined,
): Promise<{ isInstalled: boolean; text: string }> {
  const target = join(folder, asset.path)
  if ((await problemOf(target, asset)) === undefined) return { isInstalled: true, text: 'đã cài' }
  if (!from) {
    return { isInstalled: false, text: `chưa cài. Nguồn: ${asset.address}; cài bằng --from THƯ_MỤC` }
  }
  const source = join(resolve(from), asset.path)
  const problem = await problemOf(source, asset)
  if (problem) return { isInstalled: false, text: `${problem} (${source})` }
  await mkdir(dirname(target), { recursive: true })
  // Under another name first: whoever reads meanwhile sees all of it or nothing.
  await writeFile(`${target}.moi`, await readFile(source))
  await rename(`${target}.moi`, target)
  return { isInstalled: true, text: `đã cài vào ${target}` }
}

/** Why a file is not this asset; undefined when it is. */
async function problemOf(file: string, { size, sha256 }: Asset): Promise<string | undefined> {
  try {
    const content = await readFile(file)
    if (content.length !== size) return `sai kích thước: ${content.length} byte, cần ${size}`
    return createHash('sha256').update(content).digest('hex') === sha256 ? undefined : 'sai mã băm SHA-256'
  } catch {
    return 'không đọc được tệp'
  }
}

await main()
