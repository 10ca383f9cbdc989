/** In which order test files begin. */
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { rehearsals } from './projects.ts'

/**
 * Strews the rehearsals, in the order of their list, among the first half of the files that run side by side: what they wait
 * for leaves a processor to the others, and none is left to run alone at the end.
 */
export class RehearsalsAmongOthers extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const of = (name: string) => sorted.filter(({ project }) => project.name === name)
    const few = of('rehearsals').sort((one, other) => placeOf(one) - placeOf(other))
    const many = of('parallel')
    return [...strew(few, many), ...sorted.filter((file) => !few.includes(file) && !many.includes(file))]
  }
}

function placeOf({ moduleId, project }: TestSpecification): number {
  return rehearsals.indexOf(relative(project.config.root, moduleId))
}

function strew<T>(few: readonly T[], many: readonly T[]): T[] {
  const length = Math.ceil(many.length / 2 / Math.max(1, few.length))
  const strewn = few.flatMap((one, at) => [one, ...many.slice(at * length, (at + 1) * length)])
  return [...strewn, ...many.slice(few.length * length)]
}
