/** Shows that money has come as soon as it has, and copies what is to be typed elsewhere. Without it the page reloads itself, and text is selected. */
import { followEvents } from '../follow-events.ts'

const awaited = document.querySelector<HTMLElement>('[data-cho-tien]')?.dataset.choTien
const reload = () => location.reload()
/** Without the stream, as often as the page does it without a script. */
const everyMs = 5_000

if (awaited)
  followEvents(awaited, {
    event: 'changed',
    take: reload,
    reopened: reload,
    lost: () => setTimeout(reload, everyMs),
    refused: () => setTimeout(reload, everyMs),
  })

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-chep]')) {
  const { chep = '', daChep = '' } = button.dataset
  if (!navigator.clipboard) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(chep)
    const [text] = button.childNodes
    if (text) text.textContent = daChep
  })
}
