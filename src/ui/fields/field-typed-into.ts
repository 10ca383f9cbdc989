/**
 * The field a key was pressed in, a text being written (`contenteditable`) among them: a page's own keys are for everywhere
 * else. None where the key went to the page.
 */
export function fieldTypedInto(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof HTMLElement)) return null
  return target.closest<HTMLElement>(
    'input, select, textarea, [contenteditable]:not([contenteditable="false"])',
  )
}
