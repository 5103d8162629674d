// The foot of a printed page: unit and date at the left, page of pages at the right.
import { useEffect } from 'react';

const quoted = (text: string) => JSON.stringify(text).replaceAll('\\n', ' ');

/**
 * Sets the margin boxes of the page while mounted; a constructed sheet, which the content policy allows.
 * @param page size and margins, where an upright A4 is not what is printed
 */
export function usePrintFoot(text: string, page = 'size: A4; margin: 22mm 20mm 20mm;') {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `@page { ${page} @bottom-left { content: ${quoted(text)}; font-size: 9pt; } @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; } }`,
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== sheet);
    };
  }, [text, page]);
}
