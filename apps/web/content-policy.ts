// Lets libraries style what they draw under the strict content policy, which allows no style without the page's nonce.

/**
 * Call before anything draws. Two habits of the component library would be refused: style elements without the nonce (where
 * it locks scrolling) and styles set as attributes (where a text box measures itself); both go the allowed way instead.
 */
export function obeyContentPolicy(nonce: string) {
  if (!nonce) return;
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (this: Element, name: string, value: string) {
    if (name === 'style' && this instanceof HTMLElement) this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
}
