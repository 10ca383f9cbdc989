import { parseArgs } from 'node:util'

/**
 * What is said to a bench, `--documents 200000`, each with what it is where nothing is said. A number stays a number; one that is none, or not
 * above zero, is refused by name. What a bench does not know is another's: `npm run bench` says the same to all of them.
 */
export function readOptions<Options extends Record<string, number | string>>(defaults: Options): Options {
  const options = Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string' as const }]))
  const { values } = parseArgs({ options, strict: false })
  const read = Object.entries(defaults).map(([name, usual]) => {
    const said = values[name]
    if (said === undefined) return [name, usual]
    if (typeof usual === 'string') return [name, String(said)]
    const number = Number(said)
    if (!Number.isFinite(number) || number <= 0)
      throw new Error(`--${name} is a number above zero, not ${said}`)
    return [name, number]
  })
  return Object.fromEntries(read)
}
