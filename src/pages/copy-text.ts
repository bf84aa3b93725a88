/** Whether the text is on the clipboard now. Kernels that refuse the new way may still take the old one. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedFromBox(text);
  }
}

function copiedFromBox(text: string): boolean {
  const box = document.createElement('textarea');
  box.value = text;
  box.readOnly = true;
  document.body.append(box);
  box.select();
  try {
    // oxlint-disable-next-line typescript/no-deprecated -- the only way on old kernels
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    box.remove();
  }
}
