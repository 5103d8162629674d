// Style elements that libraries make on their own carry the nonce of the page, so that the strict content policy lets them stand.

/** Before anything draws. The component library passes the nonce on in most places, but not where it locks scrolling. */
export function nonceForStyles(nonce: string) {
  if (!nonce) return;
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
