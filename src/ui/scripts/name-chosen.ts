/** A browser says which file was chosen in its own language; here it is said in the page's. */
export function nameChosenFiles(): void {
  for (const pick of document.querySelectorAll<HTMLElement>('.pick[data-chua-chon]')) nameChosen(pick)
}

function nameChosen(pick: HTMLElement): void {
  const input = pick.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) return
  const told = document.createElement('b')
  const tell = () => {
    const names = [...(input.files ?? [])].map(({ name }) => name).join(', ')
    told.textContent = names || (pick.dataset.chuaChon ?? '')
  }
  told.setAttribute('aria-hidden', 'true')
  input.after(told)
  pick.classList.add('named')
  input.addEventListener('change', tell)
  tell()
}
