/** Who waits, by whoever asked: everyone has a turn before anyone has a second. */

export interface Line<Task> {
  /** How many wait, all together. */
  readonly length: number
  /** How many this asker has waiting. */
  of(asker: string): number
  add(asker: string, task: Task): void
  /** The first of the asker whose turn it is, who then stands behind all others. */
  next(): Task | undefined
  /** Takes one out of the line; false where it has had its turn. */
  leave(asker: string, task: Task): boolean
  /** Takes out all that this asker has waiting. */
  leaveAll(asker: string): Task[]
}

export function createLine<Task>(): Line<Task> {
  /** By asker, in the order of their turns. */
  const waiting = new Map<string, Task[]>()
  let length = 0
  const keep = (asker: string, tasks: Task[]): void => {
    if (tasks.length > 0) waiting.set(asker, tasks)
    else waiting.delete(asker)
  }
  return {
    get length() {
      return length
    },
    of: (asker) => waiting.get(asker)?.length ?? 0,
    add(asker, task) {
      keep(asker, [...(waiting.get(asker) ?? []), task])
      length += 1
    },
    next() {
      const [turn] = waiting
      if (!turn) return undefined
      const [asker, [task, ...later]] = turn
      waiting.delete(asker)
      keep(asker, later)
      length -= 1
      return task
    },
    leave(asker, task) {
      const own = waiting.get(asker) ?? []
      if (!own.includes(task)) return false
      keep(
        asker,
        own.filter((other) => other !== task),
      )
      length -= 1
      return true
    },
    leaveAll(asker) {
      const own = waiting.get(asker) ?? []
      waiting.delete(asker)
      length -= own.length
      return own
    },
  }
}
