// The foot of a printed page: unit and date at the left, page of pages at the right.
import { useEffect } from 'react';

const quoted = (text: string) => JSON.stringify(text).replaceAll('\\n', ' ');

/** Sets the margin boxes of the page while mounted; a constructed sheet, which the content policy allows. */
export function usePrintFoot(text: string) {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `@page { size: A4; margin: 22mm 20mm 20mm; @bottom-left { content: ${quoted(text)}; font-size: 9pt; } @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; } }`,
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== sheet);
    };
  }, [text]);
}
